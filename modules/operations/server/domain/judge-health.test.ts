import { expect, it } from 'vitest';
import * as judge from './judge-health.ts';

const NOW = new Date('2023-11-20T04:00:00Z');
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
const told = ({ state, text, advice }: { state: string; text: string; advice: string }) => [state, text, advice !== ''];

it('a backup is old after 26 hours', () => {
  expect(told(judge.judgeBackup(undefined, NOW))).toEqual(['bad', '还没有做过备份', true]);
  expect(told(judge.judgeBackup(ago(26), NOW))).toEqual(['good', '最近一次在 26 小时前', false]);
  expect(told(judge.judgeBackup(ago(27), NOW))).toEqual(['bad', '最近一次在 27 小时前，超过 26 小时', true]);
});

it('a restore on trial is judged by what it came to, then by its age: a week and a day', () => {
  const held = (days: number, outcome: { refusal: string } | { rows: number; seconds: number; findings: number }) =>
    told(judge.judgeDrill({ heldAt: ago(24 * days), fileName: 'a.wotu', ...outcome }, NOW));
  const good = { rows: 1234, seconds: 7.2, findings: 0 };
  expect(told(judge.judgeDrill(undefined, NOW))).toEqual(['warning', '还没有做过', true]);
  expect(held(0.9, good)).toEqual(['good', '最近一次在一天以内（a.wotu），1234 行与备份完全一致，恢复用时 8 秒', false]);
  expect(held(7.9, good)).toEqual(['good', '最近一次在 7 天前（a.wotu），1234 行与备份完全一致，恢复用时 8 秒', false]);
  expect(held(8, good)).toEqual(['warning', '最近一次在 8 天前（a.wotu），与备份一致，但已超过一周', true]);
  expect(held(0, { ...good, findings: 3 })).toEqual(['bad', '最近一次在一天以内（a.wotu），恢复出来有 3 个问题', true]);
  // what failed is not better for being old
  expect(held(30, { ...good, findings: 3 })[0]).toBe('bad');
  expect(held(30, { refusal: '备份文件损坏。' })).toEqual(['bad', '最近一次在 30 天前（a.wotu），没有做成：备份文件损坏。', true]);
  // a clock that was put back
  expect(held(-1, good)[0]).toBe('good');
});

it('a disk is told in a size that says something, also when next to nothing is left', () => {
  expect(told(judge.judgeDisk('/data', 40e9, 250e9))).toEqual(['good', '/data 所在磁盘还剩 40.0 GB（16%）', false]);
  expect(told(judge.judgeDisk('/data', 20e9, 250e9))).toEqual(['warning', '/data 所在磁盘还剩 20.0 GB（8%）', true]);
  expect(told(judge.judgeDisk('/data', 48e6, 2e9))).toEqual(['bad', '/data 所在磁盘还剩 48 MB（2%）', true]);
});

it('a certificate is told with its last day: a warning a month before, to be handled a week before', () => {
  const at = (days: number) => judge.judgeCertificate('https://a.example', ago(-24 * days), NOW);
  expect(told(at(200))).toEqual(['good', '2024年6月7日到期，还有 200 天', false]);
  expect(told(at(20))).toEqual(['warning', '2023年12月10日到期，还有 20 天', true]);
  expect(told(at(5))).toEqual(['bad', '2023年11月25日到期，还有 5 天', true]);
  expect(told(at(-3))).toEqual(['bad', '2023年11月17日已经过期', true]);
  expect(told(judge.judgeCertificate('https://a.example', undefined, NOW))).toEqual(['unknown', '连不上，看不到证书', true]);
});

it('drift is told with the places where it is, the first ten of them', () => {
  const check = (drifted: number, places: string[], hours = 2) => judge.judgeDrift({ finishedAt: ago(hours).toISOString(), drifted, places }, NOW);
  expect(told(check(0, []))).toEqual(['good', '与台账一致', false]);
  expect(told(check(2, ['河南平顶山新华区']))).toEqual(['bad', '有 2 处与台账不一致：河南平顶山新华区', true]);
  expect(
    check(
      12,
      Array.from({ length: 12 }, (_, index) => `区${index}`),
    ).text,
  ).toBe('有 12 处与台账不一致：区0、区1、区2、区3、区4、区5、区6、区7、区8、区9等');
  expect(told(check(0, [], 80))).toEqual(['warning', '已 3 天没有核对', true]);
  expect(told(judge.judgeDrift(null, NOW))).toEqual(['unknown', '还没有核对过', true]);
});

it('the queue is told with what runs and waits', () => {
  expect(told(judge.judgeQueue(true, { dead: 0, running: 1, waiting: 3 }))).toEqual(['good', '没有多次失败的任务；正在运行 1 项，排队 3 项', false]);
  expect(told(judge.judgeQueue(true, { dead: 2, running: 0, waiting: 0 }))).toEqual(['bad', '2 项多次失败；正在运行 0 项，排队 0 项', true]);
  expect(told(judge.judgeQueue(false, { dead: 0, running: 0, waiting: 0 }))).toEqual(['bad', '没有启动', true]);
});

it('connections are told for each of their uses', () => {
  const pools = ['application', 'portal', 'jobs', 'replica', 'replicaPortal'].map((name) => ({ name, open: 1, most: 4, waiting: 0 }));
  expect(told(judge.judgePools(pools))).toEqual(['good', '办理请求 1/4，公开页面 1/4，后台任务 1/4，只读副本 1/4，只读副本的公开页面 1/4', false]);
  expect(told(judge.judgePools([{ name: 'portal', open: 4, most: 4, waiting: 3 }]))).toEqual(['warning', '公开页面 4/4，3 个请求在等连接', true]);
});

it('a replica is told where there is one', () => {
  expect(judge.judgeReplica(undefined)).toEqual([]);
  expect(judge.judgeReplica({ isUsable: true, lagMs: 240 }).map(told)).toEqual([['good', '可用，落后 0.2 秒', false]]);
  expect(judge.judgeReplica({ isUsable: false, lagMs: 45_000 }).map(told)).toEqual([['warning', '没有使用：落后 45.0 秒', true]]);
  expect(judge.judgeReplica({ isUsable: false, lagMs: undefined }).map(told)).toEqual([['warning', '没有使用：没有应答', true]]);
});

it('the schema may be behind the program, or ahead of it', () => {
  const of = (missing: string[], newer: string[]) => told(judge.judgeMigrations({ missing, newer, count: 9 }, '2.0.0'));
  expect(of([], [])).toEqual(['good', '程序 2.0.0，数据库结构共 9 步，全部执行', false]);
  expect(of(['0009.sql'], [])).toEqual(['bad', '有 1 步没有执行（0009.sql…）', true]);
  expect(of([], ['0010.sql'])).toEqual(['warning', '这个服务进程还是旧版本 2.0.0：数据库已由更新的程序升级（多 1 步）', true]);
});

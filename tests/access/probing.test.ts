/** A workbook or a form is no way to find out what others have. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WriteValue } from '#engines/documents/excel/sheet-spec.ts';
import { codeOfRecord } from '#platform/db/record-ids.ts';
import { evidenceWorkbook } from '#tests/support/evidence-workbook.ts';
import { markOf } from './canaries.ts';
import { type House, openHouse } from './open-house.ts';
import { GUANGMING, SHUBEI, SHUGUANG, SHUNAN, WEIDONG } from './places.ts';
import { type Question, send, upload } from './question.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.app.close());

type Row = Record<string, WriteValue>;
interface Found {
  column: string;
  rule: string;
  message: string;
}

function ask(role: string, question: Question) {
  const cookie = house.seats.find((seat) => seat.role === role)?.cookie;
  return house.app.inject({ ...question, headers: { ...question.headers, cookie } });
}

/** What a trial import says about one row, without the names it was given. */
async function verdict(sheet: string, row: Row, names: readonly string[], role = 'neighborhoodCommitteeStaff'): Promise<Found[]> {
  const reply = await ask(role, upload('/imports?dryRun=true', 'a.xlsx', await evidenceWorkbook({ [sheet]: [row] })));
  const { findings, notices, sheets } = reply.json() as { findings: Found[]; notices: Found[]; sheets: object[] };
  const text = JSON.stringify([[...findings, ...notices].map(({ column, rule, message }) => ({ column, rule, message })), sheets]);
  return JSON.parse(names.reduce((masked, name) => masked.replaceAll(name, '…'), text)) as Found[];
}

const organization = (code: string, changes: Row = {}): Row => ({
  名称: `${markOf(code)}组织`,
  所属区划代码: code,
  管理层级: '备案',
  组织类别: '居民互助类',
  成立日期: '2022-03-01',
  负责人姓名: '张春',
  成员人数: 12,
  是否枢纽型: '否',
  ...changes,
});

describe('a row about another community', () => {
  const OUTSIDE = [SHUNAN.code, SHUGUANG.code, GUANGMING.code];
  it.each([
    ['社区社会组织', (code: string, name: string) => organization(code, { 名称: name })],
    ['社区社会组织', (code: string, name: string) => organization(code, { 名称: name, 成立日期: '2023-05-01', 终止日期: '2022-04-01', 终止原因: '注销' })],
    ['组织社工', (code: string, name: string) => ({ 组织名称: name, 所属区划代码: code, 姓名: '某人', 用工形式: '专职', 起始日期: '2022-05-01' })],
    [
      '支持平台',
      (code: string, name: string) => ({
        名称: name.replace('组织', '平台'),
        所属区划代码: code,
        层级: '街道',
        类型: '支持平台',
        启用日期: '2022-01-01',
        停用日期: '2021-12-01',
      }),
    ],
    ['活动', (code: string, name: string) => ({ 名称: '某活动', 主题: '其他', 组织名称: name, 举办区划代码: code, 开始日期: '2022-07-01', 参与人次: 1 })],
  ])('of %s tells nothing of what is there', async (sheet, rowOf) => {
    for (const code of OUTSIDE) {
      const [there, invented] = [`${markOf(code)}组织`, '凭空想出的组织'];
      const known = await verdict(sheet, rowOf(code, there), [there, there.replace('组织', '平台')]);
      const unknown = await verdict(sheet, rowOf(code, invented), [invented, invented.replace('组织', '平台')]);
      expect(known, code).toEqual(unknown);
      expect(JSON.stringify(known)).toContain('outside-jurisdiction');
    }
  });

  it('of social workers needs a station, which is as unknown as one that does not exist', async () => {
    const row = (name: string) => ({ 社工站名称: name, 乡镇街道代码: GUANGMING.code, 姓名: '某人', 到岗日期: '2022-02-01' });
    const [there, invented] = [`${markOf(GUANGMING.code)}社工站`, '凭空想出的站'];
    expect(await verdict('驻站社工', row(there), [there], 'streetStaff')).toEqual(await verdict('驻站社工', row(invented), [invented], 'streetStaff'));
  });

  it('said in a form tells as little', async () => {
    const values = (name: string) => ({ name, div: WEIDONG.code, hostLevel: '区', startedOn: '2022-06-01', audiences: ['骨干'], participants: 1 });
    const [there, invented] = [`${markOf(WEIDONG.code)}培训`, '凭空想出的培训'];
    const replies = await Promise.all(
      [there, invented].map((name) => ask('districtCivilAffairsStaff', send('POST', '/registers/trainings/records', { values: values(name) }))),
    );
    expect(replies[0]?.json()).toEqual(replies[1]?.json());
  });
});

describe('a name that may be found anywhere in the county', () => {
  const activity = (name: string): Row => ({ 名称: '试探活动', 主题: '其他', 组织名称: name, 举办区划代码: SHUBEI.code, 开始日期: '2022-07-01', 参与人次: 1 });
  const [own, beside, invented] = [`${markOf(SHUBEI.code)}组织`, `${markOf(SHUNAN.code)}组织`, '凭空想出的组织'];

  it('is as unknown as one that does not exist, if it lies outside', async () => {
    const verdicts = [await verdict('活动', activity(beside), [beside]), await verdict('活动', activity(invented), [invented])];
    expect(verdicts[0]).toEqual(verdicts[1]);
    expect(JSON.stringify(verdicts)).toContain('reference-unknown');
  });

  it('is found by whoever looks after both places, and by its own', async () => {
    const noticed = async (name: string, role: string) => JSON.stringify(await verdict('活动', activity(name), [name], role)).includes('reference-unknown');
    expect(await noticed(invented, 'districtCivilAffairsStaff')).toBe(true);
    expect(await noticed(beside, 'districtCivilAffairsStaff')).toBe(false);
    expect(await noticed(beside, 'neighborhoodCommitteeStaff')).toBe(true);
    expect(await noticed(own, 'neighborhoodCommitteeStaff')).toBe(false);
  });

  it('is as unknown when said in a form', async () => {
    const values = (name: string) => ({ name: '表单试探', theme: '其他', organizationName: name, div: SHUBEI.code, startedOn: '2022-07-02', participants: 1 });
    const noticesOf = async (name: string) => {
      const reply = await ask('neighborhoodCommitteeStaff', send('POST', '/registers/activities/records', { values: values(name) }));
      expect(reply.statusCode).toBe(200);
      return JSON.stringify((reply.json() as { notices: unknown }).notices).replaceAll(name, '…');
    };
    expect(await noticesOf(beside)).toBe(await noticesOf(invented));
  });
});

it('a record code of another place is as unknown as one that nobody has', async () => {
  const own = '410402001001';
  const there = codeOfRecord(house.records.get('organizations')?.get('440103001101')?.[0] ?? 0);
  const beside = codeOfRecord(house.records.get('organizations')?.get(SHUNAN.code)?.[0] ?? 0);
  const invented = 'W410402-000999999';
  const row = (code: string) => organization(own, { 编码: code, 名称: '改名试探', 终止日期: '2022-01-01', 终止原因: '注销' });
  const unknown = await verdict('社区社会组织', row(invented), [invented]);
  expect(JSON.stringify(unknown)).toContain('record-code-unknown');
  expect(await verdict('社区社会组织', row(there), [there])).toEqual(unknown);
  expect(await verdict('社区社会组织', row(beside), [beside])).toEqual(unknown);
});

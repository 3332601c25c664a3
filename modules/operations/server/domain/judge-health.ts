/** What is well and what is not, and the words for it. Thresholds are those of `operations/prometheus-rules.yaml`. */
import { dayInChina, dayInWords } from '#shared/day.ts';
import type { HealthItem } from '../../contract/health.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A nightly backup and what it may be late. */
const OLDEST_BACKUP_HOURS = 26;
/** A weekly restore on trial and what it may be late. */
const OLDEST_DRILL_DAYS = 8;
const LEAST_DISK = 0.1;
const LEAST_DISK_BAD = 0.03;
const DAYS_BEFORE_RENEWAL = 30;
const DAYS_TOO_LATE = 7;
const DRIFT_ADVICE = '查清之前不要对外报这些地方的数字。运行 wotu figures recount 可以按台账重新计算，改回正确的数字；请把上面的地方告诉维护人员，查明原因。';

const DRILL_ADVICE = '请查看每周演练的定时器为什么没有运行（systemctl status wotu-drill.timer），并立即手工演练一次：wotu drill 最新的备份文件。';
const REFUSED_ADVICE =
  '这份备份现在不能指望。请马上重新备份一次，再用新的一份演练（wotu drill 备份文件）；仍然不行，按原因处理：换主密钥文件、清理磁盘，或联系维护人员。';
const FINDINGS_ADVICE =
  '请运行 wotu drill 和这个文件名，看是哪些问题，再运行 wotu verify，看平台自己的数据是否完好。完好的，重新备份一次再演练；仍有问题，两份备份都留着，联系维护人员。';

export function judgeBackup(writtenAt: Date | undefined, now: Date): HealthItem {
  const item = { id: 'backup', title: '备份' };
  if (!writtenAt)
    return { ...item, state: 'bad', text: '还没有做过备份', advice: '请执行 wotu backup 文件名，并设为每天自动执行（见 operations/ 里的定时器）。' };
  const hours = Math.max(0, Math.floor((now.getTime() - writtenAt.getTime()) / HOUR_MS));
  if (hours <= OLDEST_BACKUP_HOURS) return { ...item, state: 'good', text: `最近一次在 ${hours} 小时前`, advice: '' };
  return {
    ...item,
    state: 'bad',
    text: `最近一次在 ${hours} 小时前，超过 ${OLDEST_BACKUP_HOURS} 小时`,
    advice: '请查看每天备份的定时器为什么没有运行，并立即手工备份一次。',
  };
}

/** @param drill what the newest restore on trial came to */
export function judgeDrill(
  drill: ({ heldAt: Date; fileName: string } & ({ refusal: string } | { rows: number; seconds: number; findings: number })) | undefined,
  now: Date,
): HealthItem {
  const item = { id: 'drill', title: '恢复演练' };
  if (!drill) return { ...item, state: 'warning', text: '还没有做过', advice: DRILL_ADVICE };
  const days = Math.max(0, Math.floor((now.getTime() - drill.heldAt.getTime()) / DAY_MS));
  const text = `最近一次在${days === 0 ? '一天以内' : ` ${days} 天前`}（${drill.fileName}）`;
  if ('refusal' in drill) return { ...item, state: 'bad', text: `${text}，没有做成：${drill.refusal}`, advice: REFUSED_ADVICE };
  if (drill.findings > 0) return { ...item, state: 'bad', text: `${text}，恢复出来有 ${drill.findings} 个问题`, advice: FINDINGS_ADVICE };
  if (days >= OLDEST_DRILL_DAYS) return { ...item, state: 'warning', text: `${text}，与备份一致，但已超过一周`, advice: DRILL_ADVICE };
  return { ...item, state: 'good', text: `${text}，${drill.rows} 行与备份完全一致，恢复用时 ${Math.ceil(drill.seconds)} 秒`, advice: '' };
}

export function judgeDisk(folder: string, free: number, size: number): HealthItem {
  const item = { id: 'disk', title: '磁盘' };
  const share = size === 0 ? 1 : free / size;
  const text = `${folder} 所在磁盘还剩 ${sizeText(free)}（${Math.round(share * 100)}%）`;
  if (share >= LEAST_DISK) return { ...item, state: 'good', text, advice: '' };
  return { ...item, state: share < LEAST_DISK_BAD ? 'bad' : 'warning', text, advice: '请清理旧的备份和日志，或扩大磁盘。磁盘写满时平台会停止写入。' };
}

export function judgeStorage({ kind, place }: { kind: 'disk' | 's3'; place: string }, failure: string | undefined): HealthItem {
  const item = { id: 'storage', title: '附件存储' };
  const text = `${kind === 'disk' ? '文件夹' : '对象存储'} ${place}`;
  if (failure === undefined) return { ...item, state: 'good', text, advice: '' };
  return {
    ...item,
    state: 'bad',
    text: `${text}：${failure}`,
    advice: '附件现在打不开、传不上。请检查磁盘或对象存储的服务、密钥和网络；wotu config check 可以单独检查。',
  };
}

export function judgeScanner(place: string | null, isAnswering: boolean, unscanned: number): HealthItem {
  const item = { id: 'scanner', title: '附件查毒' };
  const waiting = unscanned > 0 ? `，${unscanned} 份附件没有查过` : '';
  if (place === null)
    return { ...item, state: 'warning', text: `没有设置查毒服务${waiting}`, advice: '请安装 ClamAV 并设置 WOTU_CLAMD；没有查过的附件会在夜里补查。' };
  if (!isAnswering)
    return { ...item, state: 'bad', text: `${place} 没有应答${waiting}`, advice: '请检查 clamd 是否在运行。在此期间上传的附件标明“未查毒”，恢复后夜里补查。' };
  return { ...item, state: 'good', text: `${place} 有应答${waiting}`, advice: '' };
}

function sizeText(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

export function judgeCertificate(origin: string, end: Date | undefined, now: Date): HealthItem {
  const item = { id: `certificate ${origin}`, title: `证书：${origin}` };
  if (!end) return { ...item, state: 'unknown', text: '连不上，看不到证书', advice: '请检查网络和对方服务；平台不能访问自己的对外网址时，这一项可以不管。' };
  const days = Math.floor((end.getTime() - now.getTime()) / DAY_MS);
  const day = dayInWords(dayInChina(end));
  const text = days < 0 ? `${day}已经过期` : `${day}到期，还有 ${days} 天`;
  if (days >= DAYS_BEFORE_RENEWAL) return { ...item, state: 'good', text, advice: '' };
  return { ...item, state: days < DAYS_TOO_LATE ? 'bad' : 'warning', text, advice: '请向证书签发单位或对方系统申请更换证书。' };
}

/** @param schema the migrations of this program that were not applied, how many it has, and applied ones that it does not know */
export function judgeMigrations(
  { missing, newer, count }: { missing: readonly string[]; newer: readonly string[]; count: number },
  version: string,
): HealthItem {
  const item = { id: 'migrations', title: '版本与数据库结构' };
  if (newer.length > 0) {
    const text = `这个服务进程还是旧版本 ${version}：数据库已由更新的程序升级（多 ${newer.length} 步）`;
    return { ...item, state: 'warning', text, advice: '升级中途出现不要紧；请把每台机器、每个服务进程都换成新版本并重新启动。' };
  }
  if (missing.length === 0) return { ...item, state: 'good', text: `程序 ${version}，数据库结构共 ${count} 步，全部执行`, advice: '' };
  return { ...item, state: 'bad', text: `有 ${missing.length} 步没有执行（${missing[0]}…）`, advice: '请重新启动平台，启动时会补上；仍不行请联系维护人员。' };
}

const PLACES_NAMED = 10;

export function judgeDrift(check: { finishedAt: string; drifted: number; places: readonly string[] } | null, now: Date): HealthItem {
  const item = { id: 'drift', title: '指标核对' };
  if (!check) return { ...item, state: 'unknown', text: '还没有核对过', advice: '每天凌晨 2 点自动核对，也可以在下面立即运行。' };
  if (check.drifted > 0) {
    const named = check.places.slice(0, PLACES_NAMED).join('、');
    const text = `有 ${check.drifted} 处与台账不一致：${named}${check.places.length > PLACES_NAMED ? '等' : ''}`;
    return { ...item, state: 'bad', text, advice: DRIFT_ADVICE };
  }
  const days = Math.floor((now.getTime() - Date.parse(check.finishedAt)) / DAY_MS);
  if (days > 2) return { ...item, state: 'warning', text: `已 ${days} 天没有核对`, advice: '请查看“指标：按台账重新计算并核对”这项任务为什么没有运行。' };
  return { ...item, state: 'good', text: '与台账一致', advice: '' };
}

export function judgeQueue(isRunning: boolean, { dead, running, waiting }: { dead: number; running: number; waiting: number }): HealthItem {
  const item = { id: 'jobs', title: '后台任务' };
  if (!isRunning) return { ...item, state: 'bad', text: '没有启动', advice: '请让数据库管理员授予建立任务队列的权限，再重新启动。' };
  const queue = `正在运行 ${running} 项，排队 ${waiting} 项`;
  if (dead > 0) return { ...item, state: 'bad', text: `${dead} 项多次失败；${queue}`, advice: '请在下面“需要处理的任务”里查看原因，重新运行或放弃。' };
  return { ...item, state: 'good', text: `没有多次失败的任务；${queue}`, advice: '' };
}

/** @param replica undefined without one */
export function judgeReplica(replica: { isUsable: boolean; lagMs: number | undefined } | undefined): HealthItem[] {
  if (!replica) return [];
  const item = { id: 'replica', title: '只读副本' };
  const lag = replica.lagMs === undefined ? '没有应答' : `落后 ${(replica.lagMs / 1000).toFixed(1)} 秒`;
  if (replica.isUsable) return [{ ...item, state: 'good', text: `可用，${lag}`, advice: '' }];
  return [{ ...item, state: 'warning', text: `没有使用：${lag}`, advice: '平台照常工作，查询都由主库回答。长期这样请检查备库是否在运行、复制是否断开。' }];
}

const POOLS: Record<string, string> = {
  application: '办理请求',
  portal: '公开页面',
  jobs: '后台任务',
  replica: '只读副本',
  replicaPortal: '只读副本的公开页面',
};

export function judgePools(pools: readonly { name: string; open: number; most: number; waiting: number }[]): HealthItem {
  const item = { id: 'pools', title: '数据库连接' };
  const text = pools.map(({ name, open, most }) => `${POOLS[name] ?? name} ${open}/${most}`).join('，') || '没有打开';
  const waiting = pools.reduce((sum, pool) => sum + pool.waiting, 0);
  if (waiting === 0) return { ...item, state: 'good', text, advice: '' };
  return {
    ...item,
    state: 'warning',
    text: `${text}，${waiting} 个请求在等连接`,
    advice: '偶尔出现不要紧；一直出现请查看慢语句，或调大 WOTU_DATABASE_CONNECTIONS。',
  };
}

/** Why a job failed, for the person on duty: kind and number of a failure, never the values that it quotes, which may name people. */
const OF_DATABASE: readonly (readonly [begins: string, words: string])[] = [
  ['57014', '一条语句超过了规定的时间，被数据库结束'],
  ['53100', '磁盘已满'],
  ['53300', '数据库的连接用完了'],
  ['42501', '数据库账号没有这项权限'],
  ['40', '与同时进行的操作冲突'],
  ['57P', '数据库正在停止或启动'],
  ['08', '与数据库的连接断开了'],
  ['53', '数据库的资源不够'],
  ['23', '数据不符合数据库的约束'],
  ['42', '数据库结构与程序不一致'],
];
const OF_SYSTEM: Record<string, string> = {
  ECONNREFUSED: '对方没有应答',
  ECONNRESET: '连接断开了',
  ETIMEDOUT: '对方很久没有应答',
  ENOTFOUND: '找不到对方的地址',
  EPIPE: '连接断开了',
  ENOENT: '文件或文件夹不存在',
  EACCES: '没有读写文件的权限',
  ENOSPC: '磁盘已满',
  EROFS: '磁盘是只读的',
};
const LONGEST = 500;

export function failureInWords(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !Object.hasOwn(OF_SYSTEM, code)) {
    const words = OF_DATABASE.find(([begins]) => code.startsWith(begins))?.[1];
    return `数据库错误 ${code}${words === undefined ? '' : `：${words}`}`;
  }
  if (typeof code === 'string' && Object.hasOwn(OF_SYSTEM, code)) return `${OF_SYSTEM[code]}（${code}）`;
  const text = String(error instanceof Error ? message : error);
  // the driver's own words, which have no number
  if (/^Connection terminated|timeout exceeded when trying to connect/.test(text)) return '与数据库的连接断开了，或者等不到连接';
  return text.slice(0, LONGEST) || '没有说明原因';
}

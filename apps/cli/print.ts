import { once } from 'node:events';
import { isCollision } from '#platform/db/collision.ts';
import { isUnavailable } from '#platform/db/unavailable.ts';
import { httpErrors } from '#platform/http/errors.ts';
import { Refusal } from '#shared/errors.ts';
import type { Answer } from './answer.ts';
import { commandErrors } from './errors.ts';

/** The exit codes of the outside contract besides 0. */
const REFUSED = 1;
export const WRONG_USAGE = 2;

// a reader such as `head` may leave before the end; there is nobody left to answer
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

/** Prints an answer on standard output and sets the exit code. */
export async function print(answer: Answer, asJson: boolean): Promise<void> {
  if (asJson) await write(isPieces(answer.document) ? answer.document : [`${JSON.stringify(answer.document, null, 2)}\n`]);
  else if (answer.lines) await write(isPieces(answer.lines) ? answer.lines : answer.lines.map((line) => `${line}\n`));
  if (answer.refused) process.exitCode = REFUSED;
}

function isPieces(value: unknown): value is AsyncIterable<string> {
  return value !== null && typeof value === 'object' && Symbol.asyncIterator in value;
}

async function write(pieces: AsyncIterable<string> | Iterable<string>): Promise<void> {
  for await (const piece of pieces) if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
}

/** Refusals and problems of the machine are told plainly; only a bug shows its stack, and only on request. */
export function printFailure(error: unknown, asJson: boolean): void {
  const { code, message } = explain(error);
  process.exitCode = code === commandErrors.OPTION_MISSING.code ? WRONG_USAGE : REFUSED;
  if (asJson) process.stdout.write(`${JSON.stringify({ error: { code, message } }, null, 2)}\n`);
  else say(`✗ ${message}`);
  if (error instanceof Refusal) for (const field of error.fields) say(`  ${field.path}：${field.message}`);
  else if (process.env['WOTU_DEBUG']) say(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** Progress and messages go to standard error, so that standard output holds the answer alone. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

const SERVER_PROBLEMS: Record<string, string> = {
  ECONNREFUSED: '连不上数据库服务器。请检查 DATABASE_URL 里的地址和端口，以及服务器是否在运行。',
  ENOTFOUND: '找不到数据库服务器的主机名。请检查 DATABASE_URL。',
  '28P01': '数据库的用户名或密码不正确。请检查 DATABASE_URL。',
  '3D000': '数据库服务器上没有这个数据库。请先创建它，再运行一次。',
  '42501': '数据库账号的权限不够。请看 README 中的“使用 PostgreSQL 服务器”。',
};

const CONNECTION_LOST = '与数据库的连接中断，这次操作没有完成。请检查数据库服务器是否在运行，再执行一次。';

/** Of the system, and of PostgreSQL. */
const DISK_FULL = new Set(['ENOSPC', '53100']);

/** The same words for people wherever a failure is told. */
export function explain(error: unknown): { code: string; message: string } {
  if (error instanceof Refusal) return { code: error.code, message: error.message };
  if (isCollision(error)) return { code: httpErrors.COLLIDED.code, message: httpErrors.COLLIDED.text };
  const problem = SERVER_PROBLEMS[(error as { code?: string }).code ?? ''];
  if (problem) return { code: 'DATABASE_NOT_REACHED', message: problem };
  if (DISK_FULL.has((error as { code?: string }).code ?? '')) return { code: 'DISK_FULL', message: '磁盘已满，写不进去。请先清理或扩容，再运行一次。' };
  if (isUnavailable(error)) return { code: httpErrors.DATABASE_UNAVAILABLE.code, message: CONNECTION_LOST };
  return { code: 'UNEXPECTED', message: error instanceof Error ? error.message : String(error) };
}

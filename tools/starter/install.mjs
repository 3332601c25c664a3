import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { say, secondsSince, SetupProblem } from './messages.mjs';
import { PROJECT } from './project.mjs';

/**
 * Installs the libraries named by the lock file unless they are there.
 * @param {'everything' | 'withoutDevelopment'} wanted what must be there; an installation without development tools is enough to serve
 */
export async function ensureInstalled(wanted) {
  const missing = await findMissing(wanted);
  if (missing.length === 0) return;
  const start = performance.now();
  say(`正在安装程序库（还缺 ${missing.length} 个，第一次需要几分钟，取决于网络）……`);
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (process.env.NODE_ENV === 'production') args.push('--omit=dev');
  const child = spawn(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: PROJECT, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  const heartbeat = setInterval(() => say(`……仍在安装，已用 ${secondsSince(start)}`), 20_000);
  const [status] = await once(child, 'close').finally(() => clearInterval(heartbeat));
  if (status !== 0) throw new SetupProblem('程序库没有装好。请检查网络和磁盘空间后再运行一次；上面是 npm 的说明。');
  const still = await findMissing(wanted);
  if (still.length > 0) throw new SetupProblem(`安装后仍缺少：${still.slice(0, 5).join('、')}。请运行 npm ci 查看原因。`);
  say(`程序库已装好（${secondsSince(start)}）。`);
}

/** npm writes its hidden lock file last, so a broken installation has none; folders that were deleted since are seen too. */
async function findMissing(wanted) {
  const locked = await readPackages(path.join(PROJECT, 'package-lock.json'));
  const installed = await readPackages(path.join(PROJECT, 'node_modules', '.package-lock.json')).catch(() => ({}));
  const required = Object.keys(locked).filter((place) => place !== '' && !isOptional(locked[place], wanted));
  const absent = required.filter((place) => installed[place]?.version !== locked[place].version);
  const deleted = Object.keys(installed).filter((place) => !existsSync(path.join(PROJECT, place)));
  return [...absent, ...deleted].map((place) => place.replace(/^node_modules\//, ''));
}

function isOptional(entry, wanted) {
  if (entry.optional || entry.devOptional || entry.peer) return true;
  return wanted === 'withoutDevelopment' && entry.dev === true;
}

async function readPackages(file) {
  return JSON.parse(await readFile(file, 'utf8')).packages;
}

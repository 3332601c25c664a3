import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { SetupProblem } from './messages.mjs';
import { PROJECT } from './project.mjs';

/** The product runs TypeScript directly and uses libraries of this line. */
const WANTED = 24;

/** @returns the program file of a Node that can run the product: the one npm installed, else the running one, else one on the path */
export function findNode24() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const packaged = path.join(PROJECT, 'node_modules', `node-${system}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(packaged)) return packaged;
  if (majorOf(process.version) >= WANTED) return process.execPath;
  const onPath = spawnSync('node', ['--version'], { encoding: 'utf8' });
  if (onPath.status === 0 && majorOf(onPath.stdout.trim()) >= WANTED) return 'node';
  throw new SetupProblem(
    `需要 Node ${WANTED} 或更新的版本，这台机器是 ${process.version}（${process.platform}-${process.arch}）。` +
      `通常 npm ci 会装好它（程序包 node-${system}-${process.arch}）；若装的时候跳过了可选包，请去掉 --omit=optional 再运行 npm ci，或自行安装 Node ${WANTED}。`,
  );
}

function majorOf(version) {
  return Number(/^v(\d+)/.exec(version)?.[1] ?? 0);
}

/**
 * V8 collects when its heap has grown by 40 % since the last time, not by as much as the machine has room, new objects get 8 MB before those in use
 * are moved on, and what runs often is compiled once and well, without a quick edition between (docs/performance.md, ADR 0148). No limit: a large
 * import still gets what it needs. Stripped code is kept, compiled code is not (ADR 0153).
 */
export const MEMORY_FLAGS = [
  '--heap-growing-percent=40',
  '--max-semi-space-size=8',
  '--no-maglev',
  `--import=${new URL('stripped-code.mjs', import.meta.url)}`,
];

/**
 * What the product finds in its environment. glibc keeps up to twice the largest piece that was ever given back to it, for each thread that
 * compresses or computes a password; now at most 512 kB. Elsewhere these names mean nothing; the embedded PostgreSQL does not get them.
 */
export const PRODUCT_ENVIRONMENT = {
  MALLOC_TRIM_THRESHOLD_: String(512 * 1024),
  MALLOC_MMAP_THRESHOLD_: String(32 * 1024 * 1024),
};

/**
 * Runs a script on Node 24 with this terminal: this process becomes the script's where Node can do that, so that a server has no second Node
 * beside it; else signals are passed on.
 * @returns its exit code, where this process is still there
 */
export function runOnNode24(script, args) {
  const node = findNode24();
  const given = ['--disable-warning=ExperimentalWarning', ...MEMORY_FLAGS, script, ...args];
  const env = { ...PRODUCT_ENVIRONMENT, ...process.env };
  if (canBecome(node)) process.execve(node, [node, ...given], env);
  const child = spawn(node, given, { stdio: 'inherit', env });
  // the child decides when to end; a server that is already stopping ignores a signal that reaches it twice
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_command) stopWithParent(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** Node 22.15 and newer, not on Windows. Under npm somebody must watch whether npm is still there. */
function canBecome(node) {
  return typeof process.execve === 'function' && path.isAbsolute(node) && !process.env.npm_command;
}

/** npm passes signals to its shell, which ends without passing them on: when the shell is gone, npm was told to stop. */
function stopWithParent(child) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 300).unref();
}

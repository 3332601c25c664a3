import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { digestOf } from './digest.mjs';
import { say, secondsSince, SetupProblem } from './messages.mjs';
import { findNode24 } from './node24.mjs';
import { PROJECT } from './project.mjs';

const SOURCES = ['apps/console', 'modules', 'shared', 'ui', 'package-lock.json'];
const OUTPUT = path.join(PROJECT, 'apps', 'console', 'dist');
/** what the finished build was made from */
const STAMP = path.join(OUTPUT, '.sources');

/** May be asked for ahead, beside other work. */
export function consoleDigest() {
  return digestOf(SOURCES, isConsoleSource);
}

/**
 * Builds the console's pages unless the sources are those of the last build.
 * @param known the digest of the sources, when somebody has it already
 * @returns whether it built
 */
export async function ensureConsoleBuilt(known = consoleDigest()) {
  const digest = await known;
  const last = await readFile(STAMP, 'utf8').catch(() => '');
  if (last === digest) return false;
  const start = performance.now();
  say('正在生成工作台页面（第一次约需一分钟）……');
  const vite = path.join(PROJECT, 'node_modules', 'vite', 'bin', 'vite.js');
  const build = spawnSync(findNode24(), [vite, 'build', '--config', 'apps/console/vite.config.ts', '--logLevel', 'warn'], {
    cwd: PROJECT,
    stdio: ['ignore', 2, 2],
  });
  if (build.status !== 0) throw new SetupProblem('工作台页面没有生成，上面是原因。');
  await writeFile(STAMP, digest);
  say(`工作台页面已生成（${secondsSince(start)}）。`);
  return true;
}

/** Of a module only the browser's part is built in; tests and the last build's output never are. */
function isConsoleSource(file) {
  const parts = file.split(path.sep);
  if (parts.includes('dist') || /\.test\.tsx?$/.test(file)) return false;
  return parts[0] !== 'modules' || parts[2] === 'contract' || parts[2] === 'web';
}

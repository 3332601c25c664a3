#!/usr/bin/env node
/**
 * `npm run bundle -- --to <folder>`: one archive for networks without internet: product, Node, libraries, embedded PostgreSQL and the built
 * console, for machines of this operating system and processor. Runs on Node 20 or newer, without libraries.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureConsoleBuilt } from './starter/console-build.mjs';
import { ensureInstalled } from './starter/install.mjs';
import { runScript, say, SetupProblem } from './starter/messages.mjs';
import { PROJECT } from './starter/project.mjs';

/** For developers only. */
const LEFT_OUT = /^(tests|bench|\.[^/]*)(\/|$)|\.test\.tsx?$/;
const CONSOLE = path.join('apps', 'console', 'dist');
const MACHINE = `${process.platform}-${process.arch}`;

/** None is needed to run: the embedded PostgreSQL and Node are in the archive. */
const DEBIAN = `# Packages of Debian that an installation may want beside the archive. None is needed to start.
# On a machine with internet: apt-get download $(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances PACKAGES | grep '^\\w' | sort -u)
postgresql-15
pgbouncer
nginx
clamav-daemon
clamav-freshclam
prometheus
`;

await runScript(async () => {
  const folder = targetOf(process.argv.slice(2));
  if (process.platform === 'win32') throw new SetupProblem('打包要在与安装的机器相同的系统（Linux）上运行。');
  await ensureInstalled('withoutDevelopment');
  await ensureConsoleBuilt();
  const { version } = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8'));
  const name = `wotu-${version}-${MACHINE}`;
  const workshop = mkdtempSync(path.join(tmpdir(), 'wotu-bundle-'));
  try {
    fill(path.join(workshop, name));
    mkdirSync(folder, { recursive: true });
    const archive = path.join(folder, `${name}.tar.gz`);
    say('正在压缩……');
    execFileSync('tar', ['-C', workshop, '--owner=0', '--group=0', '-czf', archive, name], { stdio: ['ignore', 2, 2] });
    const digest = await digestOf(archive);
    writeFileSync(`${archive}.sha256`, `${digest}  ${path.basename(archive)}\n`);
    say(`已生成 ${archive}（${Math.round(statSync(archive).size / 1e6)} MB）。带到目标机器后：sha256sum -c、tar -xzf，然后 ./wotu serve。`);
    process.stdout.write(`${archive}\n`);
    return 0;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
});

function targetOf([option, folder, ...rest]) {
  if (option !== '--to' || !folder || rest.length > 0) throw new SetupProblem('用法：npm run bundle -- --to 文件夹');
  return path.resolve(folder);
}

function fill(place) {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: PROJECT, encoding: 'utf8', maxBuffer: 1 << 26 }).split('\0');
  for (const file of listed.filter((one) => one !== '' && !LEFT_OUT.test(one) && existsSync(path.join(PROJECT, one)))) {
    cpSync(path.join(PROJECT, file), path.join(place, file), { recursive: true });
  }
  cpSync(path.join(PROJECT, CONSOLE), path.join(place, CONSOLE), { recursive: true });
  say('正在安装运行需要的程序库……');
  execFileSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: place, stdio: ['ignore', 2, 2] });
  const node = path.join('node_modules', `node-${MACHINE}`, 'bin', 'node');
  if (!existsSync(path.join(place, node))) throw new SetupProblem(`程序库里没有 ${node}：这种机器要自己装 Node 24，不能打成离线包。`);
  writeFileSync(path.join(place, 'wotu'), `#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")\nexec "$here/${node}" "$here/apps/cli/wotu.mjs" "$@"\n`);
  chmodSync(path.join(place, 'wotu'), 0o755);
  writeFileSync(path.join(place, 'DEBIAN-PACKAGES'), DEBIAN);
}

async function digestOf(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

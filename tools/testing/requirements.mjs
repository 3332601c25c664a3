import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { say, SetupProblem } from '../starter/messages.mjs';

const SERVERS = '/usr/lib/postgresql';

/**
 * What tests need beside Node: programs of the operating system. `packages` are Debian's, the first available one of
 * each row is installed.
 */
const REQUIREMENTS = [
  { name: 'chromium', purpose: '浏览器流程测试', isThere: () => existsSync('/usr/bin/chromium'), packages: [['chromium']] },
  { name: 'fonts', purpose: '中文字体', isThere: hasChineseFont, packages: [['fonts-noto-cjk', 'fonts-wqy-zenhei']] },
  {
    name: 'libreoffice',
    purpose: '打开生成的 Word、Excel 文件',
    isThere: () => ['libswlo.so', 'libsclo.so'].every((library) => existsSync(path.join('/usr/lib/libreoffice/program', library))),
    packages: [
      ['libreoffice-writer-nogui', 'libreoffice-writer'],
      ['libreoffice-calc-nogui', 'libreoffice-calc'],
    ],
  },
  { name: 'poppler', purpose: '读取生成的 PDF 文件', isThere: () => isCommand('pdftotext'), packages: [['poppler-utils']] },
  {
    name: 'postgresql',
    purpose: '在 PostgreSQL 服务器上再测一遍',
    isThere: () => findServerPrograms() !== undefined && existsSync('/usr/sbin/pgbouncer'),
    packages: [['postgresql-15', 'postgresql'], ['pgbouncer']],
  },
];

/** @returns folder of the programs of a PostgreSQL server, 15 before newer ones, the oldest version the product supports */
export function findServerPrograms() {
  const versions = existsSync(SERVERS)
    ? readdirSync(SERVERS)
        .map(Number)
        .filter((version) => version >= 15)
    : [];
  return versions
    .sort((one, other) => one - other)
    .map((version) => path.join(SERVERS, String(version), 'bin'))
    .find((folder) => existsSync(path.join(folder, 'initdb')));
}

/**
 * Makes sure of everything the tests need: installs it as root, else says what is missing.
 * @returns the names that `WOTU_TEST_SKIP` (comma-separated) leaves out
 */
export function ensureRequirements() {
  const skipped = new Set(
    (process.env.WOTU_TEST_SKIP ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  );
  const unknown = [...skipped].filter((name) => !REQUIREMENTS.some((requirement) => requirement.name === name));
  if (unknown.length > 0)
    throw new SetupProblem(`WOTU_TEST_SKIP 里有不认识的名称：${unknown.join('、')}。可用的是：${REQUIREMENTS.map(({ name }) => name).join('、')}。`);
  let missing = REQUIREMENTS.filter((requirement) => !skipped.has(requirement.name) && !requirement.isThere());
  if (missing.length > 0 && process.getuid?.() === 0 && isCommand('apt-get')) {
    install(missing);
    missing = missing.filter((requirement) => !requirement.isThere());
  }
  if (missing.length > 0) throw new SetupProblem(explain(missing));
  for (const name of skipped) say(`按 WOTU_TEST_SKIP 跳过：${name}`);
  return skipped;
}

function explain(missing) {
  const lines = missing.map(({ name, purpose, packages }) => `  ${name.padEnd(12)} ${purpose}（${packages.map(([first]) => first).join('、')}）`);
  const names = missing.flatMap(({ packages }) => packages.map(([first]) => first));
  return `测试还需要这些程序：\n${lines.join('\n')}\n请安装：sudo apt-get install ${names.join(' ')}\n或用 WOTU_TEST_SKIP=${missing.map(({ name }) => name).join(',')} 明确跳过。`;
}

function install(missing) {
  say(`正在安装测试需要的程序：${missing.map(({ name }) => name).join('、')}……`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: environment }).status === 0;
  run('update', '-qq');
  const names = missing.flatMap(({ packages }) => packages.map((row) => row.find(isAvailable) ?? row[0]));
  if (!run('install', '-y', '-qq', '--no-install-recommends', ...names)) say('有程序没有装上，上面是 apt-get 的说明。');
}

function isAvailable(name) {
  return spawnSync('apt-cache', ['show', '--no-all-versions', name], { stdio: 'ignore' }).status === 0;
}

function isCommand(name) {
  return spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
}

function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.trim() !== '';
}

import { ensureConsoleBuilt } from '../starter/console-build.mjs';
import { findTestsUsing } from './find-tests.mjs';
import { startPostgresServer } from './postgres-server.mjs';
import { runTool } from './run-tool.mjs';
import { runVitest } from './run-vitest.mjs';

/**
 * The stages of `npm test`, cheapest first. Each gives how many checks passed and failed; a check without single tests
 * counts as one. `needs` names the requirement without which a stage cannot run.
 */
export const STAGES = [
  { id: 'format', title: '代码格式', run: () => check('@biomejs/biome/bin/biome', ['format', '.']) },
  { id: 'lint', title: '代码规则', run: () => check('oxlint/bin/oxlint', ['--deny-warnings']) },
  { id: 'types', title: '类型（服务端）', run: () => check('typescript/bin/tsc', ['-p', 'tsconfig.server.json']) },
  { id: 'web-types', title: '类型（浏览器端）', run: () => check('typescript/bin/tsc', ['-p', 'tsconfig.web.json']) },
  { id: 'architecture', title: '结构与文档', run: () => runVitest(['--config', 'tests/architecture/vitest.config.ts']) },
  { id: 'generated', title: '生成的文件与源一致', run: () => check('./tools/generate.ts', ['--check']) },
  { id: 'unused', title: '没有无用代码', run: () => check('knip/bin/knip.js') },
  { id: 'tests', title: '单元与数据库测试（内置数据库）', run: () => runVitest([]) },
  { id: 'guards', title: '关掉几处权限检查，测试要能发现', run: () => runVitest(['--config', 'tests/access/mutation/vitest.config.ts']) },
  { id: 'server', title: '数据库测试（PostgreSQL 服务器）', needs: 'postgresql', run: testOnServer },
  { id: 'cluster', title: '数据库测试（分布式引擎 Citus）', run: testOnCluster },
  { id: 'build', title: '生成工作台页面', run: buildConsole },
  { id: 'journeys', title: '浏览器流程', needs: 'chromium', run: () => runVitest(['--config', 'tests/journeys/vitest.config.ts']) },
];

async function check(script, args) {
  const status = await runTool(script, args);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function buildConsole() {
  await ensureConsoleBuilt();
  return { passed: 1, failed: 0 };
}

/** What tells nothing of shards: it needs servers of its own, puts triggers on tables, or gives one server a third of a second to answer. */
const ON_ONE_SERVER = /^tests\/server\/|^tests\/faults\/(?:slow-statement|database-faults)\.test\.ts$/;

/** On a cluster that is there already: nobody's packages bring one. */
async function testOnCluster() {
  const url = process.env.WOTU_TEST_CLUSTER;
  if (!url) return { passed: 0, failed: 0, left: '没有运行：手边没有集群（WOTU_TEST_CLUSTER 写协调机的地址，见 CONTRIBUTING.md）' };
  const tests = findTestsUsing('#tests/support/database.ts').filter((file) => !ON_ONE_SERVER.test(file));
  return runVitest(tests, { WOTU_TEST_SERVER: url });
}

async function testOnServer() {
  const server = await startPostgresServer();
  try {
    return await runVitest([...findTestsUsing('#tests/support/database.ts'), 'tests/server/'], { WOTU_TEST_SERVER: server.url });
  } finally {
    await server.stop();
  }
}

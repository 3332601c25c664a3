#!/usr/bin/env node
/**
 * `npm run verify:long`: every check that has a short form in `npm test`, with its full number of trials (hours). The figures go into
 * docs/generated/security-figures.md. `npm run verify:long -- audit fuzz` runs only test files whose path contains one of the words.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureInstalled } from './starter/install.mjs';
import { runScript, say, secondsSince, SetupProblem } from './starter/messages.mjs';
import { findTestsUsing } from './testing/find-tests.mjs';
import { runTool } from './testing/run-tool.mjs';
import { runVitest } from './testing/run-vitest.mjs';

/** These run with a switch at every guard of the product. */
const SWITCHED = path.join('tests', 'access', 'mutation');
const isSwitched = (file) => file.startsWith(SWITCHED);

const LIMIT = String(6 * 60 * 60 * 1000);

await runScript(async () => {
  await ensureInstalled('everything');
  const words = process.argv.slice(2);
  const files = findTestsUsing('#tests/support/sizes.ts').filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
  if (files.length === 0) throw new SetupProblem(`没有路径含“${words.join('、')}”的长检查。`);
  say(`▶ 长检查：\n${files.map((file) => `  ${file}`).join('\n')}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'wotu-figures-'));
  const start = performance.now();
  try {
    const [switched, plain] = [files.filter(isSwitched), files.filter((file) => !isSwitched(file))];
    const runs = [plain, switched.length > 0 ? ['--config', path.join(SWITCHED, 'vitest.config.ts'), ...switched] : []].filter((args) => args.length > 0);
    let [passed, failed] = [0, 0];
    for (const args of runs) {
      // one file at a time, so that what is measured is the check's own
      const result = await runVitest([...args, '--maxWorkers=1', `--testTimeout=${LIMIT}`, `--hookTimeout=${LIMIT}`], {
        WOTU_VERIFY: 'long',
        WOTU_VERIFY_FIGURES: folder,
        NODE_OPTIONS: [process.env.NODE_OPTIONS, '--expose-gc'].filter(Boolean).join(' '),
      });
      passed += result.passed;
      failed += result.failed;
    }
    await runTool('./tools/keep-figures.ts', words.length === 0 ? [folder] : [folder, '--part']);
    say(`长检查用时 ${secondsSince(start)}。`);
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return failed > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runTool } from './run-tool.mjs';

/**
 * Runs vitest and counts.
 * @param args files and options of vitest
 * @returns tests that passed and failed, and those that failed by name; a file that cannot be loaded counts as one failure
 */
export async function runVitest(args, environment = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'wotu-results-'));
  const file = path.join(folder, 'results.json');
  try {
    const status = await runTool('vitest/vitest.mjs', ['run', '--reporter=dot', '--reporter=json', `--outputFile=${file}`, ...args], environment);
    const results = JSON.parse(readFileSync(file, 'utf8'));
    const broken = results.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
    const failed = results.numFailedTests + broken;
    return {
      passed: results.numPassedTests,
      failed: failed === 0 && status !== 0 ? 1 : failed,
      skipped: results.numPendingTests + results.numTodoTests,
      failures: results.testResults.flatMap(failuresOf),
    };
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line for each test that failed: file, name, and what it said first. The end of a long log is often all that is kept of it. */
function failuresOf(suite) {
  if (suite.status !== 'failed') return [];
  const file = path.relative(process.cwd(), suite.name);
  const tests = suite.assertionResults.filter((test) => test.status === 'failed');
  if (tests.length === 0) return [`${file}: ${firstLine(suite.message)}`];
  return tests.map((test) => `${file} > ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
}

function firstLine(message = '') {
  return stripVTControlCharacters(message).split('\n', 1)[0];
}

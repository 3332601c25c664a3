import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTool } from './run-tool.mjs';

const RESULT_FILE = path.join(import.meta.dirname, 'result-file.mjs');

/**
 * Runs vitest and counts.
 * @param args files and options of vitest
 * @returns tests that passed, failed and were skipped, and a line for each failure: the end of a long log is often all that is kept of it
 */
export async function runVitest(args, environment = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'wotu-results-'));
  const file = path.join(folder, 'results.json');
  try {
    const status = await runTool('vitest/vitest.mjs', ['run', '--reporter=dot', `--reporter=${RESULT_FILE}`, ...args], {
      ...environment,
      WOTU_TEST_RESULTS: file,
    });
    const result = JSON.parse(readFileSync(file, 'utf8'));
    return result.failed === 0 && status !== 0 ? brokenOff(result, `vitest 以 ${status} 结束`) : result;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return brokenOff({ passed: 0, skipped: 0 }, 'vitest 没有跑完');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function brokenOff({ passed, skipped }, why) {
  return { passed, failed: 1, skipped, failures: [why] };
}

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';

const VITEST = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const REPORTER = fileURLToPath(new URL('result-file.mjs', import.meta.url));

let folder: string;
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs vitest on these files, away from this run. @returns what the reporter wrote down */
async function resultOf(files: Record<string, string>): Promise<unknown> {
  folder = await mkdtemp(path.join(tmpdir(), 'wotu-reporter-'));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  const file = path.join(folder, 'result.json');
  await promisify(execFile)(process.execPath, [VITEST, 'run', '--root', folder, '--globals', `--reporter=${REPORTER}`], {
    env: { ...process.env, WOTU_TEST_RESULTS: file },
  }).catch(() => undefined);
  return JSON.parse(await readFile(file, 'utf8'));
}

it('counts what passed, failed and was left out, and names each failure', async () => {
  const result = await resultOf({
    'one.test.mjs': `describe('sums', () => {
        it('are right', () => {});
        it('are wrong', () => { throw new Error('two\\nlines'); });
        it.skip('are left out', () => {});
      });
      describe('around', () => { beforeAll(() => { throw new Error('no ground'); }); it('stands', () => {}); });`,
    'two.test.mjs': `import './absent.mjs';`,
  });
  expect(result).toEqual({
    passed: 1,
    failed: 3,
    skipped: 2,
    failures: ['one.test.mjs > sums > are wrong: two', 'one.test.mjs: no ground', expect.stringMatching(/^two\.test\.mjs: .*absent\.mjs/)],
  });
}, 60_000);

it('counts an error that no test was waiting for', async () => {
  const result = await resultOf({
    'one.test.mjs': `it('ends first', async () => {
        setTimeout(() => { throw new Error('a connection was lost'); }, 1);
        await new Promise((resolve) => setTimeout(resolve, 50));
      });`,
  });
  expect(result).toEqual({ passed: 1, failed: 1, skipped: 0, failures: ['没有测试在等的错误：a connection was lost'] });
}, 60_000);

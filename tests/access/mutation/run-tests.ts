/**
 * A process of its own that runs one ordinary test file at a time with guards off. It keeps its database server and what it
 * compiled, so that a question costs little more than the tests themselves.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVitest } from 'vitest/node';
import type { TestAnswer, TestQuestion } from './ordinary-tests.ts';

const vitest = await createVitest({ config: path.join(import.meta.dirname, 'tests.config.ts'), watch: false, run: true, bail: 1, reporters: [{}] });
const folder = mkdtempSync(path.join(tmpdir(), 'wotu-guards-'));
const asked = path.join(folder, 'asked.json');

async function answer({ off, file }: TestQuestion): Promise<TestAnswer> {
  Object.assign(process.env, { WOTU_GUARDS_OFF: JSON.stringify(off), WOTU_GUARDS_ASKED: asked });
  rmSync(asked, { force: true });
  const specification = vitest.getRootProject().createSpecification(path.resolve(file));
  const start = performance.now();
  const { testModules } = await vitest.runTestSpecifications([specification]);
  const module = testModules.find(({ moduleId }) => moduleId === specification.moduleId);
  return { isFailed: !module?.ok(), seconds: (performance.now() - start) / 1000, asked: readAsked() };
}

/** Nothing when the file could not even begin. */
function readAsked(): string[] {
  try {
    return JSON.parse(readFileSync(asked, 'utf8')) as string[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function end(): Promise<void> {
  await vitest.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

process.on('message', (question: TestQuestion | 'end') => {
  if (question === 'end') void end();
  else void answer(question).then((said) => process.send?.(said));
});
// whoever asked is gone
process.on('disconnect', () => void end());
process.send?.('ready');

/**
 * A process of its own that runs ordinary test files with guards off, many trials in one go: the product is loaded once for them, each trial
 * loads its test file anew, with a database of its own. A worker lives as long as one question.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVitest } from 'vitest/node';
import type { TrialNote } from './one-trial.ts';
import type { TestAnswer, TestQuestion } from './ordinary-tests.ts';

const vitest = await createVitest({ config: path.join(import.meta.dirname, 'tests.config.ts'), watch: false, run: true, reporters: [{}] });
const folder = mkdtempSync(path.join(tmpdir(), 'wotu-guards-'));
const BEGIN = path.join(import.meta.dirname, 'one-trial.ts');
let made = 0;

interface Written {
  file: string;
  note: string;
}

/** A test file that turns guards off and then is the ordinary one. */
function writeTrial({ off, file }: TestQuestion): Written {
  made += 1;
  const trial = path.join(folder, `trial-${made}.test.ts`);
  const note = path.join(folder, `note-${made}.json`);
  const lines = [
    `import { beginTrial } from ${JSON.stringify(BEGIN)};`,
    `beginTrial(${JSON.stringify(off)}, ${JSON.stringify(note)});`,
    `await import(${JSON.stringify(`${path.resolve(file)}?trial=${made}`)});`,
  ];
  writeFileSync(trial, lines.join('\n'));
  return { file: trial, note };
}

async function answer(questions: readonly TestQuestion[]): Promise<TestAnswer[]> {
  const trials = questions.map(writeTrial);
  const project = vitest.getRootProject();
  const { testModules } = await vitest.runTestSpecifications(trials.map(({ file }) => project.createSpecification(file)));
  return trials.map(({ file, note }) => {
    const module = testModules.find(({ moduleId }) => moduleId === file);
    const errors = module ? [...module.errors(), ...[...module.children.allTests('failed')].flatMap((test) => test.result().errors ?? [])] : [];
    return { isFailed: !module?.ok(), ...readNote(note), why: errors[0]?.message.slice(0, 300) ?? '' };
  });
}

/** Nothing when the file could not even begin. */
function readNote(note: string): TrialNote {
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as TrialNote;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { asked: [], seconds: 0 };
    throw error;
  }
}

async function end(): Promise<void> {
  await vitest.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}

process.on('message', (questions: TestQuestion[] | 'end') => {
  if (questions === 'end') void end();
  else void answer(questions).then((said) => process.send?.(said));
});
// whoever asked is gone
process.on('disconnect', () => void end());
process.send?.('ready');

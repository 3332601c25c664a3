/** Which ordinary test file notices that guards are off: those that ask the guard, the guard's module first, quickest first. */
import { filesFor, type OrdinaryTests, type TestAnswer } from './ordinary-tests.ts';
import type { Trial } from './guard-list.ts';

/** A guard that so many seconds of tests touch and none notices counts as one that nothing notices. */
const MOST_SECONDS = 30;

export interface TestAsker {
  /** @returns whether the file notices, which it can only if it finds nothing wrong with every guard on */
  notices(trial: Trial, file: string): Promise<boolean>;
  firstToNotice(trial: Trial): Promise<string | undefined>;
}

export function createTestAsker(tests: OrdinaryTests): TestAsker {
  /** each file, asked once with every guard on */
  const known = new Map<string, TestAnswer>();
  async function know(file: string): Promise<TestAnswer> {
    const answer = known.get(file) ?? (await tests.ask({ off: [], file }));
    known.set(file, answer);
    return answer;
  }
  const asker: TestAsker = {
    async notices({ off }, file) {
      const { isFailed } = await tests.ask({ off, file });
      return isFailed && !(await know(file)).isFailed;
    },
    async firstToNotice(trial) {
      const { near, far } = filesFor(trial.guard.path);
      return (await firstAmong(trial, near)) ?? firstAmong(trial, far);
    },
  };
  async function firstAmong(trial: Trial, files: readonly string[]): Promise<string | undefined> {
    const touching: { file: string; seconds: number }[] = [];
    for (const file of files) {
      const { isFailed, asked, seconds } = await know(file);
      if (!isFailed && asked.includes(trial.guard.id)) touching.push({ file, seconds });
    }
    let left = MOST_SECONDS;
    for (const { file, seconds } of touching.toSorted((one, other) => one.seconds - other.seconds)) {
      if (await asker.notices(trial, file)) return file;
      left -= seconds;
      if (left < 0) return undefined;
    }
    return undefined;
  }
  return asker;
}

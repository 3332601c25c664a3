/**
 * Which ordinary test file notices that guards are off. Asked are files that ask the guard, the guard's module first, quickest first; many trials
 * in one worker, and every file once more with every guard on at the end of it: what fails then was not the guard.
 */
import { controlOf, type Trial } from './guard-list.ts';
import { filesFor, type OrdinaryTests, type TestAnswer } from './ordinary-tests.ts';

/** A guard that so many seconds of tests touch and none notices counts as one that nothing notices. */
const MOST_SECONDS = 60;
/** trials that one worker makes before it is begun anew */
const IN_ONE_WORKER = 24;

export interface TestAsker {
  /** @returns whether the file notices, which it can only if it finds nothing wrong with every guard on */
  notices(trial: Trial, file: string): Promise<boolean>;
  /** Tells of each trial that something noticed, as soon as it is known. */
  tryAll(trials: readonly Trial[], about: TrialsUnderWay): Promise<void>;
}

export interface TrialsUnderWay {
  /** the file that noticed it the last time */
  known(trial: Trial): string | undefined;
  /** false for one that something else noticed meanwhile */
  isOpen(trial: Trial): boolean;
  tell(trial: Trial, by: string): void;
}

interface Asked {
  trial: Trial;
  file: string;
}

export function createTestAsker(tests: OrdinaryTests): TestAsker {
  /** each file with every guard on, asked in a worker of its own if it did not stand the company of others */
  const surveyed = new Map<string, TestAnswer>();

  async function survey(files: readonly string[]): Promise<void> {
    const unknown = files.filter((file) => !surveyed.has(file));
    for (const some of inParts(unknown)) {
      for (const [index, answer] of (await tests.ask(some.map((file) => ({ off: [], file })))).entries()) surveyed.set(some[index] ?? '', answer);
    }
    for (const file of unknown.filter((one) => surveyed.get(one)?.isFailed)) {
      for (const answer of await tests.ask([{ off: [], file }])) surveyed.set(file, answer);
    }
  }

  /** @returns for each question whether it was noticed, not counting files that fail without the guard too */
  async function ask(questions: readonly Asked[]): Promise<boolean[]> {
    const controls = new Map(questions.map(({ trial, file }) => [controlName(trial, file), { off: controlOf(trial), file }]));
    const answers = await tests.ask([...questions.map(({ trial, file }) => ({ off: trial.off, file })), ...controls.values()]);
    const failing = new Set([...controls.keys()].filter((_name, index) => answers[questions.length + index]?.isFailed !== false));
    const noticed: boolean[] = [];
    for (const [index, one] of questions.entries()) {
      const isFailed = answers[index]?.isFailed ?? false;
      const isControlFailed = failing.has(controlName(one.trial, one.file));
      // in company it proves nothing: asked again alone
      noticed.push(isFailed && isControlFailed && questions.length > 1 ? await alone(one) : isFailed && !isControlFailed);
    }
    return noticed;
  }

  const controlName = (trial: Trial, file: string) => [file, ...controlOf(trial)].join(' ');

  async function alone({ trial, file }: Asked): Promise<boolean> {
    const [on] = await tests.ask([{ off: controlOf(trial), file }]);
    const [off] = await tests.ask([{ off: trial.off, file }]);
    return off?.isFailed === true && on?.isFailed === false;
  }

  /** Asks each trial its next file until something notices or nothing is left. */
  async function goThrough(plan: ReadonlyMap<Trial, readonly string[]>, about: TrialsUnderWay): Promise<void> {
    const most = Math.max(0, ...[...plan.values()].map((files) => files.length));
    for (let number = 0; number < most; number += 1) {
      const round = [...plan].flatMap(([trial, files]) => files.slice(number, number + 1).map((file) => ({ trial, file })));
      for (const some of inParts(round.toSorted((one, other) => one.file.localeCompare(other.file)))) await askOpen(some, about);
    }
  }

  async function askOpen(some: readonly Asked[], { isOpen, tell }: TrialsUnderWay): Promise<void> {
    const still = some.filter(({ trial }) => isOpen(trial));
    const noticed = still.length === 0 ? [] : await ask(still);
    for (const { trial, file } of still.filter((_one, index) => noticed[index])) tell(trial, file);
  }

  /** The quickest files that ask the guard, as many as are worth it. */
  function touching({ guard }: Trial, files: readonly string[]): string[] {
    const all = files.flatMap((file) => {
      const { isFailed = true, asked = [], seconds = 0 } = surveyed.get(file) ?? {};
      return !isFailed && asked.includes(guard.id) ? [{ file, seconds }] : [];
    });
    let before = 0;
    const worth = all.toSorted((one, other) => likeness(guard.path, other.file) - likeness(guard.path, one.file) || one.seconds - other.seconds);
    return worth.filter(({ seconds }) => (before += seconds) - seconds < MOST_SECONDS).map(({ file }) => file);
  }

  return {
    notices: async (trial, file) => (await ask([{ trial, file }]))[0] === true,
    async tryAll(trials, about) {
      const known = (trial: Trial) => [about.known(trial)].filter((file) => file !== undefined);
      await goThrough(new Map(trials.map((trial) => [trial, known(trial)])), about);
      // a module at a time, so that something is known early
      for (const of of Map.groupBy(trials, ({ guard }) => moduleOf(guard.path)).values()) await throughFiles(of, 'near', about);
      await throughFiles(trials, 'far', about);
    },
  };

  async function throughFiles(trials: readonly Trial[], which: 'near' | 'far', about: TrialsUnderWay): Promise<void> {
    const open = trials.filter((trial) => about.isOpen(trial)).map((trial) => [trial, filesFor(trial.guard.path)[which]] as const);
    await survey([...new Set(open.flatMap(([, files]) => files))]);
    await goThrough(new Map(open.map(([trial, files]) => [trial, touching(trial, files)])), about);
  }
}

const moduleOf = (path: string) => path.split('/').slice(0, 2).join('/');

/** `sign-up.test.ts` beside `sign-up.ts` is the likeliest to notice. */
function likeness(guardPath: string, testFile: string): number {
  return testFile === guardPath.replace(/\.ts$/, '.test.ts') ? 1 : 0;
}

function inParts<One>(all: readonly One[]): One[][] {
  return Array.from({ length: Math.ceil(all.length / IN_ONE_WORKER) }, (_, index) => all.slice(index * IN_ONE_WORKER, (index + 1) * IN_ONE_WORKER));
}

/**
 * The test of the tests: every guard of the product is turned off in turn, and the tests must notice. The guards are found in the
 * source (`find-guards.ts`). Asked are what noticed it last time, then the access tests' probes that touch it, then the
 * ordinary test files that touch it. The short form asks about a few what noticed them last time.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import { DEMANDS, type Probe } from '../probes.ts';
import { openProbes, type Probes } from './ask-probes.ts';
import { createTestAsker, type TestAsker } from './ask-tests.ts';
import { listTrials, type Trial } from './guard-list.ts';
import { keepNoticedBy, readNoticedBy } from './noticed-by.ts';
import { type OrdinaryTests, startOrdinaryTests } from './ordinary-tests.ts';

const IS_WHOLE = trials(0, 1) === 1;
const SHARE = 0.99;
/** the long run may be made in parts: guards whose file has the word, `missed` for those that nothing noticed the last time, `new` for
 * those that were never asked or missed; what is known already is believed then */
const PART = process.env['WOTU_GUARDS_IN'] ?? '';
const EVERY = listTrials();
const noticed = readNoticedBy();

let probes: Probes;
let tests: OrdinaryTests;
let asker: TestAsker;
let touching = new Map<string, Probe[]>();

/** In an order by chance, what was never tried first, so that a run that is broken off tells something of all. */
function drawSample(): Trial[] {
  const isMeant = ({ key, guard }: Trial) => {
    if (PART === 'missed') return noticed[key] === null;
    return PART === 'new' ? !noticed[key] : guard.path.includes(PART);
  };
  const among = EVERY.filter(IS_WHOLE ? isMeant : ({ key }) => noticed[key]);
  const n = trials(Math.min(10, among.length), among.length);
  const [sample = []] = fc.sample(fc.shuffledSubarray(among, { minLength: n, maxLength: n }), { numRuns: 1, seed: SEED });
  return sample.toSorted((one, other) => Number(one.key in noticed) - Number(other.key in noticed));
}

function probesFor({ guard, key }: Trial): Probe[] {
  const known = probes.all.filter(({ name }) => name === noticed[key]);
  return IS_WHOLE ? [...known, ...(guard.kind === 'route' ? [DEMANDS] : []), ...(touching.get(guard.id) ?? [])] : known;
}

/** The ordinary test file that noticed it the last time. */
const knownTest = ({ key }: Trial) => (noticed[key]?.endsWith('.test.ts') ? (noticed[key] ?? undefined) : undefined);

/** Of the short form: what noticed each the last time. */
async function tryKnown(sample: readonly Trial[]): Promise<string[]> {
  const missed: string[] = [];
  for (const trial of sample) {
    const test = knownTest(trial);
    const isNoticed = test === undefined ? (await probes.firstToNotice(trial, probesFor(trial))) !== undefined : await asker.notices(trial, test);
    if (!isNoticed) missed.push(trial.key);
  }
  return missed;
}

function keep({ key }: Trial, by: string | undefined): void {
  noticed[key] = by ?? null;
  keepNoticedBy(
    noticed,
    EVERY.map((one) => one.key),
  );
}

/**
 * Probes are asked in this process, ordinary tests in another, at the same time, each leaving alone what the other's noticed. A guard that most
 * probes touch (a door) is asked of them last. @returns keys of what nothing noticed
 */
async function tryEverything(sample: readonly Trial[]): Promise<string[]> {
  const open = new Set(sample);
  const tell = (trial: Trial, by: string | undefined) => {
    if (by === undefined) return;
    open.delete(trial);
    keep(trial, by);
  };
  await Promise.all([asker.tryAll(sample, { known: knownTest, isOpen: (trial) => open.has(trial), tell }), askProbes(open, tell)]);
  for (const trial of open) keep(trial, undefined);
  return [...open].map(({ key }) => key);
}

async function askProbes(open: ReadonlySet<Trial>, tell: (trial: Trial, by: string | undefined) => void): Promise<void> {
  const tried = await probes.tryAll();
  expect(tried.wrong).toEqual([]);
  touching = tried.touching;
  for (const trial of [...open].toSorted((one, other) => probesFor(one).length - probesFor(other).length)) {
    if (open.has(trial)) tell(trial, (await probes.firstToNotice(trial, probesFor(trial)))?.name);
  }
}

beforeAll(async () => {
  tests = await startOrdinaryTests();
  asker = createTestAsker(tests);
  probes = await openProbes();
}, timeLimit(300));

afterAll(async () => {
  await probes.close();
  await tests.end();
}, 60_000);

describe('with one guard off', () => {
  it(
    'the tests notice',
    async () => {
      const sample = drawSample();
      const start = performance.now();
      const missed = await (IS_WHOLE ? tryEverything(sample) : tryKnown(sample));
      const seconds = Math.round((performance.now() - start) / 1000);
      const [tried, n, wrong] = ['guards turned off, one at a time', sample.length, missed.length];
      if (PART === '') noteFigure({ promise: 'a broken guard is noticed', tried, n, wrong, measured: `${seconds} s` });
      expect(missed.length <= (1 - SHARE) * sample.length ? [] : missed).toEqual([]);
    },
    timeLimit(300),
  );
});

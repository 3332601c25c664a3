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
/** the long run may be made in parts: guards whose file has the word, or `missed` for those that nothing noticed the last time */
const PART = process.env['WOTU_GUARDS_IN'] ?? '';
const EVERY = listTrials();
const noticed = readNoticedBy();

let probes: Probes;
let tests: OrdinaryTests;
let asker: TestAsker;
let touching = new Map<string, Probe[]>();

/** In an order by chance, what was never tried first, so that a run that is broken off tells something of all. */
function drawSample(): Trial[] {
  const isMeant = ({ key, guard }: Trial) => (PART === 'missed' ? noticed[key] === null : guard.path.includes(PART));
  const among = EVERY.filter(IS_WHOLE ? isMeant : ({ key }) => noticed[key]);
  const n = trials(Math.min(10, among.length), among.length);
  const [sample = []] = fc.sample(fc.shuffledSubarray(among, { minLength: n, maxLength: n }), { numRuns: 1, seed: SEED });
  return sample.toSorted((one, other) => Number(one.key in noticed) - Number(other.key in noticed));
}

async function noticedByProbes(trial: Trial): Promise<string | undefined> {
  const { guard, key } = trial;
  const known = probes.all.filter(({ name }) => name === noticed[key]);
  const asked = IS_WHOLE ? [...known, ...(guard.kind === 'route' ? [DEMANDS] : []), ...(touching.get(guard.id) ?? [])] : known;
  return (await probes.firstToNotice(trial, asked))?.name;
}

async function noticedByTests(trial: Trial): Promise<string | undefined> {
  const known = noticed[trial.key] ?? '';
  if (known.endsWith('.test.ts') && (await asker.notices(trial, known))) return known;
  return IS_WHOLE ? asker.firstToNotice(trial) : undefined;
}

/** Probes are asked in this process, tests in another, at the same time. @returns keys of what nothing noticed */
async function tryGuards(sample: readonly Trial[]): Promise<string[]> {
  const missed: string[] = [];
  let testing = Promise.resolve();
  const keep = (trial: Trial, by: string | undefined) => {
    if (by === undefined) missed.push(trial.key);
    if (!IS_WHOLE) return;
    noticed[trial.key] = by ?? null;
    keepNoticedBy(
      noticed,
      EVERY.map(({ key }) => key),
    );
  };
  for (const trial of sample) {
    const by = await noticedByProbes(trial);
    if (by !== undefined) keep(trial, by);
    else testing = testing.then(async () => keep(trial, await noticedByTests(trial)));
  }
  await testing;
  return missed;
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

describe.runIf(IS_WHOLE)('with every guard on', () => {
  it(
    'the probes find nothing wrong',
    async () => {
      const tried = await probes.tryAll();
      touching = tried.touching;
      expect(tried.wrong).toEqual([]);
    },
    timeLimit(300),
  );
});

describe('with one guard off', () => {
  it(
    'the tests notice',
    async () => {
      const sample = drawSample();
      const start = performance.now();
      const missed = await tryGuards(sample);
      const seconds = Math.round((performance.now() - start) / 1000);
      const [tried, n, wrong] = ['guards turned off, one at a time', sample.length, missed.length];
      if (PART === '') noteFigure({ promise: 'a broken guard is noticed', tried, n, wrong, measured: `${seconds} s` });
      expect(missed.length <= (1 - SHARE) * sample.length ? [] : missed).toEqual([]);
    },
    timeLimit(300),
  );
});

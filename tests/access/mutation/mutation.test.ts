/**
 * The test of the tests: every guard of the product is turned off in turn, and the tests must notice. The guards are found in the
 * source (`find-guards.ts`). Asked are what noticed it last time, then the access tests' probes that touch it, then the
 * ordinary test files that touch it. The short form asks about a few what noticed them last time.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import { DEMANDS, type Probe } from '../probes.ts';
import { firstToNotice, openProbes, type Probes, tryProbes } from './ask-probes.ts';
import { createTestAsker, type TestAsker } from './ask-tests.ts';
import { listTrials, type Trial } from './guard-list.ts';
import { keepNoticedBy, readNoticedBy } from './noticed-by.ts';
import { type OrdinaryTests, startOrdinaryTests } from './ordinary-tests.ts';
import { turnOff } from './switchboard.ts';

const IS_WHOLE = trials(0, 1) === 1;
const SHARE = 0.99;
/** the long run may be made in parts: guards whose file has the word */
const PART = process.env['WOTU_GUARDS_IN'] ?? '';
const EVERY = listTrials();
const noticed = readNoticedBy();

let probes: Probes;
let tests: OrdinaryTests;
let asker: TestAsker;
let touching = new Map<string, Probe[]>();

/** In an order by chance, what was never tried first, so that a run that is broken off tells something of all. */
function drawSample(): Trial[] {
  const among = IS_WHOLE ? EVERY.filter(({ guard }) => guard.path.includes(PART)) : EVERY.filter(({ key }) => noticed[key]);
  const n = trials(Math.min(10, among.length), among.length);
  const [sample = []] = fc.sample(fc.shuffledSubarray(among, { minLength: n, maxLength: n }), { numRuns: 1, seed: SEED });
  return sample.toSorted((one, other) => Number(one.key in noticed) - Number(other.key in noticed));
}

async function noticesByProbes({ off }: Trial, asked: readonly Probe[]): Promise<string | undefined> {
  turnOff(off);
  const probe = await firstToNotice(probes, asked);
  turnOff([]);
  return probe?.name;
}

/** What noticed it last time. */
async function askAgain(trial: Trial, known: string): Promise<string | undefined> {
  if (known.endsWith('.test.ts')) return (await asker.notices(trial, known)) ? known : undefined;
  return noticesByProbes(
    trial,
    probes.all.filter(({ name }) => name === known),
  );
}

/** @returns the probe or the test file that notices */
async function notice(trial: Trial): Promise<string | undefined> {
  const { guard, key } = trial;
  const again = await askAgain(trial, noticed[key] ?? '');
  if (again !== undefined || !IS_WHOLE) return again;
  const byProbe = await noticesByProbes(trial, [...(guard.kind === 'route' ? [DEMANDS] : []), ...(touching.get(guard.id) ?? [])]);
  return byProbe ?? asker.firstToNotice(trial);
}

beforeAll(async () => {
  tests = await startOrdinaryTests();
  asker = createTestAsker(tests);
  probes = await openProbes();
}, timeLimit(300));

afterAll(async () => {
  turnOff([]);
  await tests.end();
}, 60_000);

describe.runIf(IS_WHOLE)('with every guard on', () => {
  it(
    'the probes find nothing wrong',
    async () => {
      const { wrong, touching: found } = await tryProbes(probes);
      touching = found;
      expect(wrong).toEqual([]);
    },
    timeLimit(300),
  );
});

describe('with one guard off', () => {
  it(
    'the tests notice',
    async () => {
      const sample = drawSample();
      const missed: string[] = [];
      const start = performance.now();
      for (const trial of sample) {
        const by = await notice(trial);
        if (by === undefined) missed.push(trial.key);
        if (!IS_WHOLE) continue;
        noticed[trial.key] = by ?? null;
        keepNoticedBy(
          noticed,
          EVERY.map(({ key }) => key),
        );
      }
      const seconds = Math.round((performance.now() - start) / 1000);
      const [tried, n, wrong] = ['guards turned off, one at a time', sample.length, missed.length];
      if (PART === '') noteFigure({ promise: 'a broken guard is noticed', tried, n, wrong, measured: `${seconds} s` });
      expect(missed.length <= (1 - SHARE) * sample.length ? [] : missed).toEqual([]);
    },
    timeLimit(300),
  );
});

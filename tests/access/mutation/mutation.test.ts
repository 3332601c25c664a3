/**
 * The test of the tests: every guard of the product is turned off in turn, and the tests must notice. The guards are found in the
 * source (`find-guards.ts`). Asked are what noticed it last time, then the access tests' probes that touch it, then the
 * ordinary test files that touch it, cheapest first. The short form asks about a few what noticed them last time.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import { DEMANDS, type Probe } from '../probes.ts';
import { firstToNotice, openProbes, type Probes, tryProbes } from './ask-probes.ts';
import { listTrials, type Trial } from './guard-list.ts';
import { keepNoticedBy, readNoticedBy } from './noticed-by.ts';
import { listTestFiles, type OrdinaryTests, startOrdinaryTests } from './ordinary-tests.ts';
import { turnOff } from './switchboard.ts';

const IS_WHOLE = trials(0, 1) === 1;
const SHARE = 0.99;
/** the long run may be made in parts: guards whose file has the word */
const PART = process.env['WOTU_GUARDS_IN'] ?? '';
const EVERY = listTrials();
const noticed = readNoticedBy();

let probes: Probes;
let tests: OrdinaryTests;
let touchingProbes = new Map<string, Probe[]>();
/** by guard, the files that asked it, quickest first */
const touchingFiles = new Map<string, string[]>();

function drawSample(): Trial[] {
  if (IS_WHOLE) return EVERY.filter(({ guard }) => guard.path.includes(PART));
  const known = EVERY.filter(({ key }) => noticed[key]);
  const n = Math.min(10, known.length);
  const [sample = []] = fc.sample(fc.shuffledSubarray(known, { minLength: n, maxLength: n }), { numRuns: 1, seed: SEED });
  return sample;
}

async function noticesByTests({ off }: Trial, file: string): Promise<string | undefined> {
  return (await tests.ask({ off, file })).isFailed ? file : undefined;
}

async function noticesByProbes({ off }: Trial, asked: readonly Probe[]): Promise<string | undefined> {
  turnOff(off);
  const probe = await firstToNotice(probes, asked);
  turnOff([]);
  return probe?.name;
}

/** What noticed it last time. */
function askAgain(trial: Trial, known: string): Promise<string | undefined> {
  if (known.endsWith('.test.ts')) return noticesByTests(trial, known);
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
  const byProbe = await noticesByProbes(trial, [...(guard.kind === 'route' ? [DEMANDS] : []), ...(touchingProbes.get(guard.id) ?? [])]);
  if (byProbe !== undefined) return byProbe;
  for (const file of touchingFiles.get(guard.id) ?? []) if (await noticesByTests(trial, file)) return file;
  return undefined;
}

async function tryTests(): Promise<string[]> {
  const failed: string[] = [];
  const tried: { file: string; seconds: number; asked: readonly string[] }[] = [];
  for (const file of listTestFiles()) {
    const { isFailed, seconds, asked } = await tests.ask({ off: [], file });
    if (isFailed) failed.push(file);
    else tried.push({ file, seconds, asked });
  }
  for (const { file, asked } of tried.toSorted((one, other) => one.seconds - other.seconds))
    for (const id of asked) touchingFiles.set(id, [...(touchingFiles.get(id) ?? []), file]);
  return failed;
}

beforeAll(async () => {
  tests = await startOrdinaryTests();
  probes = await openProbes();
}, timeLimit(300));

afterAll(async () => {
  turnOff([]);
  await tests.end();
}, 60_000);

describe.runIf(IS_WHOLE)('with every guard on', () => {
  it(
    'nothing is wrong',
    async () => {
      const { wrong, touching } = await tryProbes(probes);
      touchingProbes = touching;
      expect([...wrong, ...(await tryTests())]).toEqual([]);
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

/**
 * The test of the tests: every guard of the product is turned off in turn, and the access tests must notice. The guards are found in
 * the source (`find-guards.ts`); each is asked about by the probes that touched it while everything was on.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneTestDatabase } from '#tests/support/database.ts';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import { actProbes } from '../act-probes.ts';
import { houseOver, type House, openHouse } from '../open-house.ts';
import { DEMANDS, doorProbes, innerDoorProbes, listProbes, matrixProbes, type Probe } from '../probes.ts';
import type { Guard } from './find-guards.ts';
import { NOT_ASKED } from './guards-not-asked.ts';
import { readGuards } from './guard-files.ts';
import { guardsAsked, turnOff } from './switchboard.ts';

const GUARDS = [...readGuards().values()].flat().filter(({ path, source }) => !NOT_ASKED.some((one) => one.path.test(path) && one.source.test(source)));
const SHARE = 0.99;

let house: House;
let probes: Probe[];
/** guard → the probes that touch it */
const touching = new Map<string, Probe[]>();

beforeAll(async () => {
  house = await openHouse();
  await house.app.close();
  await house.db.destroy();
  await house.owner.destroy();
  probes = [DEMANDS, ...listProbes(house), ...matrixProbes(house, false), ...doorProbes(), ...innerDoorProbes(house), ...actProbes()];
}, timeLimit(300));

afterAll(() => turnOff([]));

/** Asks the probes one after another, over a fresh copy whenever the last one may have changed something. @returns the first thing that is wrong */
async function notice(asked: readonly Probe[]): Promise<string | undefined> {
  const copy = await cloneTestDatabase(house.name);
  const over = await houseOver(house, copy);
  try {
    for (const probe of asked) {
      const [wrong] = await probe.run(over).catch((error: Error) => [`${probe.name}: ${error.message}`]);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  } finally {
    await over.app.close();
    await copy.close();
  }
}

async function lookWithEverythingOn(): Promise<string[]> {
  const copy = await cloneTestDatabase(house.name);
  const over = await houseOver(house, copy);
  const wrong: string[] = [];
  for (const probe of probes) {
    const asked = await guardsAsked(async () => wrong.push(...(await probe.run(over))));
    for (const id of asked) touching.set(id, [...(touching.get(id) ?? []), probe]);
  }
  // what a route demands is read while it is bound, before anything is asked
  for (const { id } of GUARDS.filter(({ kind }) => kind === 'route')) touching.set(id, [DEMANDS, ...(touching.get(id) ?? [])]);
  await over.app.close();
  await copy.close();
  return wrong;
}

function sampleOf(guards: readonly Guard[], n: number): Guard[] {
  if (n >= guards.length) return [...guards];
  const [sample = []] = fc.sample(fc.shuffledSubarray([...guards], { minLength: n, maxLength: n }), { numRuns: 1, seed: SEED });
  return sample;
}

describe('with every guard on', () => {
  it(
    'nothing is wrong',
    async () => {
      expect(await lookWithEverythingOn()).toEqual([]);
    },
    timeLimit(300),
  );
});

describe('with one guard off', () => {
  it(
    'the access tests notice',
    async () => {
      const sample = sampleOf(GUARDS, trials(40, GUARDS.length));
      const missed: string[] = [];
      const start = performance.now();
      for (const guard of sample) {
        turnOff([guard.id]);
        const wrong = await notice(touching.get(guard.id) ?? []);
        if (wrong === undefined) missed.push(`${guard.path}:${guard.line} (${guard.kind}) ${guard.source}${touching.has(guard.id) ? '' : ' is never asked'}`);
      }
      const seconds = Math.round((performance.now() - start) / 1000);
      noteFigure({
        promise: 'a broken guard is noticed',
        tried: 'guards turned off, one at a time',
        n: sample.length,
        wrong: missed.length,
        measured: `${seconds} s`,
      });
      expect(missed.length <= (1 - SHARE) * sample.length ? [] : missed).toEqual([]);
    },
    timeLimit(300),
  );
});

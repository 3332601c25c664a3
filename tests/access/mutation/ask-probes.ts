/** Asks the access tests' probes, in this process, whether they notice that guards are off. */
import { cloneTestDatabase } from '#tests/support/database.ts';
import { actProbes } from '../act-probes.ts';
import { nobodyProbes } from '../nobody-probes.ts';
import { type House, houseOver, openHouse } from '../open-house.ts';
import { DEMANDS, doorProbes, innerDoorProbes, listProbes, matrixProbes, type Probe } from '../probes.ts';
import { guardsAsked } from './switchboard.ts';

export interface Probes {
  house: House;
  all: readonly Probe[];
}

export async function openProbes(): Promise<Probes> {
  const house = await openHouse();
  await house.app.close();
  await house.db.destroy();
  await house.owner.destroy();
  return {
    house,
    all: [DEMANDS, ...nobodyProbes(), ...listProbes(house), ...matrixProbes(house, false), ...doorProbes(), ...innerDoorProbes(house), ...actProbes()],
  };
}

async function overCopy<Result>({ house }: Probes, work: (over: House) => Promise<Result>): Promise<Result> {
  const copy = await cloneTestDatabase(house.name);
  const over = await houseOver(house, copy);
  try {
    return await work(over);
  } finally {
    await over.app.close();
    await copy.close();
  }
}

/** Asks one after another over a fresh copy, what changes nothing first. @returns the first that finds something wrong */
export async function firstToNotice(probes: Probes, asked: readonly Probe[]): Promise<Probe | undefined> {
  if (asked.length === 0) return undefined;
  return overCopy(probes, async (over) => {
    for (const probe of asked.toSorted((one, other) => Number(one.changes) - Number(other.changes))) {
      const [wrong] = await probe.run(over).catch((error: Error) => [error.message]);
      if (wrong !== undefined) return probe;
    }
    return undefined;
  });
}

/** Asks everything with every guard on. @returns what is wrong, and by guard the probes that touch it */
export async function tryProbes(probes: Probes): Promise<{ wrong: string[]; touching: Map<string, Probe[]> }> {
  const touching = new Map<string, Probe[]>();
  const wrong = await overCopy(probes, async (over) => {
    const found: string[] = [];
    for (const probe of probes.all) {
      for (const id of await guardsAsked(async () => found.push(...(await probe.run(over))))) touching.set(id, [...(touching.get(id) ?? []), probe]);
    }
    return found;
  });
  return { wrong, touching };
}

/** Asks the access tests' probes, in this process, whether they notice that guards are off. */
import { cloneTestDatabase } from '#tests/support/database.ts';
import { actProbes } from '../act-probes.ts';
import { nobodyProbes } from '../nobody-probes.ts';
import { type House, houseOver, openHouse } from '../open-house.ts';
import { DEMANDS, doorProbes, innerDoorProbes, listProbes, matrixProbes, type Probe } from '../probes.ts';
import { guardsAsked, turnOff } from './switchboard.ts';
import { controlOf, type Trial } from './guard-list.ts';

export interface Probes {
  all: readonly Probe[];
  /** Asks everything with every guard on. @returns what is wrong, and by guard the probes that touch it */
  tryAll(): Promise<{ wrong: string[]; touching: Map<string, Probe[]> }>;
  /** Asks one after another with the trial's guards off, what changes nothing first. @returns the first that finds something wrong */
  firstToNotice(trial: Trial, asked: readonly Probe[]): Promise<Probe | undefined>;
  close(): Promise<void>;
}

export async function openProbes(): Promise<Probes> {
  const house = await openHouse();
  await house.app.close();
  await house.db.destroy();
  await house.owner.destroy();
  const all = [DEMANDS, ...nobodyProbes(), ...listProbes(house), ...matrixProbes(house, false), ...doorProbes(), ...innerDoorProbes(house), ...actProbes()];
  // what changes nothing is asked over one copy and one server for all guards; what a route demands is read when a server is made
  const shared = await cloneTestDatabase(house.name);
  const open = await houseOver(house, shared);
  const firstWith = (off: readonly string[], { guard }: Trial, asked: readonly Probe[]) =>
    withOff(off, async () => {
      if (guard.kind === 'route' && asked.includes(DEMANDS)) {
        const over = await houseOver(house, shared);
        const noticed = await firstOf([DEMANDS], over);
        await over.app.close();
        if (noticed) return noticed;
      }
      const [still, changing] = [asked.filter(({ changes }) => !changes), asked.filter(({ changes }) => changes)];
      return (await firstOf(still, open)) ?? (changing.length === 0 ? undefined : overCopy(house, (over) => firstOf(changing, over)));
    });
  return {
    all,
    tryAll: () => overCopy(house, (over) => tryEach(all, over)),
    firstToNotice: async (trial, asked) => {
      const control = controlOf(trial);
      if (control.length === 0) return firstWith(trial.off, trial, asked);
      for (const probe of asked) if ((await firstWith(trial.off, trial, [probe])) && !(await firstWith(control, trial, [probe]))) return probe;
      return undefined;
    },
    close: async () => {
      await open.app.close();
      await shared.close();
    },
  };
}

async function withOff<Result>(off: readonly string[], work: () => Promise<Result>): Promise<Result> {
  turnOff(off);
  try {
    return await work();
  } finally {
    turnOff([]);
  }
}

async function overCopy<Result>(house: House, work: (over: House) => Promise<Result>): Promise<Result> {
  const copy = await cloneTestDatabase(house.name);
  const over = await houseOver(house, copy);
  try {
    return await work(over);
  } finally {
    await over.app.close();
    await copy.close();
  }
}

async function firstOf(asked: readonly Probe[], over: House): Promise<Probe | undefined> {
  for (const probe of asked) {
    const [wrong] = await probe.run(over).catch((error: Error) => [error.message]);
    if (wrong !== undefined) return probe;
  }
  return undefined;
}

async function tryEach(probes: readonly Probe[], over: House): Promise<{ wrong: string[]; touching: Map<string, Probe[]> }> {
  const touching = new Map<string, Probe[]>();
  const wrong: string[] = [];
  for (const probe of probes) {
    for (const id of await guardsAsked(async () => wrong.push(...(await probe.run(over))))) touching.set(id, [...(touching.get(id) ?? []), probe]);
  }
  return { wrong, touching };
}

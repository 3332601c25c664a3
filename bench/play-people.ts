/**
 * The people of `bench/run-people.ts`, in a process of their own. Told by its parent who they are and what they are to do next:
 * `begin` (everybody comes, one after the other), `crowd` (many more come and nobody thinks), `disperse` (those go again), `end`.
 */
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { announceActivity, OFFICE_ACTS } from './people/office-acts.ts';
import { claim, RESIDENT_ACTS } from './people/resident-acts.ts';
import { Browser, emptyTally, GaveUp, type Tally } from './people/browser.ts';
import { chanceOf } from './people/chance.ts';
import type { Person } from './people/person.ts';

export interface Told {
  people: Person[];
  address: string;
  seed: number;
  thinkSeconds: [least: number, most: number];
}
export type Order = { order: 'begin'; told: Told } | { order: 'tally' } | { order: 'crowd'; times: number } | { order: 'disperse' } | { order: 'end' };

const ACTS = { ...OFFICE_ACTS, ...RESIDENT_ACTS };
/** In a crowd people press again and again. */
const CROWD_THINKS: [number, number] = [0.2, 1];
/** As a reverse proxy in front of many browsers has them. */
const agent = new Agent({ keepAlive: true, maxSockets: 2000 });

let tally: Tally = emptyTally();
let isOver = false;
let crowd = 0;
let told: Told | undefined;

process.on('message', (message: Order) => void obey(message));

async function obey(message: Order): Promise<void> {
  if (message.order === 'begin') {
    told = message.told;
    await settleIn(told);
    told.people.forEach((person, index) => void live(browserOf(person, index), told?.thinkSeconds ?? [5, 15], () => !isOver));
    process.send?.({ settled: true });
  }
  if (message.order === 'tally') {
    process.send?.({ tally });
    tally = emptyTally();
  }
  if (message.order === 'crowd' && told) {
    crowd += 1;
    const present = crowd;
    const { people } = told;
    for (let index = 0; index < people.length * message.times; index += 1) {
      const person = people[index % people.length] as Person;
      // each with an address of its own: a crowd of people is not one flood
      const other = { ...person, address: `10.${100 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}` };
      void live(browserOf(other, 1e6 + index), CROWD_THINKS, () => !isOver && crowd === present);
    }
  }
  if (message.order === 'disperse') crowd += 1;
  if (message.order === 'end') {
    isOver = true;
    agent.destroy();
    process.exit(0);
  }
}

function browserOf(person: Person, number: number): Browser {
  return new Browser(person, { address: new URL(told?.address ?? ''), chance: chanceOf((told?.seed ?? 0) * 1e7 + number), tell: () => tally, agent });
}

/** Leaders get their code, and the clerks announce what residents can sign up for. */
async function settleIn({ people }: Told): Promise<void> {
  for (const [index, person] of people.entries()) {
    const browser = browserOf(person, 2e6 + index);
    try {
      if (person.kind === 'leader') await claim(browser);
      if (person.kind === 'street') await announceTwice(browser);
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error;
    }
  }
}

/** The first look is for an organization that holds them. */
async function announceTwice(browser: Browser): Promise<void> {
  for (let time = 0; time < 3; time += 1) await announceActivity(browser);
}

/** Does one thing, thinks, does the next. */
async function live(browser: Browser, [least, most]: readonly [number, number], goesOn: () => boolean): Promise<void> {
  const { chance, person } = browser;
  const think = () => wait((least + chance.next() * (most - least)) * 1000);
  // nobody comes on the stroke
  await wait(chance.next() * most * 1000);
  while (goesOn()) {
    try {
      await chance.weighed<(browser: Browser) => Promise<void>>(ACTS[person.kind])(browser);
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error;
    }
    await think();
  }
}

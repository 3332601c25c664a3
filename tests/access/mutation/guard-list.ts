/** The guards that are turned off, each under a name that outlives changes elsewhere in its file, and what is turned off with it. */
import { APART } from './guards-not-asked.ts';
import type { Guard } from './find-guards.ts';
import { readGuards } from './guard-files.ts';

export interface Trial {
  key: string;
  guard: Guard;
  /** ids to be turned off, its own first */
  off: readonly string[];
}

/** What is off when the guard is on: nothing, or the second guard of a pair. What is noticed then was not this guard. */
export const controlOf = ({ off }: Trial): readonly string[] => off.slice(1);

/** `file kind: source`, and a number where a file has several alike. */
function nameGuards(guards: readonly Guard[]): Map<string, Guard> {
  const named = new Map<string, Guard>();
  for (const guard of guards) {
    const name = `${guard.path} ${guard.kind}: ${guard.source}`;
    let [key, number] = [name, 1];
    while (named.has(key)) {
      number += 1;
      key = `${name} (${number})`;
    }
    named.set(key, guard);
  }
  return named;
}

export function listTrials(): Trial[] {
  const named = [...nameGuards([...readGuards().values()].flat())];
  const stale = APART.find(({ key }) => !named.some(([name]) => key.test(name)));
  if (stale) throw new Error(`${stale.key}: no such guard any more`);
  return named.flatMap(([key, guard]) => {
    const apart = APART.find((one) => one.key.test(key));
    if (!apart) return [{ key, guard, off: [guard.id] }];
    const { together, behind } = apart;
    const [seconds, before] = [together, behind].map((pattern) => named.filter(([other]) => pattern?.test(other)));
    if ((together && seconds?.length === 0) || (behind && before?.length === 0)) throw new Error(`${key}: the other guard is gone`);
    return together ? [{ key, guard, off: [guard.id, ...(seconds ?? []).map(([, { id }]) => id)] }] : [];
  });
}

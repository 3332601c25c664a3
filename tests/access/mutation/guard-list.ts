/** The guards that are turned off, each under a name that outlives changes elsewhere in its file, and what is turned off with it. */
import { APART } from './guards-not-asked.ts';
import type { Guard } from './find-guards.ts';
import { readGuards } from './guard-files.ts';

export interface Trial {
  key: string;
  guard: Guard;
  /** ids to be turned off */
  off: readonly string[];
}

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
  return named.flatMap(([key, guard]) => {
    const apart = APART.find((one) => one.key.test(key));
    if (!apart) return [{ key, guard, off: [guard.id] }];
    const { together } = apart;
    if (!together) return [];
    const seconds = named.filter(([other]) => together.test(other)).map(([, { id }]) => id);
    if (seconds.length === 0) throw new Error(`${key}: the second guard is gone`);
    return [{ key, guard, off: [guard.id, ...seconds] }];
  });
}

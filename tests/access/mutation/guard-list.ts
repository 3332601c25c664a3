/** The guards that are turned off, each under a name that outlives changes elsewhere in its file, and what is turned off with it. */
import { APART, type Apart } from './guards-not-asked.ts';
import type { Guard } from './find-guards.ts';
import { readGuards } from './guard-files.ts';

export interface Trial {
  key: string;
  guard: Guard;
  /** ids to be turned off */
  off: readonly string[];
}

const isMeant = ({ path, source }: Guard, apart: Pick<Apart, 'path' | 'source'>) => apart.path.test(path) && apart.source.test(source);

/** `file kind source`, and a number where a file has several alike. */
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
  const guards = [...readGuards().values()].flat();
  return [...nameGuards(guards)].flatMap(([key, guard]) => {
    const apart = APART.find((one) => isMeant(guard, one));
    if (apart && !apart.together) return [];
    const second = apart?.together;
    const others = second ? guards.filter((other) => other.id !== guard.id && isMeant(other, second)) : [];
    if (second && others.length === 0) throw new Error(`${key}: the second guard is gone`);
    return [{ key, guard, off: [guard.id, ...others.map(({ id }) => id)] }];
  });
}

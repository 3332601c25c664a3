import { availableParallelism } from 'node:os';

/** `known`: somebody whom there is reason to believe; `stranger`: everybody else, attackers among them. */
export type Waiting = 'known' | 'stranger';

export interface CheckQueue {
  /** @returns a promise of one's turn, resolved with how to end it; undefined at once when too many wait already */
  enter(who: Waiting): Promise<() => void> | undefined;
}

/** Takes so many at once; of those who wait the known come first, in the order of coming. */
export function createCheckQueue({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: Readonly<Record<Waiting, number>> }): CheckQueue {
  const lines: Record<Waiting, (() => void)[]> = { known: [], stranger: [] };
  let underWay = 0;
  const leave = () => {
    const next = lines.known.shift() ?? lines.stranger.shift();
    if (next) next();
    else underWay -= 1;
  };
  return {
    enter(who) {
      if (underWay < atOnce) {
        underWay += 1;
        return Promise.resolve(leave);
      }
      if (lines[who].length >= mostWaiting[who]) return undefined;
      return new Promise((resolve) => lines[who].push(() => resolve(leave)));
    },
  };
}

/**
 * Checks of passwords in this process. Each takes half a second of a core, on threads that files need too (there are four); a flood of
 * sign-ins must not keep other requests waiting, nor fill the places beyond which everybody is turned away (ADR 0103: forty).
 */
export const passwordChecks = createCheckQueue({ atOnce: Math.min(3, availableParallelism()), mostWaiting: { known: 12, stranger: 20 } });

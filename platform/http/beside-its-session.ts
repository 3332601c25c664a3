import type { Actor } from '../access/actor.ts';
import { onOneConnection } from '../db/asked-together.ts';
import type { Database } from '../db/database.ts';

/** Whoever sends a request, as this process saw them a moment ago. */
export interface Recalled {
  actor: Actor;
  /** Looks the session up. False when anything that rights follow from is not as it was, or the session is over. */
  isUnchanged(db: Database): Promise<boolean>;
}

/**
 * Carries out a reading with the rights remembered while the session is looked up: both ask the database in one write, by one connection. What
 * came out, answer or refusal, counts only if the session is as remembered.
 * @returns gives it; undefined when it must not be given: then it is asked again in the ordinary way
 */
export function besideItsSession<T>(db: Database, recalled: Recalled, work: (db: Database) => Promise<T>): Promise<(() => T) | undefined> {
  return onOneConnection(db, async (own) => {
    const [looked, worked] = await Promise.allSettled([recalled.isUnchanged(own), work(own)]);
    if (looked.status === 'rejected') throw looked.reason;
    if (!looked.value) return undefined;
    return () => {
      if (worked.status === 'rejected') throw worked.reason;
      return worked.value;
    };
  });
}

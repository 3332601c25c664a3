import { LatestAsked } from '#shared/latest-asked.ts';

/** One person is refused one right: the first time at once, then at most once in this time, with the number of times between. */
const QUIET_MS = 10 * 60_000;
/** Whatever happens, one process writes no more than this in that time: a flood cannot fill the disk. */
const MOST = 500;
/** What was counted of so many is remembered until it is told; of who is refused after that, the oldest is forgotten. */
const MOST_TOLD = 5000;

interface Told {
  at: number;
  /** refusals since that were counted, not written */
  silent: number;
}

/** Which refusals of one process were written into the trail, and what was passed over in silence since. */
export class ToldRefusals {
  readonly #told: LatestAsked<string, Told>;
  #windowFrom = Number.NEGATIVE_INFINITY;
  #written = 0;

  constructor(mostTold = MOST_TOLD) {
    this.#told = new LatestAsked(mostTold);
  }

  get size(): number {
    return this.#told.size;
  }

  /** @param key who was refused what @returns how many were passed over in silence before; undefined when this one is, too */
  count(key: string, now: number): number | undefined {
    if (now - this.#windowFrom >= QUIET_MS || now < this.#windowFrom) {
      for (const [old, { at, silent }] of this.#told) if (silent === 0 && now - at >= QUIET_MS) this.#told.delete(old);
      this.#windowFrom = now;
      this.#written = 0;
    }
    const told = this.#told.find(key);
    if ((told && now - told.at < QUIET_MS) || this.#written >= MOST) {
      if (told) told.silent += 1;
      return undefined;
    }
    this.#written += 1;
    this.#told.keep(key, { at: now, silent: 0 });
    return told?.silent ?? 0;
  }
}

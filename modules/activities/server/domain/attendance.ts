/** Who gets a place, and who moves up. */

export type Standing = 'confirmed' | 'waiting';

/** The next in line gets a place while there is one, and waits otherwise. @param capacity null: no limit */
export function standingOfNext(capacity: number | null, confirmed: number): Standing {
  return capacity === null || confirmed < capacity ? 'confirmed' : 'waiting';
}

/** How many of those who wait move up. */
export function placesFreed(capacity: number | null, confirmed: number, waiting: number): number {
  return capacity === null ? waiting : Math.max(0, Math.min(waiting, capacity - confirmed));
}

const MINUTE_MS = 60_000;
/** Doors open before the activity begins, and a late entry on the list is still possible after it. */
export const DOOR_MINUTES = 60;

export interface Span {
  startsAt: Date;
  endsAt: Date;
}

export function isDoorOpen({ startsAt, endsAt }: Span, now: Date): boolean {
  const at = now.getTime();
  return at >= startsAt.getTime() - DOOR_MINUTES * MINUTE_MS && at <= endsAt.getTime() + DOOR_MINUTES * MINUTE_MS;
}

/**
 * Minutes between check-in and check-out, which is the end of the activity for whoever forgot it.
 * @returns null while the activity goes on and nobody checked out
 */
export function minutesPresent(checkedInAt: Date, checkedOutAt: Date | null, { endsAt }: Span, now: Date): number | null {
  const until = checkedOutAt ?? (now >= endsAt ? endsAt : undefined);
  return until === undefined ? null : Math.max(0, Math.floor((until.getTime() - checkedInAt.getTime()) / MINUTE_MS));
}

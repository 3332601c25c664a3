import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { type Division, findDivisions, isInForce } from '../division-store.ts';
import { readPredecessors, readSuccessors } from '../succession-store.ts';

/** No real chain of changes is longer; stops a circle. */
const LONGEST_CHAIN = 50;

/**
 * Which division in force on a day each recorded key belongs to: forward along successors where the unit had ended by then,
 * back to the predecessor (or, for a unit made from nothing, to the division above) where it began later.
 * @returns recorded key → key in force on the day; a closed unit without successor keeps its own key; unknown keys are absent
 */
export async function mapToBoundariesOf(db: Database | Transaction, day: Day, keys: readonly number[]): Promise<Map<number, number>> {
  const known = await findDivisions(db, keys);
  const places = new Map(keys.filter((key) => known.has(key)).map((key) => [key, key]));
  let open = new Map(places);
  const seen = new Map(keys.map((key) => [key, new Set([key])]));
  for (let step = 0; open.size > 0 && step < LONGEST_CHAIN; step += 1) {
    const current = step === 0 ? known : await findDivisions(db, [...new Set(open.values())]);
    const next = await nextPlaces(db, day, [...current.values()]);
    const moved = new Map<number, number>();
    for (const [start, key] of open) {
      const target = next.get(key);
      const been = seen.get(start);
      if (target === undefined || been?.has(target)) continue;
      been?.add(target);
      places.set(start, target);
      moved.set(start, target);
    }
    open = moved;
  }
  return places;
}

/** One step nearer to the day for each division that is not in force on it. */
async function nextPlaces(db: Database | Transaction, day: Day, divisions: readonly Division[]): Promise<Map<number, number>> {
  const others = divisions.filter((division) => !isInForce(division, day));
  const ended = others.filter((division) => division.validTo !== null && division.validTo <= day);
  const later = others.filter((division) => !ended.includes(division));
  const successors =
    ended.length > 0
      ? await readSuccessors(
          db,
          ended.map((division) => division.key),
        )
      : new Map();
  const predecessors =
    later.length > 0
      ? await readPredecessors(
          db,
          later.map((division) => division.key),
        )
      : new Map();
  const next = new Map<number, number>();
  for (const { key } of ended) {
    const heir = successors.get(key)?.[0];
    if (heir) next.set(key, heir.successor);
  }
  for (const { key, parent } of later) {
    const before = predecessors.get(key)?.[0]?.predecessor ?? parent;
    if (before !== null) next.set(key, before);
  }
  return next;
}

/** The six-digit districts whose units were changed by operations that took effect after the day, in order. */
export async function changedDistrictsSince(db: Database | Transaction, day: Day): Promise<number[]> {
  const { rows } = await sql<{ district: number }>`
    select distinct unnest(districts) as district from division_operations where on_day > ${day}::date order by 1`.execute(db);
  return rows.map((row) => row.district);
}

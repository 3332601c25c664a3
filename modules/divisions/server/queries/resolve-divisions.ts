import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, keyOf } from '#shared/division-code.ts';
import { findDivisionsAt } from '../division-memory.ts';
import { type Division, findByIrregularCode, findDivisions, isInForce } from '../division-store.ts';
import { readSuccessors } from '../succession-store.ts';

/** No real chain of successors is longer; stops a circle. */
const LONGEST_CHAIN = 50;

/** Today's unit for a code that somebody wrote. Keys are 12-digit numbers. */
export interface ResolvedDivision extends Division {
  /** six-digit district of the key */
  district: number;
  /** the division that the code itself names, past or present; the same as `key` while it is in force */
  recordedKey: number;
  /** the named division was in force on the day asked about */
  inForceOn: boolean;
  /** the unit is in force now; false for a closed division without a successor */
  inForceNow: boolean;
}

/**
 * Finds divisions past or present by key or official code (2, 4, 6, 9 or 12 digits) and follows successors to today's unit:
 * the one that keeps the code, else the first. One round trip for the common case, whatever the number of codes.
 * @param day the day the record is dated, for `inForceOn`
 * @param edition of the tree (`readTreeEdition`): with it, what is remembered of that edition is not read again
 * @returns code as given → division; unknown codes are absent
 */
export async function resolveDivisions(
  db: Database | Transaction,
  codes: readonly string[],
  day: Day,
  edition?: number,
): Promise<Map<string, ResolvedDivision>> {
  const keyByCode = new Map<string, number>();
  for (const code of codes) {
    const key = keyOf(code.trim());
    if (key !== undefined) keyByCode.set(code, key);
  }
  const keys = [...new Set(keyByCode.values())];
  const named = await findNamed(db, await (edition === undefined ? findDivisions(db, keys) : findDivisionsAt(db, keys, edition)), keys, day);
  const today = await followToToday(db, named);
  const resolved = new Map<string, ResolvedDivision>();
  for (const [code, key] of keyByCode) {
    const recorded = named.get(key);
    const unit = recorded && (today.get(recorded.key) ?? recorded);
    if (!recorded || !unit) continue;
    resolved.set(code, {
      ...unit,
      district: districtOf(unit.key),
      recordedKey: recorded.key,
      inForceOn: isInForce(recorded, day),
      inForceNow: unit.validTo === null,
    });
  }
  return resolved;
}

/** A code may be the key of a closed division and an official code of its heir: the one in force on the day is meant. */
async function findNamed(db: Database | Transaction, byKey: Map<number, Division>, keys: readonly number[], day: Day): Promise<Map<number, Division>> {
  const unsettled = keys.filter((key) => {
    const division = byKey.get(key);
    return !division || !isInForce(division, day);
  });
  for (const division of await findByIrregularCode(db, unsettled)) {
    for (const code of division.officialCodes) {
      if (unsettled.includes(code) && (!byKey.has(code) || isInForce(division, day))) byKey.set(code, division);
    }
  }
  return byKey;
}

/** Key of a closed division → the unit that stands there today. */
async function followToToday(db: Database | Transaction, named: ReadonlyMap<number, Division>): Promise<Map<number, Division>> {
  const result = new Map<number, Division>();
  let open = new Map([...named.values()].filter((division) => division.validTo !== null).map((division) => [division.key, division]));
  for (let step = 0; open.size > 0 && step < LONGEST_CHAIN; step += 1) {
    const successors = await readSuccessors(
      db,
      [...open.values()].map((division) => division.key),
    );
    const heirs = new Map(
      [...open].flatMap(
        ([start, division]) =>
          successors
            .get(division.key)
            ?.slice(0, 1)
            .map((next) => [start, next.successor] as const) ?? [],
      ),
    );
    const divisions = await findDivisions(db, [...new Set(heirs.values())]);
    open = new Map();
    for (const [start, heir] of heirs) {
      const division = divisions.get(heir);
      if (!division) continue;
      result.set(start, division);
      if (division.validTo !== null) open.set(start, division);
    }
  }
  return result;
}

import { sql } from 'kysely';
import { wholeOf } from '#platform/db/asked-together.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { prepared } from '#platform/db/prepared.ts';
import { type Division, findDivisions } from './division-store.ts';

/**
 * Number of the last change of the tree. Changes take turns until they are committed (`changePlaces`) and each draws its number in its turn, so
 * as long as the number is the same, every division that was there is as it was.
 */
export async function readTreeEdition(db: Database): Promise<number> {
  const [row] = await askEdition(db, {});
  return row?.edition ?? 0;
}

const askEdition = prepared(() => sql<{ edition: number }>`select coalesce(max(id), 0)::int as edition from division_operations`);

interface Memory {
  edition: number;
  byKey: Map<number, Division>;
}

/** The communities of some two hundred districts, 20 MB; then the oldest go. */
const MOST_REMEMBERED = 50_000;
/** A replica may stand at another edition than its primary. */
const memories = new WeakMap<Database, Memory>();

function memoryAt(db: Database, edition: number): Memory {
  const whole = wholeOf(db);
  const known = memories.get(whole);
  if (known && known.edition >= edition) return known;
  const fresh = { edition, byKey: new Map<number, Division>() };
  memories.set(whole, fresh);
  return fresh;
}

/** A division as it was at an edition, if it is remembered: good for whoever learns, beside what follows from it, that this is still the edition. */
export function recallDivision(db: Database | Transaction, key: number): { division: Division; edition: number } | undefined {
  const memory = db.isTransaction ? undefined : memories.get(wholeOf(db));
  const division = memory?.byKey.get(key);
  return memory && division && { division, edition: memory.edition };
}

/**
 * The latest states of these divisions; unknown keys are absent. What this process has read since the last change of the tree is not read again.
 * @param edition asked of the same database, before or beside whatever mentions these divisions
 */
export async function findDivisionsAt(db: Database | Transaction, keys: readonly number[], edition: number): Promise<Map<number, Division>> {
  // within a transaction others cannot see what it sees
  if (db.isTransaction) return findDivisions(db, keys);
  const memory = memoryAt(db, edition);
  // somebody else has seen a later edition since
  if (memory.edition !== edition) return findDivisions(db, keys);
  const found = new Map<number, Division>();
  const missing: number[] = [];
  for (const key of keys) {
    const known = memory.byKey.get(key);
    if (known) found.set(key, known);
    else missing.push(key);
  }
  for (const [key, division] of await findDivisions(db, missing)) {
    found.set(key, division);
    memory.byKey.set(key, division);
  }
  for (const key of memory.byKey.keys()) {
    if (memory.byKey.size <= MOST_REMEMBERED) break;
    memory.byKey.delete(key);
  }
  return found;
}

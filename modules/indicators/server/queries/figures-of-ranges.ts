import { sql } from 'kysely';
import { wholeOf } from '#platform/db/asked-together.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';
import { addFigures, type Figure, NO_FIGURE } from './figure.ts';
import { getFigures } from './get-figures.ts';

const PROVINCE = 1e10;

export interface WholeRanges {
  measureIds: readonly number[];
  /** whole districts; several provinces are allowed */
  ranges: readonly KeyRange[];
  days: readonly Day[];
}

/**
 * Figures of any whole ranges, by measure, then range, then day. Provinces and the nation are put together from provinces,
 * whose figures are remembered as long as none of their districts was recounted; so a remembered figure is never stale.
 */
export async function figuresOfRanges(db: Database | Transaction, { measureIds, ranges, days }: WholeRanges): Promise<Figure[][][]> {
  const wide = ranges.filter((range) => range.to - range.from >= PROVINCE);
  if (wide.length > 0 && wide.length < ranges.length) throw new RangeError('provinces and smaller ranges are asked for apart');
  if (wide.length === 0) {
    const table = await getFigures(db, { measureIds, ranges, days });
    return measureIds.map((_id, measure) => ranges.map((_range, range) => days.map((_day, day) => table.at(measure, range, day))));
  }
  const revisions = await readRevisions(db, ranges);
  const provinces = [...revisions.keys()];
  // within a transaction others cannot see what it sees, so nothing of it may be remembered
  const memory = db.isTransaction ? new Map<string, Remembered>() : memoryOf(db);
  await remember(db, memory, { measureIds, provinces, days, revisions });
  const inRange = ranges.map((range) => provinces.filter((province) => province * PROVINCE >= range.from && province * PROVINCE < range.to));
  return measureIds.map((id) =>
    inRange.map((list) => days.map((day) => addFigures(list.map((province) => memory.get(keyOf(id, province, day))?.figure ?? NO_FIGURE)))),
  );
}

interface Remembered {
  revision: number;
  figure: Figure;
}

/** Two plans with all their days and provinces fit many times over; then the oldest go. */
const MOST_REMEMBERED = 100_000;
const memories = new WeakMap<object, Map<string, Remembered>>();

function memoryOf(db: Database): Map<string, Remembered> {
  const whole = wholeOf(db);
  const known = memories.get(whole) ?? new Map<string, Remembered>();
  memories.set(whole, known);
  return known;
}

function keyOf(measureId: number, province: number, day: Day): string {
  return `${measureId}/${province}/${day}`;
}

/** Sum of the districts' revisions by province: it grows with every recount there. */
async function readRevisions(db: Database | Transaction, ranges: readonly KeyRange[]): Promise<Map<number, number>> {
  const low = Math.min(...ranges.map((range) => districtOf(range.from)));
  const high = Math.max(...ranges.map((range) => districtOf(range.to - 1)));
  const { rows } = await sql<{ province: number; revision: number }>`
    select district / 10000 as province, sum(revision)::bigint as revision from indicators_published_revisions where district >= ${low} and district <= ${high} group by 1`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.province, row.revision]));
}

interface Wanted {
  measureIds: readonly number[];
  provinces: readonly number[];
  days: readonly Day[];
  revisions: ReadonlyMap<number, number>;
}

/** Reads what is not remembered under the present revision. A write in between makes the next reader read again. */
async function remember(db: Database | Transaction, memory: Map<string, Remembered>, { measureIds, provinces, days, revisions }: Wanted): Promise<void> {
  const isFresh = (id: number, province: number, day: Day) => memory.get(keyOf(id, province, day))?.revision === revisions.get(province);
  const staleProvinces = provinces.filter((province) => measureIds.some((id) => days.some((day) => !isFresh(id, province, day))));
  const staleMeasures = measureIds.filter((id) => staleProvinces.some((province) => days.some((day) => !isFresh(id, province, day))));
  const ranges = staleProvinces.map((province) => ({ from: province * PROVINCE, to: (province + 1) * PROVINCE }));
  const table = await getFigures(db, { measureIds: staleMeasures, ranges, days });
  for (const [measure, id] of staleMeasures.entries()) {
    for (const [range, province] of staleProvinces.entries()) {
      for (const [index, day] of days.entries()) {
        const key = keyOf(id, province, day);
        memory.delete(key);
        memory.set(key, { revision: revisions.get(province) ?? 0, figure: table.at(measure, range, index) });
      }
    }
  }
  for (const key of memory.keys()) {
    if (memory.size <= MOST_REMEMBERED) break;
    memory.delete(key);
  }
}

import { sql } from 'kysely';
import { inOneDistrict } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';

export interface KeptAsked {
  /** measures that keep their failing units */
  measureIds: readonly number[];
  /** whole districts */
  range: KeyRange;
  day: Day;
  /** districts that somebody else answers for */
  except?: readonly number[];
  /** divisions from this one on */
  from?: number;
  /** so many of each measure */
  limit: number;
}

/**
 * The first divisions that fail on a day, each once, in order, by measure. Districts are read one after the other until there are
 * enough; where nothing fails yet, or any more, the list stays unread.
 */
export async function listKeptFailing(db: Database | Transaction, asked: KeptAsked): Promise<Map<number, number[]>> {
  const { measureIds, range, from = 0, limit } = asked;
  const failing = new Map<number, number[]>(measureIds.map((id) => [id, []]));
  let open = measureIds.map((id) => ({ id, low: Math.max(districtOf(range.from), districtOf(from)) }));
  for (let districts = limit; open.length > 0; districts *= GROWTH) {
    const lists = Map.groupBy(await readLists(db, asked, open, districts), (row) => row.measure_id);
    for (const [id, rows] of lists) failing.get(id)?.push(...rows.flatMap((row) => row.divs));
    open = open.flatMap(({ id }) => {
      const rows = lists.get(id) ?? [];
      const isDone = rows.length < districts || (failing.get(id) ?? []).length >= limit;
      return isDone ? [] : [{ id, low: (rows.at(-1)?.district ?? 0) + 1 }];
    });
  }
  return new Map([...failing].map(([id, divs]) => [id, divs.slice(0, limit)]));
}

/** Lists that hold the day between failures only are read for nothing, so more and more are read at once. */
const GROWTH = 4;

/**
 * The lists of the next districts of each measure. Which districts is found in the index alone: the upper bound stands outside, because with
 * both bounds the planner expects few rows, reads all and sorts them.
 */
async function readLists(
  db: Database | Transaction,
  { range, day, except = [], from = 0, limit }: KeptAsked,
  open: readonly { id: number; low: number }[],
  districts: number,
): Promise<{ measure_id: number; district: number; divs: number[] }[]> {
  const lists = open.map(
    ({ id, low }) => sql`(
      select k.measure_id, c.district, array(
        select u.div from unnest(k.divs, k.begins, k.ends) as u (div, begins, ends)
        where u.begins <= ${day}::date and u.ends > ${day}::date and u.div >= ${from} limit ${limit}) as divs
      from (
        select f.district from figure_failing_units f
        where f.measure_id = ${id} and f.district >= ${low} and f.first_on <= ${day}::date and f.until_on > ${day}::date and f.district <> all(${[...except]}::int[]) ${inOneDistrict(range, 'f')}
        order by f.district limit ${districts}) c
      join figure_failing_units k on k.measure_id = ${id} and k.district = c.district
      where c.district <= ${districtOf(range.to - 1)} ${inOneDistrict(range, 'k')} order by c.district)`,
  );
  const { rows } = await sql<{ measure_id: number; district: number; divs: number[] }>`${sql.join(lists, sql` union all `)}`.execute(db);
  return rows.sort((one, other) => one.district - other.district);
}

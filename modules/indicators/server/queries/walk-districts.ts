import type { Database, Transaction } from '#platform/db/database.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';
import { type DistrictFigures, listDistrictFigures } from './get-figures.ts';
import { isBelowDistrict } from './judge-below-district.ts';

/** A page rarely needs more than a few districts, so they are fetched a handful at a time. */
const AT_ONCE = 16;

/** The districts of a range that have something to show, in order; the district itself for a place below one. */
export async function* walkDistricts(db: Database | Transaction, asked: Omit<DistrictFigures, 'limit'>): AsyncGenerator<number> {
  if (isBelowDistrict(asked.range)) {
    yield districtOf(asked.range.from);
    return;
  }
  let range: KeyRange = asked.range;
  for (;;) {
    const found = await listDistrictFigures(db, { ...asked, range, limit: AT_ONCE });
    for (const { district } of found) yield district;
    const last = found.at(-1);
    if (!last || found.length < AT_ONCE) return;
    range = { from: (last.district + 1) * 1e6, to: range.to };
  }
}

/** Districts found by their counters and some others from one on, each once; both in order. */
export async function* alongside(found: AsyncIterable<number>, others: Iterable<number>, from: number): AsyncGenerator<number> {
  const waiting = [...others].filter((district) => district >= from);
  for await (const district of found) {
    while (waiting[0] !== undefined && waiting[0] < district) yield waiting.shift() ?? district;
    if (waiting[0] === district) waiting.shift();
    yield district;
  }
  yield* waiting;
}

import { type FactBehind, factsBehind } from '#engines/indicators/behind.ts';
import { identityOf, type World } from '#engines/indicators/world.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { listUnits } from '#modules/divisions/server/public.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, isWithin, type KeyRange } from '#shared/division-code.ts';
import { isMadeOfPieces } from '../domain/figure-pieces.ts';
import { loadWorld, loadWorldBelowDistrict, rangeForRow, wideRowsAbove } from '../load-world.ts';
import type { Measure } from '../measure-store.ts';
import { isBelowDistrict } from './judge-below-district.ts';
import { openPastWorld } from './past-boundaries.ts';
import { alongside, walkDistricts } from './walk-districts.ts';
import { walkPieces } from './walk-pieces.ts';

export interface FactsBehindRequest {
  measure: Measure;
  range: KeyRange;
  day: Day;
  /** as the divisions stood on this day instead of today */
  boundariesOf?: Day | undefined;
  after: { div: number; subject: string; set: string } | null;
  limit: number;
}

/** One page of the facts behind a figure, in order of division, subject and set. */
export async function listFactsBehind(
  db: Database | Transaction,
  exchange: FactExchange,
  request: FactsBehindRequest,
): Promise<{ items: FactBehind[]; hasMore: boolean }> {
  const items: FactBehind[] = [];
  const past = await openPast(db, exchange, request);
  const reader = createReader(db, exchange, request, past);
  for await (const district of districtsOf(db, request, past)) {
    for await (const read of isCut(request) ? readPieces(db, exchange, request, district) : once(reader(district))) {
      if (items.length > request.limit) break;
      items.push(...read.filter((item) => isAfter(item, request.after)));
    }
    if (items.length > request.limit) break;
  }
  return { items: items.slice(0, request.limit), hasMore: items.length > request.limit };
}

/** Whether a page reads its districts township by township. */
function isCut({ measure, range, boundariesOf }: FactsBehindRequest): boolean {
  return isMadeOfPieces(measure) && !boundariesOf && !isBelowDistrict(range);
}

async function* once<T>(one: Promise<T>): AsyncGenerator<T> {
  yield await one;
}

/** The facts of a district from where the page before ended, a few townships at a time. */
async function* readPieces(
  db: Database | Transaction,
  exchange: FactExchange,
  { measure, range, day, after }: FactsBehindRequest,
  district: number,
): AsyncGenerator<FactBehind[]> {
  if (!isWithin(district * 1e6, measure.scope)) return;
  for await (const piece of walkPieces(db, district, after?.div ?? 0)) {
    const world = await loadWorld(db, exchange, piece, [measure.needs], 'records');
    yield factsBehind(world, measure.formula, measure.periods, day, range);
  }
}

/** How many facts stand behind a figure; null when more districts than `most` would have to be read. */
export async function countFactsBehind(
  db: Database | Transaction,
  exchange: FactExchange,
  request: Omit<FactsBehindRequest, 'after' | 'limit'>,
  most: number,
): Promise<number | null> {
  const past = await openPast(db, exchange, request);
  const reader = createReader(db, exchange, request, past);
  let count = 0;
  let districts = 0;
  for await (const district of districtsOf(db, { ...request, after: null }, past)) {
    districts += 1;
    if (districts > most) return null;
    count += (await reader(district)).length;
  }
  return count;
}

/** Districts whose boundaries changed since the day asked for, with the world of that day; none for today's boundaries. */
type Past = Awaited<ReturnType<typeof openPastWorld>> | null;

async function openPast(db: Database | Transaction, exchange: FactExchange, request: Omit<FactsBehindRequest, 'after' | 'limit'>): Promise<Past> {
  const { measure, range, boundariesOf } = request;
  return boundariesOf ? openPastWorld(db, exchange, { measure, range, boundariesOf }) : null;
}

/** Facts lie where they are recorded; those that a wide unit gathers lie in other districts than its counter. */
async function* districtsOf(db: Database | Transaction, { measure, range, day, after }: Omit<FactsBehindRequest, 'limit'>, past: Past): AsyncGenerator<number> {
  const from = after && !isBelowDistrict(range) ? Math.max(range.from, districtOf(after.div) * 1e6) : range.from;
  if (measure.needs.wideLevels.size === 0 || isBelowDistrict(range)) {
    const walked = walkDistricts(db, { measureId: measure.id, range: { from, to: range.to }, day, having: 'any' });
    yield* alongside(walked, past?.districts ?? [], districtOf(from));
    return;
  }
  const units = await listUnits(db, { range: { from, to: range.to }, levels: ['nation', 'province', 'city', 'county'] });
  const here = [...units.map((unit) => districtOf(unit.key)), ...(past?.districts.filter((district) => district >= districtOf(from)) ?? [])];
  yield* new Set(here.sort((one, other) => one - other));
}

/** Reads the facts of one district that lie in the range, judged for its own units and for the wide ones above it. */
function createReader(db: Database | Transaction, exchange: FactExchange, { measure, range, day }: Omit<FactsBehindRequest, 'after' | 'limit'>, past: Past) {
  const wideWorlds = new Map<number, World>();
  const worldOf = async (row: number): Promise<World> => {
    if (past?.districts.includes(row)) return past.world;
    const known = wideWorlds.get(row);
    if (known) return known;
    const stretch = rangeForRow(row, measure.needs);
    const world = await loadWorld(db, exchange, stretch, [measure.needs], 'records');
    if (stretch.to - stretch.from > 1e6) wideWorlds.set(row, world);
    return world;
  };
  return async (district: number): Promise<FactBehind[]> => {
    const rows = [district, ...wideRowsAbove(district, [measure.needs])].filter((row) => isWithin(row * 1e6, measure.scope));
    const inToday = isBelowDistrict(range) && !past;
    const worlds = inToday ? [await loadWorldBelowDistrict(db, exchange, range, [measure.needs], 'records')] : await Promise.all(rows.map(worldOf));
    const behind = worlds.flatMap((world) => factsBehind(world, measure.formula, measure.periods, day, range));
    const here = behind.filter(({ fact }) => districtOf(fact.div) === district);
    return [...new Map(here.map((item) => [`${item.set}/${identityOf(item.fact)}`, item])).values()].sort(compareBehind);
  };
}

function compareBehind(one: FactBehind, other: FactBehind): number {
  return one.fact.div - other.fact.div || compareText(one.fact.subject, other.fact.subject) || compareText(one.set, other.set);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function isAfter({ fact, set }: FactBehind, after: FactsBehindRequest['after']): boolean {
  if (!after) return true;
  const order = fact.div - after.div || compareText(fact.subject, after.subject) || compareText(set, after.set);
  return order > 0;
}

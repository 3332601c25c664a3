import type { Database, Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, isWithin, type KeyRange } from '#shared/division-code.ts';
import { judgesDistricts } from '../domain/district-units.ts';
import { isMadeOfPieces } from '../domain/figure-pieces.ts';
import { loadWorld } from '../load-world.ts';
import { compareJudged, type Judged, judgedIn, judgeDistricts, type JudgedDistrict, judgedOn, judgeUnits } from './judge-district.ts';
import { isBelowDistrict } from './judge-below-district.ts';
import { listKeptFailing } from './list-kept-failing.ts';
import { type Districts, type DistrictsRequest, openDistricts } from './open-districts.ts';
import { alongside, walkDistricts } from './walk-districts.ts';
import { walkPieces } from './walk-pieces.ts';

export type JudgedFilter = 'all' | 'failing' | 'fulfilled';

export interface JudgedPage {
  items: Judged[];
  /** where to go on: the last item, or null at the end */
  next: { div: number; subject: string | null } | null;
}

export interface JudgedRequest extends DistrictsRequest {
  day: Day;
  filter: JudgedFilter;
  after: { div: number; subject: string | null } | null;
  limit: number;
}

const HAVING = { all: 'any', failing: 'failing', fulfilled: 'numerator' } as const;

/** One page of units or records; walks only the districts whose counters say that there is something to show. */
export async function listJudgements(db: Database | Transaction, exchange: FactExchange, request: JudgedRequest): Promise<JudgedPage> {
  if (keepsTheAnswer(request)) return listKeptJudgements(db, exchange, request);
  if (isOneDistrictOfPieces(request)) return listJudgementsByPieces(db, exchange, request);
  const { measure, day, limit } = request;
  const items: Judged[] = [];
  const places = await openDistricts(db, exchange, request);
  const rest = restOf(request);
  const walked = walkDistricts(db, { measureId: measure.id, range: rest, day, having: HAVING[request.filter] });
  for await (const districts of inGrowingGroups(alongside(walked, places.judged.keys(), districtOf(rest.from)))) {
    for (const judged of await judgeGroup(db, exchange, request, places, districts)) {
      const wanted = judged.judgements.filter((judgement) => isWanted(judgedOn(judgement, day), request)).slice(0, limit + 1 - items.length);
      items.push(...wanted.map((judgement) => judged.on(judgement, day)));
    }
    if (items.length > limit) break;
  }
  return pageOf(items, limit);
}

/** Whether the counters themselves hold who fails there: today's districts, no unit wider than one. */
function keepsTheAnswer({ measure, filter, range, boundariesOf }: JudgedRequest): boolean {
  return filter === 'failing' && measure.keepsFailingUnits && measure.needs.wideLevels.size === 0 && !boundariesOf && !isBelowDistrict(range);
}

/** Only the units that the page shows are judged: to say what each lacks. */
async function listKeptJudgements(db: Database | Transaction, exchange: FactExchange, request: JudgedRequest): Promise<JudgedPage> {
  const { measure, range, day, limit } = request;
  const items: Judged[] = [];
  let from = request.after?.div ?? 0;
  while (items.length <= limit) {
    // one for the last of the page before, all of whose records may have been shown
    const divs = (await listKeptFailing(db, { measureIds: [measure.id], range, day, from, limit: limit + 2 })).get(measure.id) ?? [];
    const judged = await judgeUnits(db, exchange, measure, divs);
    const wanted = judged.judgements.filter((judgement) => isWanted(judgedOn(judgement, day), request)).slice(0, limit + 1 - items.length);
    items.push(...wanted.map((judgement) => judged.on(judgement, day)));
    if (divs.length < limit + 2) break;
    from = (divs.at(-1) ?? from) + 1;
  }
  return pageOf(items, limit);
}

function isOneDistrictOfPieces({ measure, range, boundariesOf }: JudgedRequest): boolean {
  return range.to - range.from === 1e6 && isMadeOfPieces(measure) && !boundariesOf;
}

/** A few townships at a time, until the page is full. */
async function listJudgementsByPieces(db: Database | Transaction, exchange: FactExchange, request: JudgedRequest): Promise<JudgedPage> {
  const { measure, range, day, after, limit } = request;
  const items: Judged[] = [];
  if (!isWithin(range.from, measure.scope)) return pageOf(items, limit);
  for await (const piece of walkPieces(db, districtOf(range.from), after?.div ?? 0)) {
    const judged = judgedIn(await loadWorld(db, exchange, piece, [measure.needs]), measure, (div) => isWithin(div, piece));
    const wanted = judged.judgements.filter((judgement) => isWanted(judgedOn(judgement, day), request)).slice(0, limit + 1 - items.length);
    items.push(...wanted.map((judgement) => judged.on(judgement, day)));
    if (items.length > limit) break;
  }
  return pageOf(items, limit);
}

function pageOf(items: readonly Judged[], limit: number): JudgedPage {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  return { items: page, next: items.length > limit && last ? { div: last.div, subject: last.subject } : null };
}

/** Districts that are units themselves come in one load; others side by side, as far as the pool has connections to spare. */
async function judgeGroup(
  db: Database | Transaction,
  exchange: FactExchange,
  { measure, range }: JudgedRequest,
  places: Districts,
  districts: readonly number[],
): Promise<JudgedDistrict[]> {
  const inOneLoad = !isBelowDistrict(range) && judgesDistricts(measure.formula) && measure.needs.wideLevels.size === 0;
  if (inOneLoad && places.judged.size === 0) return [await judgeDistricts(db, exchange, measure, districts)];
  return Promise.all(districts.map((district) => places.judge(district)));
}

const MOST_AT_ONCE = 16;

/** One district may fill a page; where each adds little, more and more are judged at once. */
async function* inGrowingGroups(districts: AsyncIterable<number>): AsyncGenerator<number[]> {
  let group: number[] = [];
  let size = 1;
  for await (const district of districts) {
    group.push(district);
    if (group.length < size) continue;
    yield group;
    group = [];
    size = Math.min(MOST_AT_ONCE, size * 2);
  }
  if (group.length > 0) yield group;
}

/** The range from the district of the last item on. */
function restOf({ range, after }: JudgedRequest): KeyRange {
  if (!after || range.to - range.from < 1e6) return range;
  return { from: Math.max(range.from, districtOf(after.div) * 1e6), to: range.to };
}

export function isWanted(item: Judged, { after, filter }: Pick<JudgedRequest, 'after' | 'filter'>): boolean {
  if (after && compareJudged(item, after) <= 0) return false;
  if (filter === 'failing') return item.failing > 0;
  if (filter === 'fulfilled') return item.numerator > 0 && item.failing <= 0;
  return item.numerator !== 0 || item.denominator !== 0;
}

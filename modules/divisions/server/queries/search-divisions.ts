import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import { ownPlans } from '#platform/db/own-plans.ts';
import { DIVISION_LEVELS, type DivisionLevel, type KeyRange, rangeOf } from '#shared/division-code.ts';
import { levelNumber, levelOfNumber } from '../division-store.ts';
import { codePrefixOf, likeText, type SearchTerm, searchTermsOf } from '../domain/search-terms.ts';
import { type Place, searchEverywhere, searchRanges } from './search-names.ts';

/** More places of one name than this are not told apart by a name alone. */
const MOST_ANCESTORS = 200;
/** Divisions below a division of each level, about; the nation has 665,000. */
const USUAL_SIZE: Record<DivisionLevel, number> = { nation: 665_000, province: 21_000, city: 1900, county: 230, township: 16, community: 1 };
/** As many are looked through one by one; for more the indexes of names are quicker. */
const FEW = 20_000;
const CITY_SPAN = 1e8;
const MOST_TERMS = 6;
const ANCESTOR_LEVELS: readonly DivisionLevel[] = ['province', 'city', 'county', 'township'];

export interface DivisionSearch {
  /** name fragment, names from above to below, pinyin or its initials, or the beginning of a code */
  query: string;
  /** only within this range: the jurisdiction */
  range: KeyRange;
  level?: DivisionLevel;
  limit: number;
}

/**
 * Finds divisions in force; the last word names the division, the words before it what it lies in. Exact names first,
 * then names that begin with the word, then names that hold it; higher levels first. Under 50 ms over the whole nation.
 * @returns keys, best first
 */
export async function searchDivisions(db: Database, search: DivisionSearch): Promise<number[]> {
  const planned = ownPlans(db);
  const code = codePrefixOf(search.query);
  if (code) return searchByCode(planned, search, code);
  const found = await searchTerms(planned, searchTermsOf(search.query), search);
  return found.map((place) => place.key);
}

async function searchTerms(db: Database, terms: readonly SearchTerm[], search: DivisionSearch): Promise<Place[]> {
  const last = terms.at(-1);
  if (!last || terms.length > MOST_TERMS) return [];
  let places: Place[] | undefined;
  for (const term of terms.slice(0, -1)) {
    places = await findAncestors(db, term, search.range, places);
    if (places.length === 0) return [];
  }
  const levels = search.level ? [search.level] : DIVISION_LEVELS;
  const found = await searchPlaces(db, last, levels, search.range, places, search.limit);
  if (found.length > 0 || last.by === 'pinyin') return found;
  const [place, rest] = (await splitRun(db, last.text)) ?? [];
  return place && rest ? searchTerms(db, [...terms.slice(0, -1), { by: 'name', text: place }, { by: 'name', text: rest }], search) : [];
}

/** 平顶山市新华区 → 平顶山市, 新华区: the longest beginning that names a division, and the rest. */
async function splitRun(db: Database, text: string): Promise<[string, string] | undefined> {
  const beginnings = Array.from({ length: Math.max(0, text.length - 2) }, (_, index) => text.slice(0, index + 2));
  const { rows } = await sql<{ beginning: string }>`
    select beginning from unnest(${beginnings}::text[]) as beginning
    where exists (select 1 from divisions_published_names d where d.level = any(${ANCESTOR_LEVELS.map(levelNumber)}::smallint[]) and d.short_name = any(array[beginning, beginning || '省', beginning || '市', beginning || '区', beginning || '县']))
    order by length(beginning) desc limit 1`.execute(db);
  const beginning = rows[0]?.beginning;
  return beginning === undefined ? undefined : [beginning, text.slice(beginning.length)];
}

/** Divisions above the community that a word names, within those found before. Whoever looks after a street may still write its city first. */
async function findAncestors(db: Database, term: SearchTerm, range: KeyRange, places: readonly Place[] | undefined): Promise<Place[]> {
  const above = places ? [] : await findAbove(db, term, range);
  const below = await searchPlaces(db, term, ANCESTOR_LEVELS, range, places, MOST_ANCESTORS);
  return [...above, ...below];
}

async function findAbove(db: Database, term: SearchTerm, range: KeyRange): Promise<Place[]> {
  const line = [1e3, 1e6, 1e8, 1e10].map((span) => range.from - (range.from % span));
  const column = sql.ref(term.by === 'name' ? 'short_name' : 'pinyin_initials');
  const { rows } = await sql<Place>`
    select key, level from divisions_published_names where key = any(${line}::bigint[]) and key < ${range.from} and ${column} like ${`${likeText(term.text)}%`}`.execute(
    db,
  );
  return rows;
}

function searchPlaces(
  db: Database,
  term: SearchTerm,
  levels: readonly DivisionLevel[],
  range: KeyRange,
  places: readonly Place[] | undefined,
  limit: number,
): Promise<Place[]> {
  const numbers = levels.map(levelNumber);
  if (!places && range.to - range.from <= CITY_SPAN) return searchRanges(db, term, numbers, range, [range], limit);
  const size = places?.reduce((sum, place) => sum + USUAL_SIZE[levelOfNumber(place.level)], 0) ?? Infinity;
  if (places && size <= FEW)
    return searchRanges(
      db,
      term,
      numbers,
      range,
      places.map((place) => rangeOf(place.key, levelOfNumber(place.level))),
      limit,
    );
  return searchEverywhere(db, term, numbers, sql<boolean>`d.key >= ${range.from} and d.key < ${range.to} and ${inPlaces(places)}`, limit);
}

/** Divisions that lie below one of these places, or are one: every ancestor's key is the own key with zeros at the end. */
function inPlaces(places: readonly Place[] | undefined): RawBuilder<boolean> {
  if (!places) return sql<boolean>`true`;
  const keys = sql`(select unnest(${places.map((place) => place.key)}::bigint[]))`;
  const above = [1e3, 1e6, 1e8, 1e10].map((span) => sql<boolean>`d.key / ${sql.lit(span)} * ${sql.lit(span)} in ${keys}`);
  return sql<boolean>`(${sql.join(above, sql` or `)})`;
}

async function searchByCode(db: Database, { range, level, limit }: DivisionSearch, prefix: string): Promise<number[]> {
  const size = 10 ** (12 - prefix.length);
  const from = Number(prefix) * size;
  const wanted = (level ? [level] : DIVISION_LEVELS).map(levelNumber);
  const conditions = sql<boolean>`d.key >= ${range.from} and d.key < ${range.to} and d.valid_to is null and d.level = any(${wanted}::smallint[])`;
  const { rows } = await sql<{ key: number }>`
    (select d.key from divisions_published_names d where d.official_codes && array[${from}::bigint] and d.official_codes <> array[d.key] and ${conditions})
    union all
    (select d.key from divisions_published_names d where d.key >= ${from} and d.key < ${from + size} and ${conditions} order by d.key limit ${limit})`.execute(
    db,
  );
  return rows.slice(0, limit).map((row) => row.key);
}

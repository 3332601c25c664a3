/** The two ways to look a word up: through every division of a few ranges, or through the indexes of names. */
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { gramsOf, likeText, type SearchTerm } from '../domain/search-terms.ts';

/** Enough to rank; a word that occurs more often is too general to be ranked further. */
const MOST_CANDIDATES = 2000;
const LAST_CHARACTER = '\u{10ffff}';
/** Held by too many names to tell any apart. */
const ENDINGS_OF_ALL = new Set(['社区', '街道', '小区']);
/** 新华 is said of 新华区 and 新华街道 alike, so the ending of the level does not make a name less exact. */
const LEVEL_ENDINGS = ['', '省', '市', '区', '县', '新区', '街道', '镇', '乡', '社区', '村'];

/** A division that a word may mean. */
export interface Place {
  key: number;
  level: number;
}

/** Looks through the divisions of the ranges one by one. */
export async function searchRanges(
  db: Database,
  term: SearchTerm,
  levels: readonly number[],
  jurisdiction: KeyRange,
  ranges: readonly KeyRange[],
  limit: number,
): Promise<Place[]> {
  const matches =
    term.by === 'name'
      ? sql<boolean>`d.short_name like ${`%${likeText(term.text)}%`}`
      : sql<boolean>`(starts_with(d.pinyin_initials, ${term.text}) or starts_with(d.pinyin, ${term.text}))`;
  const { rows } = await sql<Place>`
    select key, level from (
      select distinct d.key, d.level, d.short_name, d.pinyin_initials
      from unnest(${ranges.map((range) => range.from)}::bigint[], ${ranges.map((range) => range.to)}::bigint[]) as range (low, high)
      cross join lateral (
        select d.* from divisions_published_names d where d.key >= greatest(range.low, ${jurisdiction.from}) and d.key < least(range.high, ${jurisdiction.to}) offset 0) d
      where d.valid_to is null and d.level = any(${[...levels]}::smallint[]) and ${matches}) d
    order by ${isExact(term)} desc, ${startsEarly(term)} desc, level, length(short_name), key limit ${limit}`.execute(db);
  return rows;
}

/** Exact names, then names that begin with the word, then names that hold it, each by an index. */
export async function searchEverywhere(
  db: Database,
  term: SearchTerm,
  levels: readonly number[],
  conditions: RawBuilder<boolean>,
  limit: number,
): Promise<Place[]> {
  const first = await startingWith(db, term, levels, conditions, limit);
  if (first.length >= limit || term.by === 'pinyin') return first;
  const holding = await holdingWord(db, term.text, levels, conditions, limit);
  const known = new Set(first.map((place) => place.key));
  return [...first, ...holding.filter((place) => !known.has(place.key))].slice(0, limit);
}

/** Level by level, so that a common beginning (新, 村, x) stays cheap and 新疆 comes before the many 新村. */
async function startingWith(db: Database, term: SearchTerm, levels: readonly number[], conditions: RawBuilder<boolean>, limit: number): Promise<Place[]> {
  const columns = term.by === 'name' ? ['short_name'] : ['pinyin_initials', 'pinyin'];
  const branches = levels.flatMap((level) =>
    columns.flatMap((name) => {
      const column = sql.ref(`d.${name}`);
      const from = sql`select d.key, d.level, d.short_name, d.pinyin_initials from divisions_published_names d where d.level = ${sql.lit(level)} and d.valid_to is null and ${conditions}`;
      return [
        sql`(${from} and ${column} = any(${exactTexts(term)}::text[]) limit ${limit})`,
        sql`(${from} and ${startsWith(column, term.text)} limit ${limit})`,
      ];
    }),
  );
  const { rows } = await sql<Place>`
    select key, level from (${sql.join(branches, sql` union `)}) d
    order by ${isExact(term)} desc, level, length(short_name), key limit ${limit}`.execute(db);
  return rows;
}

async function holdingWord(db: Database, text: string, levels: readonly number[], conditions: RawBuilder<boolean>, limit: number): Promise<Place[]> {
  const grams = gramsOf(text);
  if (grams.length === 0 || ENDINGS_OF_ALL.has(text)) return [];
  const { rows } = await sql<Place>`
    select key, level from (
      select d.key, d.level, d.short_name from divisions_published_names d
      where division_name_grams(d.short_name) @> ${grams}::text[] and d.short_name like ${`%${likeText(text)}%`}
        and d.valid_to is null and d.level = any(${[...levels]}::smallint[]) and ${conditions} limit ${MOST_CANDIDATES}) hits
    order by level, length(short_name), short_name, key limit ${limit}`.execute(db);
  return rows;
}

function exactTexts(term: SearchTerm): string[] {
  return term.by === 'name' ? LEVEL_ENDINGS.map((ending) => term.text + ending) : [term.text];
}

function isExact(term: SearchTerm): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(term.by === 'name' ? 'short_name' : 'pinyin_initials')} = any(${exactTexts(term)}::text[]))`;
}

function startsEarly(term: SearchTerm): RawBuilder<boolean> {
  return sql<boolean>`starts_with(${sql.ref(term.by === 'name' ? 'short_name' : 'pinyin_initials')}, ${term.text})`;
}

/** Written as bounds, because a prepared LIKE cannot use the index. */
function startsWith(column: RawBuilder<unknown>, text: string): RawBuilder<boolean> {
  return sql<boolean>`${column} ~>=~ ${text} and ${column} ~<~ ${text + LAST_CHARACTER}`;
}

import { type RawBuilder, sql } from 'kysely';
import { districtOf, isOfWholeDistricts, type KeyRange } from '#shared/division-code.ts';
import { gramsOf } from './search-text.ts';

/**
 * Records of a place whose text may hold a word, through the index of `search_grams`: every pair of its characters, and the place. A word
 * that a sixth of the nation bears is then met with the records of the city asked about, and the planner knows how few they are.
 * The pairs only preselect, and so does the place: the text and `inRange` decide.
 * @param table alias of a table with `search_text` and `district`
 * @returns nothing for a place below a district: its few records are looked through one by one
 */
export function preselects(word: string, range: KeyRange, table: string): RawBuilder<boolean>[] {
  if (!isOfWholeDistricts(range)) return [];
  const [text, district] = [sql.ref(`${table}.search_text`), sql.ref(`${table}.district`)];
  return [sql<boolean>`search_grams(${text}, ${district}) @> ${[...gramsOf(word), ...placeOf(range)]}::text[]`];
}

/** The narrowest of district, city and province that holds a range, as the index names it: `@440103`, `@4401`, `@44`; nothing for more than one province. */
function placeOf({ from, to }: KeyRange): string[] {
  const [first, last] = [districtOf(from), districtOf(to - 1)];
  const shared = [1, 100, 10_000].find((span) => Math.floor(first / span) === Math.floor(last / span));
  return shared === undefined ? [] : [`@${Math.floor(first / shared)}`];
}

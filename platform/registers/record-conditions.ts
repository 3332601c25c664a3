import { sql, type RawBuilder } from 'kysely';
import { refuse } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import { type KeyRange, keyOf } from '#shared/division-code.ts';
import { foldText } from '#shared/fold-text.ts';
import type { PersonalDataCipher } from '../crypto/personal-data-cipher.ts';
import { recordIdOf } from '../db/record-ids.ts';
import type { ColumnDefinition, SheetDefinition } from '../imports/sheet.ts';
import { registerErrors } from './errors.ts';
import { personalIndex } from './merge-draft.ts';
import { titleColumn } from './describe-register.ts';
import { preselects } from '../search/preselect.ts';
import { searchWordsOf } from '../search/search-text.ts';
import { isList, isPersonal, snakeCase, storedColumnsOf } from './table-layout.ts';

/** One of several values, or from and to (both included). */
export type ColumnFilter = { oneOf: readonly (string | boolean)[] } | { from?: string | number; to?: string | number };
/** How records are found by words: one by one in their order, by the index, or by the index to be counted. */
export type SearchUse = 'walked' | 'sought' | 'counted';
export type RecordState = 'all' | 'current' | 'ended' | 'future';

type Condition = RawBuilder<unknown>;

/** In force today, ended (the end day included) or not begun. */
export function stateCondition(definition: SheetDefinition, state: RecordState, today: Day): Condition[] {
  const begins = sql.ref(`t.${snakeCase(definition.begins)}`);
  const ends = definition.ends === undefined ? undefined : sql.ref(`t.${snakeCase(definition.ends)}`);
  if (state === 'future') return [sql`${begins} > ${today}::date`];
  if (state === 'ended') return [ends ? sql`${ends} <= ${today}::date` : sql`false`];
  if (state === 'current') return [sql`${begins} <= ${today}::date`, ...(ends ? [sql`(${ends} is null or ${ends} > ${today}::date)`] : [])];
  return [];
}

/** @throws FILTER_UNKNOWN */
export function filterConditions(definition: SheetDefinition, filters: Readonly<Record<string, ColumnFilter>>): Condition[] {
  return Object.entries(filters).flatMap(([field, filter]) => {
    const column = definition.columns.find((each) => each.field === field);
    const stored = column && storedColumnsOf(column)[0];
    if (!column || !stored || isPersonal(column)) throw refuse(registerErrors.FILTER_UNKNOWN, { field: column?.heading ?? field });
    const name = sql.ref(`t.${stored.name}`);
    const type = sql.raw(stored.sqlType);
    if ('oneOf' in filter)
      return [isList(column) ? sql`${name} && ${listOf(column, filter.oneOf)}::${type}` : sql`${name} = any(${listOf(column, filter.oneOf)}::${type}[])`];
    if (!['date', 'integer', 'decimal', 'year'].includes(column.type)) throw refuse(registerErrors.FILTER_UNKNOWN, { field: column.heading });
    return [
      ...(filter.from === undefined ? [] : [sql`${name} >= ${filter.from}::${type}`]),
      ...(filter.to === undefined ? [] : [sql`${name} <= ${filter.to}::${type}`]),
    ];
  });
}

function listOf(column: ColumnDefinition, values: readonly (string | boolean)[]): (string | boolean | number)[] {
  const isDivision = column.type === 'division' || column.type === 'divisionList';
  return isDivision ? values.map((code) => keyOf(String(code)) ?? -1) : [...values];
}

/** What looks like a whole ID number or phone: it must not travel in an address. */
const WHOLE_NUMBER = /^(?:1[3-9]\d{9}|\d{17}[\dX])$/i;

/**
 * A record code, else a part of the name.
 * @param range where is looked
 * @throws SEARCH_NUMBER_IN_ADDRESS
 */
export function searchConditions(definition: SheetDefinition, words: string | undefined, range: KeyRange, use: SearchUse): Condition[] {
  const text = foldText(words ?? '');
  if (text === '') return [];
  if (WHOLE_NUMBER.test(text)) throw refuse(registerErrors.SEARCH_NUMBER_IN_ADDRESS);
  const id = recordIdOf(text);
  if (id !== undefined) return [sql`t.id = ${id}`];
  const title = sql.ref(`t.${snakeCase(titleColumn(definition).field)}`);
  return [definition.searchFields ? bySearchText(text, range, use) : sql`${title}::text ilike ${containing(text)}`];
}

/** Records that bear a whole ID number or phone, found by its blind index. @throws NUMBER_NOT_WHOLE */
export function numberCondition(definition: SheetDefinition, number: string, cipher: PersonalDataCipher): Condition {
  const text = foldText(number).toUpperCase();
  if (!WHOLE_NUMBER.test(text)) throw refuse(registerErrors.NUMBER_NOT_WHOLE);
  const columns = definition.columns.filter(isPersonal);
  if (columns.length === 0) return sql`false`;
  return sql`(${sql.join(
    columns.map((column) => sql`${sql.ref(`t.${snakeCase(column.field)}_index`)} = ${personalIndex(cipher, column, text)}`),
    sql` or `,
  )})`;
}

/**
 * Every word somewhere in the record's text; the index preselects by pairs of characters, except where records are walked through. Of a
 * word of one or two characters the index knows all: a count then need not look into the text of each record, which is most of its work.
 */
function bySearchText(text: string, range: KeyRange, use: SearchUse): Condition {
  const words = searchWordsOf(text).flatMap((word) => {
    const holds = sql`t.search_text like ${containing(word)}`;
    const preselected = use === 'walked' ? [] : preselects(word, range, 't');
    return use === 'counted' && [...word].length <= 2 && preselected.length > 0 ? preselected : [...preselected, holds];
  });
  return words.length === 0 ? sql`false` : sql`(${sql.join(words, sql` and `)})`;
}

/** For LIKE: the signs that mean something there are taken literally. */
function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
}

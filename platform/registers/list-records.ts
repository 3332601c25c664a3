import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import { type KeyRange, rangeOf } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import { accessErrors } from '../access/errors.ts';
import { inRange, intersect } from '../access/jurisdiction.ts';
import type { Context } from '../context.ts';
import type { Database } from '../db/database.ts';
import { ownPlans } from '../db/own-plans.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import { divisionNamesIn, type PresentedRecord, presentRecords } from './present-records.ts';
import { type ColumnFilter, filterConditions, numberCondition, type RecordState, searchConditions, stateCondition } from './record-conditions.ts';
import type { Registers } from './registers.ts';
import { definitionOf, requireClass } from './save-record.ts';
import { selectRows } from './stored-row.ts';

export interface RecordQuery extends PageQuery {
  /** a code; without it the whole jurisdiction */
  division?: string | undefined;
  q?: string | undefined;
  /** a whole ID number or phone, never from an address */
  number?: string | undefined;
  state: RecordState;
  filters: Readonly<Record<string, ColumnFilter>>;
}

/** The part of the jurisdiction that a code names. @throws RECORD_NOT_FOUND for an unknown code, and alike for one outside */
export async function rangeWithin(context: Context, registers: Registers, code: string | undefined): Promise<KeyRange> {
  if (code === undefined) return context.actor.range;
  const full = code.trim().padEnd(12, '0');
  const division = (await registers.resolveDivisions(context.platform.db, [full], context.today)).get(full);
  const range = division && intersect(context.actor.range, rangeOf(division.key, division.level));
  if (!range || range.from === range.to) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return range;
}

/** What a list asks of each record: place, state, filters, words. @throws FILTER_UNKNOWN, RECORD_NOT_FOUND, SEARCH_NUMBER_IN_ADDRESS, NUMBER_NOT_WHOLE */
export async function conditionsOf(
  context: Context,
  registers: Registers,
  definition: SheetDefinition,
  query: Omit<RecordQuery, keyof PageQuery>,
): Promise<RawBuilder<unknown>[]> {
  return [
    inRange(await rangeWithin(context, registers, query.division), 't'),
    ...stateCondition(definition, query.state, context.today),
    ...filterConditions(definition, query.filters),
    ...searchConditions(definition, query.q),
    ...(query.number === undefined ? [] : [numberCondition(definition, query.number, context.platform.cipher)]),
  ];
}

/**
 * One page of a register in the order of places, within the jurisdiction.
 * @throws REGISTER_UNKNOWN, FILTER_UNKNOWN, RECORD_NOT_FOUND, SEARCH_NUMBER_IN_ADDRESS, NUMBER_NOT_WHOLE
 */
export async function listRecords(
  context: Context,
  registers: Registers,
  register: string,
  query: RecordQuery,
): Promise<Page<PresentedRecord> & { divisionNames: Record<string, string> }> {
  const definition = definitionOf(registers, register);
  requireClass(context, definition, 'evidence.read');
  const { db } = context.platform;
  const conditions = await conditionsOf(context, registers, definition, query);
  const [district = -1, div = -1, id = -1] = decodeCursor(query.cursor ?? '') ?? [];
  const after = sql`(t.district, t.div, t.id) > (${district}::int, ${div}::bigint, ${id}::bigint)`;
  const planned = ownPlans(db);
  const rows = await selectRows(planned, definition, sql.join([...conditions, after], sql` and `), sql`t.district, t.div, t.id`, query.limit + 1);
  const total = query.withTotal ? await countRows(planned, definition, conditions) : null;
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const items = await presentRecords(db, context, registers, definition, shown);
  return {
    items,
    nextCursor: last && rows.length > query.limit ? encodeCursor([last.district, last.div, last.id]) : null,
    total,
    divisionNames: await divisionNamesIn(db, context, registers, definition, items),
  };
}

async function countRows(db: Database, definition: SheetDefinition, conditions: readonly RawBuilder<unknown>[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(definition.table)} t where ${sql.join([...conditions], sql` and `)}`.execute(db);
  return rows[0]?.count ?? 0;
}

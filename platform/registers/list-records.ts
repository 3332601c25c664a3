import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import { districtOf, isOfWholeDistricts, type KeyRange, rangeOf } from '#shared/division-code.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import { accessErrors } from '../access/errors.ts';
import { inRange, intersect } from '../access/jurisdiction.ts';
import type { Context } from '../context.ts';
import { onOneConnection } from '../db/asked-together.ts';
import type { Database } from '../db/database.ts';
import { ownPlans } from '../db/own-plans.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import { divisionNamesIn, type PresentedRecord, presentRecords } from './present-records.ts';
import {
  type ColumnFilter,
  filterConditions,
  numberCondition,
  type RecordState,
  type SearchUse,
  searchConditions,
  stateCondition,
} from './record-conditions.ts';
import type { Registers } from './registers.ts';
import { definitionOf, requireClass } from './save-record.ts';
import { selectRows, type StoredRow } from './stored-row.ts';

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
export async function rangeWithin(context: Context, registers: Registers, code: string | undefined, edition?: number): Promise<KeyRange> {
  if (code === undefined) return context.actor.range;
  const full = fullCode(code);
  const division = (await registers.resolveDivisions(context.platform.db, [full], context.today, edition)).get(full);
  const range = division && intersect(context.actor.range, rangeOf(division.key, division.level));
  if (!range || range.from === range.to) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return range;
}

function fullCode(code: string): string {
  return code.trim().padEnd(12, '0');
}

/** What a list asks of each record: place, state, filters, words. @throws FILTER_UNKNOWN, RECORD_NOT_FOUND, SEARCH_NUMBER_IN_ADDRESS, NUMBER_NOT_WHOLE */
export async function conditionsOf(
  context: Context,
  registers: Registers,
  definition: SheetDefinition,
  query: ListConditions,
  use: SearchUse = 'sought',
): Promise<RawBuilder<unknown>[]> {
  const range = await rangeWithin(context, registers, query.division);
  return [inRange(range, 't'), ...besidesPlace(context, definition, query, range, use)];
}

type ListConditions = Omit<RecordQuery, keyof PageQuery>;

function besidesPlace(context: Context, definition: SheetDefinition, query: ListConditions, range: KeyRange, use: SearchUse): RawBuilder<unknown>[] {
  return [
    ...stateCondition(definition, query.state, context.today),
    ...filterConditions(definition, query.filters),
    ...searchConditions(definition, query.q, range, use),
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
  return onOneConnection(context.platform.db, (db) => pageOf({ ...context, platform: { ...context.platform, db } }, registers, definition, query));
}

async function pageOf(context: Context, registers: Registers, definition: SheetDefinition, query: RecordQuery): ReturnType<typeof listRecords> {
  const { db } = context.platform;
  const found = (await findAtRecalledPlace(context, registers, definition, query)) ?? (await findAtPlace(context, registers, definition, query));
  const shown = found.rows.slice(0, query.limit);
  const last = shown.at(-1);
  const items = await presentRecords(db, context, registers, definition, shown);
  return {
    items,
    nextCursor: last && found.rows.length > query.limit ? encodeCursor([last.district, last.div, last.id]) : null,
    total: found.total,
    divisionNames: await divisionNamesIn(db, context, registers, definition, items, found.edition),
  };
}

interface Found {
  rows: StoredRow[];
  total: number | null;
  /** of the tree of divisions */
  edition: number;
}

async function findAtPlace(context: Context, registers: Registers, definition: SheetDefinition, query: RecordQuery): Promise<Found> {
  const edition = query.division === undefined ? undefined : await registers.readTreeEdition(context.platform.db);
  return find(context, registers, definition, query, await rangeWithin(context, registers, query.division, edition));
}

/** The same without a wait for the place, where it is remembered. @returns undefined when the tree has changed since, or nothing is remembered */
async function findAtRecalledPlace(context: Context, registers: Registers, definition: SheetDefinition, query: RecordQuery): Promise<Found | undefined> {
  const recalled = query.division === undefined ? undefined : registers.recallDivision(context.platform.db, fullCode(query.division));
  if (!recalled) return undefined;
  const range = intersect(context.actor.range, rangeOf(recalled.division.key, recalled.division.level));
  if (range.from === range.to) return undefined;
  const found = await find(context, registers, definition, query, range);
  return found.edition === recalled.edition ? found : undefined;
}

async function find(context: Context, registers: Registers, definition: SheetDefinition, query: RecordQuery, range: KeyRange): Promise<Found> {
  const { db } = context.platform;
  const plans = plansFor(db, range, query);
  // refuses an unknown filter before anything is asked
  const counted = query.withTotal ? [inRange(range, 't'), ...besidesPlace(context, definition, query, range, 'counted')] : undefined;
  const [rows, total, edition] = await Promise.all([
    pageOfRows(plans, definition, range, (use) => besidesPlace(context, definition, query, range, use), query),
    counted ? countRows(plans.sought, definition, counted) : null,
    registers.readTreeEdition(db),
  ]);
  return { rows, total, edition };
}

/** More choices at once are rare, and each combination of columns is a statement of its own, which every connection would keep. */
const FEW_FILTERS = 2;

interface Plans {
  /** records of the place in their order */
  walked: Database;
  /** by an index of what is looked for */
  sought: Database;
}

/** Within one district whatever is not searched for is found by reading the district in its order, so a plan can be kept (ADR 0143). */
function plansFor(db: Database, range: KeyRange, { q, number, filters }: RecordQuery): Plans {
  const asked = Object.values(filters);
  const isOneDistrict = isOfWholeDistricts(range) && districtOf(range.from) === districtOf(range.to - 1);
  const walked = isOneDistrict && asked.length <= FEW_FILTERS && asked.every((filter) => 'oneOf' in filter) ? db : ownPlans(db);
  return { walked, sought: q === undefined && number === undefined ? walked : ownPlans(db) };
}

const IN_ORDER = sql`t.district, t.div, t.id`;

/**
 * The records after a position, or all of the range. The database begins to read the index here, so a first page names where the range begins,
 * and a position before the range, which none of our pages gives, counts for nothing.
 */
function beyond(cursor: string | undefined, range: KeyRange): RawBuilder<unknown> {
  const [, div, id] = decodeCursor(cursor ?? '') ?? [];
  const [from, last] = typeof div === 'number' && typeof id === 'number' && div >= range.from ? [div, id] : [range.from, -1];
  return sql`(t.district, t.div, t.id) > (${districtOf(from)}::int, ${from}::bigint, ${last}::bigint)`;
}

/** What a page of a frequent word is found among: the first this many records of the place, a millisecond or two. */
const WALKED = 1500;

/**
 * The records of a page and one more. The planner takes the pairs of characters of a word for independent, so it thinks 志愿服务 rare, fetches a sixth
 * of the register through the index and sorts it. Records of a place are therefore walked through in their order first: a frequent word fills
 * the page at once, and a rare one is left to the index, where the guess is good. The few records of a place below a district are looked through anyway.
 */
async function pageOfRows(
  plans: Plans,
  definition: SheetDefinition,
  range: KeyRange,
  conditions: (use: SearchUse) => readonly RawBuilder<unknown>[],
  { q, cursor, limit }: RecordQuery,
): Promise<StoredRow[]> {
  const position = sql`${inRange(range, 't')} and ${beyond(cursor, range)}`;
  const where = (use: SearchUse) => sql.join([position, ...conditions(use)], sql` and `);
  if (definition.searchFields && q !== undefined && isOfWholeDistricts(range)) {
    const walked = sql`(select t.* from ${sql.table(definition.table)} t where ${position} order by ${IN_ORDER} limit ${WALKED})`;
    const rows = await selectRows(plans.walked, definition, where('walked'), IN_ORDER, limit + 1, walked);
    if (rows.length > limit) return rows;
  }
  return selectRows(plans.sought, definition, where('sought'), IN_ORDER, limit + 1);
}

async function countRows(db: Database, definition: SheetDefinition, conditions: readonly RawBuilder<unknown>[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(definition.table)} t where ${sql.join([...conditions], sql` and `)}`.execute(db);
  return rows[0]?.count ?? 0;
}

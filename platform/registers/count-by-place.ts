import { sql, type RawBuilder } from 'kysely';
import { codeOf, type DivisionLevel } from '#shared/division-code.ts';
import { requirePermission } from '../access/jurisdiction.ts';
import type { Context } from '../context.ts';
import type { Database } from '../db/database.ts';
import { ownPlans } from '../db/own-plans.ts';
import { conditionsOf, type RecordQuery } from './list-records.ts';
import type { Registers } from './registers.ts';
import { definitionOf, requireClass } from './save-record.ts';

export interface PlaceCount {
  code: string;
  name: string;
  count: number;
}

/** The size of a unit one level below. */
const BELOW: Record<DivisionLevel, number> = { nation: 1e10, province: 1e8, city: 1e6, county: 1e3, township: 1, community: 1 };

/**
 * How many records of a register fulfil the conditions of a list in each unit below the place asked for; those that lie at the
 * place itself stand under its own name. @throws those of `listRecords`
 */
export async function countByPlace(
  context: Context,
  registers: Registers,
  register: string,
  query: Omit<RecordQuery, 'limit' | 'cursor' | 'withTotal'>,
): Promise<PlaceCount[]> {
  requirePermission(context.actor, 'evidence.read');
  const definition = definitionOf(registers, register);
  requireClass(context, definition, 'evidence.read');
  const { db } = context.platform;
  const conditions = await conditionsOf(context, registers, definition, query, 'counted');
  const level = await levelOf(context, registers, query.division);
  const table = sql.table(definition.table);
  const counts = await countsOf(ownPlans(db), table, conditions, BELOW[level]);
  // townships lie right below a city without counties
  const isOnePlace = level === 'city' && counts.every(({ place }) => place % BELOW.province === 0);
  const counted = await namedCounts(context, registers, isOnePlace ? await countsOf(ownPlans(db), table, conditions, BELOW.county) : counts);
  if (level !== 'province' || counted.every(({ name }) => name !== undefined)) return counted.map(listed);
  // counties right below a province bear codes of a city that is no place; they stand for themselves
  const shells = counted.filter(({ name }) => name === undefined).map(({ place }) => place);
  const inShells = sql<boolean>`t.div - t.div % ${sql.lit(BELOW.province)} = any(${shells}::bigint[])`;
  const counties = await namedCounts(context, registers, await countsOf(ownPlans(db), table, [...conditions, inShells], BELOW.city));
  return [...counted.filter(({ name }) => name !== undefined), ...counties].toSorted((a, b) => a.place - b.place).map(listed);
}

interface Counted {
  place: number;
  count: number;
}

async function countsOf(db: Database, table: RawBuilder<unknown>, conditions: readonly RawBuilder<unknown>[], span: number): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select t.div - t.div % ${sql.lit(span)} as place, count(*)::int as count from ${table} t where ${sql.join(conditions, sql` and `)}
    group by 1 order by 1`.execute(db);
  return rows;
}

/** With the names of the places that are divisions. */
async function namedCounts(context: Context, registers: Registers, counts: readonly Counted[]): Promise<(Counted & { name: string | undefined })[]> {
  const divisions = await registers.resolveDivisions(
    context.platform.db,
    counts.map(({ place }) => codeOf(place)),
    context.today,
  );
  return counts.map(({ place, count }) => ({ place, count, name: divisions.get(codeOf(place))?.name }));
}

function listed({ place, name, count }: Counted & { name: string | undefined }): PlaceCount {
  return { code: codeOf(place), name: name ?? codeOf(place), count };
}

async function levelOf(context: Context, registers: Registers, code: string | undefined): Promise<DivisionLevel> {
  if (code === undefined) return context.actor.divisionLevel;
  const full = code.trim().padEnd(12, '0');
  return (await registers.resolveDivisions(context.platform.db, [full], context.today)).get(full)?.level ?? context.actor.divisionLevel;
}

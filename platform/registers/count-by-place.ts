import { sql } from 'kysely';
import { codeOf, type DivisionLevel } from '#shared/division-code.ts';
import { requirePermission } from '../access/jurisdiction.ts';
import type { Context } from '../context.ts';
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
  const span = BELOW[await levelOf(context, registers, query.division)];
  const { rows } = await sql<{ place: number; count: number }>`
    select t.div - t.div % ${sql.lit(span)} as place, count(*)::int as count from ${sql.table(definition.table)} t where ${sql.join(conditions, sql` and `)}
    group by 1 order by 1`.execute(ownPlans(db));
  const codes = rows.map(({ place }) => codeOf(place));
  const divisions = await registers.resolveDivisions(db, codes, context.today);
  return rows.map(({ count }, index) => ({ code: codes[index] ?? '', name: divisions.get(codes[index] ?? '')?.name ?? codes[index] ?? '', count }));
}

async function levelOf(context: Context, registers: Registers, code: string | undefined): Promise<DivisionLevel> {
  if (code === undefined) return context.actor.divisionLevel;
  const full = code.trim().padEnd(12, '0');
  return (await registers.resolveDivisions(context.platform.db, [full], context.today)).get(full)?.level ?? context.actor.divisionLevel;
}

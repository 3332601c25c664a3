import { sql } from 'kysely';
import { refuse } from '#shared/errors.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { changeInEach, inEach } from '../db/in-each.ts';
import { whereaboutsOf } from '../db/whereabouts.ts';
import type { ReferenceDefinition, SheetDefinition } from '../imports/sheet.ts';
import { registerErrors } from './errors.ts';
import type { Registers } from './registers.ts';
import { refuseRunElsewhere } from './run-elsewhere.ts';
import { snakeCase } from './table-layout.ts';

/** Everything that refers to a register: the referring register, its reference and the column that holds the id. */
export function referrers(registers: Registers, definition: SheetDefinition): { other: SheetDefinition; reference: ReferenceDefinition; column: string }[] {
  return registers.all.flatMap((other) =>
    (other.references ?? [])
      .filter(({ register }) => register === definition.register)
      .map((reference) => ({ other, reference, column: snakeCase(reference.store) })),
  );
}

/** The districts in which records may lie that refer to some. */
export function districtsOfReferrers(tx: Transaction, ids: readonly number[]): Promise<number[]> {
  return whereaboutsOf(tx, ...ids.map((key) => ({ kind: 'record', key }) as const));
}

/** Some records, and the districts of those that refer to them. */
export interface Referred {
  ids: readonly number[];
  districts: readonly number[];
}

/** Where the records lie that refer to some. */
export async function placesOfReferrers(tx: Transaction, { table }: SheetDefinition, column: string, { ids, districts }: Referred): Promise<number[]> {
  const places = await inEach(districts, async (district) => {
    const { rows } = await sql<{ div: number }>`
      select distinct t.div from ${sql.table(table)} t where t.district = ${district} and ${sql.ref(`t.${column}`)} = any(${[...ids]}::bigint[])`.execute(tx);
    return rows;
  });
  return places.map(({ div }) => div);
}

/** Before records go: those that merely mention them forget them, those that need them stand in the way. @throws RECORD_IN_USE, RECORD_RUN_ELSEWHERE */
export async function releaseReferences(
  tx: Transaction,
  { actor }: Context,
  registers: Registers,
  definition: SheetDefinition,
  ids: readonly number[],
): Promise<void> {
  const all = referrers(registers, definition);
  if (ids.length === 0 || all.length === 0) return;
  const districts = await districtsOfReferrers(tx, ids);
  for (const { other, reference, column } of all) {
    const name = sql.ref(column);
    if (!reference.required) {
      await refuseRunElsewhere(tx, actor.id, other, await placesOfReferrers(tx, other, column, { ids, districts }));
      await changeInEach(districts, (district) =>
        sql`update ${sql.table(other.table)} set ${name} = null where district = ${district} and ${name} = any(${[...ids]}::bigint[])`.execute(tx),
      );
      continue;
    }
    const counts = await inEach(districts, async (district) => {
      const { rows } = await sql<{
        count: number;
      }>`select count(*)::int as count from ${sql.table(other.table)} where district = ${district} and ${name} = any(${[...ids]}::bigint[])`.execute(tx);
      return rows;
    });
    const count = counts.reduce((sum, here) => sum + here.count, 0);
    if (count > 0) throw refuse(registerErrors.RECORD_IN_USE, { count, sheet: other.sheet });
  }
}

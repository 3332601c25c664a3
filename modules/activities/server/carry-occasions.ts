import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';

/**
 * When two organizations turn out to be one: what the one that goes announced and reported is that of the one that stays, under the name
 * it was announced with. @returns how many activities
 */
export async function carryOccasions(tx: Transaction, from: number, to: number): Promise<number> {
  const districts = await whereaboutsOf(tx, { kind: 'record', key: from });
  await sql`update major_activity_reports set organization_id = ${to} where ${isOneOf(sql`district`, districts, 'int')} and organization_id = ${from}`.execute(
    tx,
  );
  const { numAffectedRows } =
    await sql`update activity_occasions set organization_id = ${to} where ${isOneOf(sql`district`, districts, 'int')} and organization_id = ${from}`.execute(
      tx,
    );
  return Number(numAffectedRows ?? 0);
}

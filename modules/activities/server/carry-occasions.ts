import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
import { changeInEach } from '#platform/db/in-each.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';

/**
 * When two organizations turn out to be one: what the one that goes announced and reported is that of the one that stays, under the name
 * it was announced with. @returns how many activities
 */
export async function carryOccasions(tx: Transaction, from: number, to: number): Promise<number> {
  return changeInEach(await whereaboutsOf(tx, { kind: 'record', key: from }), async (district) => {
    await sql`update major_activity_reports set organization_id = ${to} where district = ${district} and organization_id = ${from}`.execute(tx);
    return sql`update activity_occasions set organization_id = ${to} where district = ${district} and organization_id = ${from}`.execute(tx);
  });
}

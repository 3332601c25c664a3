import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
import { changeInEach } from '#platform/db/in-each.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';

/** When two organizations turn out to be one: teams and group memberships of the one that goes are those of the one that stays. @returns how many teams */
export async function carryTeams(tx: Transaction, from: number, to: number): Promise<number> {
  return changeInEach(await whereaboutsOf(tx, { kind: 'record', key: from }), async (district) => {
    await sql`update volunteer_teams set association_id = ${to} where district = ${district} and association_id = ${from}`.execute(tx);
    return sql`update volunteer_teams set organization_id = ${to} where district = ${district} and organization_id = ${from}`.execute(tx);
  });
}

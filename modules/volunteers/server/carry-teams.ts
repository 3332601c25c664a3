import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';

/** When two organizations turn out to be one: teams and group memberships of the one that goes are those of the one that stays. @returns how many teams */
export async function carryTeams(tx: Transaction, from: number, to: number): Promise<number> {
  const districts = await whereaboutsOf(tx, { kind: 'record', key: from });
  await sql`update volunteer_teams set association_id = ${to} where ${isOneOf(sql`district`, districts, 'int')} and association_id = ${from}`.execute(tx);
  const { numAffectedRows } =
    await sql`update volunteer_teams set organization_id = ${to} where ${isOneOf(sql`district`, districts, 'int')} and organization_id = ${from}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

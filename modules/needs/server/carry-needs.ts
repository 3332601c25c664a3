import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
import { changeInEach } from '#platform/db/in-each.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';

/**
 * When two organizations turn out to be one: what the one that goes was asked, took on and gave is that of the one that stays, with how
 * residents judged it. Where both were asked, the answer of the one that stays counts. @returns how many needs it served or serves
 */
export async function carryNeeds(tx: Transaction, from: number, to: number): Promise<number> {
  return changeInEach(await whereaboutsOf(tx, { kind: 'record', key: from }), async (district) => {
    await sql`delete from need_offers o where o.district = ${district} and o.organization_id = ${from}
      and exists (select 1 from need_offers k where k.district = ${district} and k.need_id = o.need_id and k.organization_id = ${to})`.execute(tx);
    for (const table of ['need_offers', 'need_services', 'need_ratings'])
      await sql`update ${sql.table(table)} set organization_id = ${to} where district = ${district} and organization_id = ${from}`.execute(tx);
    await sql`update needs set about_organization_id = ${to} where district = ${district} and about_organization_id = ${from}`.execute(tx);
    return sql`update needs set organization_id = ${to} where district = ${district} and organization_id = ${from}`.execute(tx);
  });
}

import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { forgetEverywhere } from '#platform/db/whereabouts.ts';
import { NATION_KEY } from '#shared/division-code.ts';

const FOLLOWERS = ['need_services', 'need_offers', 'need_ratings', 'need_steps'] as const;

/** Removes exactly the marked needs with everything that hangs on them. @returns how many there were */
export async function removeDemonstrationNeeds(context: Context): Promise<number> {
  requirePermission(context.actor, 'demonstration.manage');
  const marked = sql<boolean>`${inRange(context.actor.range, 'n')} and n.demonstration`;
  return inTransaction(context.platform.db, async (tx) => {
    await sql`delete from need_beneficiaries b using need_services s, needs n
      where ${marked} and s.district = n.district and s.need_id = n.id and b.district = s.district and b.service_id = s.id`.execute(tx);
    for (const table of FOLLOWERS)
      await sql`delete from ${sql.table(table)} f using needs n where ${marked} and f.district = n.district and f.need_id = n.id`.execute(tx);
    const { rows } = await sql<{ number: string }>`delete from needs n where ${marked} returning n.number`.execute(tx);
    await forgetEverywhere(
      tx,
      rows.map(({ number }) => ({ kind: 'code', key: number })),
    );
    const removed = rows.length;
    if (removed > 0)
      await audit(tx, context, {
        action: 'demonstration.needs-removed',
        subject: { type: 'demonstration', id: 'needs', district: NATION_KEY },
        details: { removed },
      });
    return removed;
  });
}

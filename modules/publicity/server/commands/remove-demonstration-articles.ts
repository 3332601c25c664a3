import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { NATION_KEY } from '#shared/division-code.ts';

const FOLLOWERS = ['publicity_versions', 'publicity_steps', 'publicity_links', 'publicity_reads', 'publicity_corrections'] as const;

/** Removes exactly the marked articles with everything that hangs on them. @returns how many there were */
export async function removeDemonstrationArticles(context: Context): Promise<number> {
  const { actor, platform } = context;
  requirePermission(actor, 'demonstration.manage');
  return inTransaction(platform.db, async (tx) => {
    for (const table of FOLLOWERS)
      await sql`delete from ${sql.table(table)} f using publicity_articles p
        where ${inRange(actor.range, 'p')} and p.demonstration and p.district = f.district and p.id = f.article_id`.execute(tx);
    const { numAffectedRows } = await sql`delete from publicity_articles p where ${inRange(actor.range, 'p')} and p.demonstration`.execute(tx);
    const removed = Number(numAffectedRows ?? 0);
    if (removed > 0)
      await audit(tx, context, {
        action: 'demonstration.articles-removed',
        subject: { type: 'demonstration', id: 'publicity', district: NATION_KEY },
        details: { removed },
      });
    return removed;
  });
}

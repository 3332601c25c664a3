import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { forgetEverywhere } from '#platform/db/whereabouts.ts';
import { NATION_KEY } from '#shared/division-code.ts';
import { MATERIAL_PURPOSE } from '../material-files.ts';
import { OBJECTION_PURPOSE } from '../objection-files.ts';
import { takeBackDemonstrationNumbers } from '../take-back-numbers.ts';

const FOLLOWERS = ['filing_materials', 'filing_supplement_items', 'filing_opinions', 'filing_steps', 'filing_reminders'] as const;

/** Removes exactly the marked applications with everything that hangs on them. @returns how many there were */
export async function removeDemonstrationApplications(context: Context): Promise<number> {
  requirePermission(context.actor, 'demonstration.manage');
  return inTransaction(context.platform.db, async (tx) => {
    await takeBackDemonstrationNumbers(tx, context);
    const objections = await sql<{ id: number; district: number }>`select o.id, o.district from filing_objections o
      join filing_notices f on o.district = f.district and o.notice_id = f.id join filing_applications a on a.district = f.district and a.id = f.application_id
      where ${inRange(context.actor.range, 'a')} and a.demonstration`.execute(tx);
    for (const owner of objections.rows) await context.platform.files.remove(tx, context, OBJECTION_PURPOSE, owner, 'all');
    const receipts = await sql<{ code: string }>`
      delete from filing_objections o using filing_notices f join filing_applications a on a.district = f.district and a.id = f.application_id
      where ${inRange(context.actor.range, 'a')} and a.demonstration and o.district = f.district and o.notice_id = f.id returning o.receipt_code as code`.execute(
      tx,
    );
    const withFiles = await sql<{ id: number; district: number }>`select distinct a.id, a.district from filing_applications a
      join filing_materials m on m.district = a.district and m.application_id = a.id
      where ${inRange(context.actor.range, 'a')} and a.demonstration and m.held_as = 'electronic'`.execute(tx);
    for (const owner of withFiles.rows) await context.platform.files.remove(tx, context, MATERIAL_PURPOSE, owner, 'all');
    for (const table of FOLLOWERS)
      await sql`delete from ${sql.table(table)} f using filing_applications a where ${inRange(context.actor.range, 'a')} and a.demonstration and a.district = f.district and a.id = f.application_id`.execute(
        tx,
      );
    const notices = await sql<{ code: string | null }>`delete from filing_notices f using filing_applications a
      where ${inRange(context.actor.range, 'a')} and a.demonstration and a.district = f.district and a.id = f.application_id returning f.check_code as code`.execute(
      tx,
    );
    const { rows } = await sql`delete from filing_applications a where ${inRange(context.actor.range, 'a')} and a.demonstration returning 1`.execute(tx);
    await forgetEverywhere(tx, [
      ...[...receipts.rows, ...notices.rows].flatMap(({ code }) => (code === null ? [] : [{ kind: 'code', key: code } as const])),
      // who hands in what no marked account does
      { kind: 'account', key: 'demonstration' },
    ]);
    const removed = rows.length;
    if (removed > 0)
      await audit(tx, context, {
        action: 'demonstration.applications-removed',
        subject: { type: 'demonstration', id: 'filings', district: NATION_KEY },
        details: { removed },
      });
    return removed;
  });
}

import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import { NOTICES, type NoticeId } from '../../contract/workflow.ts';

/** Two uploads for one office and kind come one after the other. @returns what the office uses of its own */
export async function lockTemplate(tx: Transaction, div: number, kind: NoticeId): Promise<{ version: number; digest: string } | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext(${`filing template ${div} ${kind}`}))`.execute(tx);
  const { rows } = await sql<{ version: number; digest: string }>`
    select v.version, v.digest from filing_templates t join filing_template_versions v on v.div = t.div and v.kind = t.kind and v.version = t.version
    where t.div = ${div} and t.kind = ${kind}`.execute(tx);
  return rows[0];
}

export async function putInForce(tx: Transaction, { actor, now }: Context, kind: NoticeId, version: number | null): Promise<void> {
  await sql`insert into filing_templates (div, kind, version, updated_at, updated_by) values (${actor.division}, ${kind}, ${version}, ${now.toISOString()}, ${actor.id})
    on conflict (div, kind) do update set version = excluded.version, updated_at = excluded.updated_at, updated_by = excluded.updated_by`.execute(tx);
}

/** Goes back to a former version of the office's own, or to what it would inherit. @throws TEMPLATE_NOT_FOUND, TEMPLATE_SAME */
export async function useTemplate(context: Context, kind: NoticeId, { version, reason }: { version: number | null; reason: string }): Promise<void> {
  const { actor, platform } = context;
  requirePermission(actor, 'notice.manage');
  await inTransaction(platform.db, async (tx) => {
    const current = await lockTemplate(tx, actor.division, kind);
    if ((current?.version ?? null) === version) throw refuse(filingErrors.TEMPLATE_SAME);
    const { rows } = await sql`select from filing_template_versions where div = ${actor.division} and kind = ${kind} and version = ${version}`.execute(tx);
    if (version !== null && rows.length === 0) throw refuse(filingErrors.TEMPLATE_NOT_FOUND);
    await putInForce(tx, context, kind, version);
    await audit(tx, context, {
      action: 'noticeTemplate.used',
      subject: { type: 'noticeTemplate', id: `${actor.division}/${kind}`, district: districtOf(actor.division) },
      details: { kind: NOTICES[kind].label, version, before: current?.version ?? null, reason },
    });
  });
}

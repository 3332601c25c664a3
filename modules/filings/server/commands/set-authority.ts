import { sql } from 'kysely';
import { can, requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { codeOf, districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import type { authoritySchema } from '../../contract/number-routes.ts';
import { formatOf, listAuthorities, type OwnAuthority, readAuthority } from '../authority-store.ts';
import { rulesAt } from '../rule-store.ts';

/** What the caller's office is called in documents, and how it numbers them. */
export async function getAuthority(context: Context): Promise<z.input<typeof authoritySchema>> {
  const { actor, platform } = context;
  requirePermission(actor, 'rules.read');
  const authority = await readAuthority(platform.db, actor.division);
  const { rules } = await rulesAt(platform.db, actor.division);
  return {
    division: codeOf(actor.division),
    organ: authority.organ,
    code: authority.code,
    filingFormat: formatOf(authority, rules, 'filing'),
    noticeFormat: formatOf(authority, rules, 'notice'),
    own: authority.own,
    version: authority.version,
    mayEdit: can(actor, 'notice.manage'),
  };
}

/** From now on; what was issued keeps its name and number. @throws AUTHORITY_CHANGED, AUTHORITY_CODE_TAKEN */
export async function setAuthority(context: Context, { version, ...own }: OwnAuthority & { version: number }): Promise<void> {
  const { actor, now, platform } = context;
  requirePermission(actor, 'notice.manage');
  await inTransaction(platform.db, async (tx) => {
    const district = districtOf(actor.division);
    await sql`select pg_advisory_xact_lock(hashtext(${`filing authority ${district}`}))`.execute(tx);
    const before = await readAuthority(tx, actor.division);
    if (before.version !== version) throw refuse(filingErrors.AUTHORITY_CHANGED);
    if (own.code !== null) await refuseTakenCode(tx, actor.division, own.code);
    await sql`insert into filing_authorities (district, div, organ, code, filing_format, notice_format, version, updated_at, updated_by)
      values (${district}, ${actor.division}, ${own.organ}, ${own.code}, ${own.filingFormat}, ${own.noticeFormat}, 1, ${now.toISOString()}, ${actor.id})
      on conflict (district, div) do update set organ = excluded.organ, code = excluded.code, filing_format = excluded.filing_format, notice_format = excluded.notice_format,
        version = filing_authorities.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by`.execute(tx);
    await audit(tx, context, {
      action: 'noticeAuthority.set',
      subject: { type: 'noticeAuthority', id: String(actor.division), district },
      before: before.own,
      after: own,
    });
  });
}

/** The numbers of a district are told apart by the short name they begin with. @throws AUTHORITY_CODE_TAKEN */
async function refuseTakenCode(tx: Transaction, division: number, code: string): Promise<void> {
  const other = (await listAuthorities(tx, districtOf(division))).find((one) => one.div !== division && one.code === code);
  if (other) throw refuse(filingErrors.AUTHORITY_CODE_TAKEN, { code, organ: other.organ });
}

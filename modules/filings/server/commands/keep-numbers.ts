import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { findOrganization, writeOrganization } from '#modules/organizations/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { noteWhereabouts } from '#platform/db/whereabouts.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import { NUMBER_SERIES, type NumberSeries } from '../../contract/number-routes.ts';
import { type Authority, formatOf, readAuthority } from '../authority-store.ts';
import { checkCodeOf } from '#shared/codes/check-code.ts';
import type { FilingMeans } from '../means.ts';
import { giveNumber, lastSerial, skipThrough } from '../number-store.ts';
import { rulesAt } from '../rule-store.ts';

const MOST_SKIPPED = 2000;
const RANDOM_BYTES = 12;

/** Leaves numbers out, as of those already given on paper. @throws NUMBER_NOTHING_TO_SKIP, NUMBER_TOO_MANY */
export async function skipNumbers(
  context: Context,
  { series, year, through, reason: typed }: { series: NumberSeries; year: number; through: number; reason: string },
): Promise<{ skipped: number; last: number }> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'notice.manage');
  const reason = maskNumbersIn(typed);
  return inTransaction(platform.db, async (tx) => {
    const authority = await readAuthority(tx, actor.division);
    const last = await lastSerial(tx, series, authority.div, year);
    if (through <= last) throw refuse(filingErrors.NUMBER_NOTHING_TO_SKIP, { last });
    if (through - last > MOST_SKIPPED) throw refuse(filingErrors.NUMBER_TOO_MANY, { most: MOST_SKIPPED });
    const format = formatOf(authority, (await rulesAt(tx, authority.div)).rules, series);
    const skipped = await skipThrough(tx, { authority, series, format, year, through, reason, by: actor.name, on: today });
    await note(tx, context, 'noticeNumber.skipped', series, { year, from: last + 1, through, reason });
    return skipped;
  });
}

interface Given {
  number: string;
  organizationId: number | null;
  subjectName: string | null;
  voidReason: string | null;
}

/**
 * Voids a number. An organization that still bears it gets the next one and a certificate with it at once; the old certificate is told
 * to be replaced by whoever checks it. @returns the new number @throws NUMBER_NOT_FOUND, NUMBER_VOID_ALREADY
 */
export async function voidNumber(
  context: Context,
  means: FilingMeans,
  { series, year, serial, reason: typed }: { series: NumberSeries; year: number; serial: number; reason: string },
): Promise<string | null> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'notice.manage');
  const reason = maskNumbersIn(typed);
  return inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const div = actor.division;
    const { rows } = await sql<Given>`
      select number, organization_id as "organizationId", subject_name as "subjectName", void_reason as "voidReason" from filing_given_numbers
      where district = ${districtOf(div)} and div = ${div} and series = ${series} and year = ${year} and ordinal = ${serial} for update`.execute(tx);
    const [given] = rows;
    if (!given) throw refuse(filingErrors.NUMBER_NOT_FOUND);
    if (given.voidReason !== null) throw refuse(filingErrors.NUMBER_VOID_ALREADY, { number: given.number, reason: given.voidReason });
    await sql`update filing_given_numbers set void_reason = ${reason}, voided_on = ${today}, voided_by_name = ${actor.name}
      where district = ${districtOf(div)} and div = ${div} and series = ${series} and year = ${year} and ordinal = ${serial}`.execute(tx);
    const replacement = series === 'filing' ? await replaceNumber(tx, context, means, await readAuthority(tx, div), given, reason) : null;
    await note(tx, context, 'noticeNumber.voided', series, { number: given.number, subject: given.subjectName, reason, replacement });
    return replacement;
  });
}

async function replaceNumber(
  tx: Transaction,
  context: Context,
  means: FilingMeans,
  authority: Authority,
  { number, organizationId }: Given,
  reason: string,
): Promise<string | null> {
  const organization = organizationId === null ? undefined : await findOrganization(tx, organizationId, context.actor.range, true);
  if (!organization || organization.filingNumber !== number || organization.endedOn !== null) return null;
  const format = formatOf(authority, (await rulesAt(tx, authority.div)).rules, 'filing');
  const next = await giveNumber(tx, {
    authority,
    series: 'filing',
    format,
    subjectName: organization.name,
    organizationId: organization.id,
    on: context.today,
  });
  await writeOrganization(tx, context, means.registers, organization, { filingNumber: next }, `备案编号作废换发：${reason}`);
  await reissueCertificate(tx, context, organization, next);
  return next;
}

/** The last certificate once more, with the new number and a code of its own. */
async function reissueCertificate(
  tx: Transaction,
  { today }: Context,
  organization: { id: number; district: number; name: string },
  number: string,
): Promise<void> {
  const id = await nextRecordId(tx, organization.district);
  const code = checkCodeOf(randomBytes(RANDOM_BYTES));
  await sql`
    insert into filing_notices (id, district, div, recorded_div, application_id, organization_id, kind, audience, subject_name, issued_on, document_number, template_div,
      template_version, content, lines, authority_div, organ, objections_until, check_code)
    select ${id}, district, div, recorded_div, application_id, organization_id, kind, audience, ${organization.name}, ${today}, ${number}, template_div, template_version,
      content || jsonb_build_object('备案编号', ${number}::text, '文号', ${number}::text, '组织名称', ${organization.name}::text), lines, authority_div, organ, null, ${code}
    from filing_notices where district = ${organization.district} and organization_id = ${organization.id} and kind = 'filingCertificate' and content is not null
    order by id desc limit 1`.execute(tx);
  await noteWhereabouts(tx, [{ kind: 'code', key: code, district: organization.district }]);
}

async function note(tx: Transaction, context: Context, action: string, series: NumberSeries, details: Record<string, string | number | null>): Promise<void> {
  const { division } = context.actor;
  await audit(tx, context, {
    action,
    subject: { type: 'noticeNumber', id: String(division), district: districtOf(division) },
    details: { series: NUMBER_SERIES[series], ...details },
  });
}

import { findOrganization, type OrganizationStanding } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { ANNUAL_LABELS, ANNUAL_NEEDED, type AnnualContent } from '../../contract/annual-report.ts';
import { filingErrors } from '../../contract/errors.ts';
import { findReport, type StoredReport, writeReport } from '../annual-report-store.ts';
import { isApplicantOf } from '../application-store.ts';
import { noteHandedIn, requireOwed } from './record-annual-return.ts';

export interface AnnualReportInput {
  organizationId: number;
  year: number;
  /** 0 where nothing was written yet */
  version: number;
  /** the given answers replace what is stored */
  content: AnnualContent;
}

/**
 * Keeps answers of a yearly report as a draft. @returns the version now
 * @throws RECORD_NOT_FOUND, FILING_CHANGED, ANNUAL_RETURN_STATE for a year that is not owed, and once it was handed in
 */
export function saveAnnualReport(context: Context, input: AnnualReportInput): Promise<number> {
  return change(context, { ...input, content: masked(input.content) }, 'filing.annualReportSaved', async (_tx, _organization, draft) => draft);
}

/**
 * Hands a yearly report in: from now on the authority has it, and the day stands in the return.
 * @throws RECORD_NOT_FOUND, FILING_CHANGED, ANNUAL_RETURN_STATE
 */
export function handInAnnualReport(context: Context, input: Omit<AnnualReportInput, 'content'>): Promise<number> {
  return change(context, { ...input, content: {} }, 'filing.annualReportHandedIn', async (tx, organization, draft) => {
    const blank = ANNUAL_NEEDED.filter((field) => draft.content[field] === undefined || draft.content[field] === '');
    if (blank.length > 0)
      throw refuse(
        filingErrors.ANNUAL_RETURN_STATE,
        { year: input.year, problem: `还没有填完：${blank.map((field) => ANNUAL_LABELS[field]).join('、')}。` },
        blank.map((field) => ({ path: field, message: `还没有填：${ANNUAL_LABELS[field]}` })),
      );
    await noteHandedIn(tx, context, organization, input.year);
    return { ...draft, handedInAt: context.now, handedInByName: context.actor.name };
  });
}

/** Offices read it, and it stays for long: without the numbers of persons that somebody wrote into it. */
function masked(content: AnnualContent): AnnualContent {
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [name, typeof value === 'string' ? maskNumbersIn(value) : value]));
}

async function change(
  context: Context,
  { organizationId, year, version, content }: AnnualReportInput,
  action: string,
  finish: (tx: Transaction, organization: OrganizationStanding, report: StoredReport) => Promise<StoredReport>,
): Promise<number> {
  const { actor, now, platform } = context;
  requirePermission(actor, 'filing.apply');
  return inTransaction(platform.db, async (tx) => {
    const { organization, stored } = await lockOwnReport(tx, context, organizationId, year);
    if ((stored?.version ?? 0) !== version) throw refuse(filingErrors.FILING_CHANGED, { who: '您自己（另一个窗口）', version: stored?.version ?? 0 });
    await requireOpen(tx, context, organization, year, stored);
    const id = stored?.id ?? (await nextRecordId(tx, organization.district));
    const draft = { id, content: { ...stored?.content, ...content }, handedInAt: null, handedInByName: null, version };
    const after = { ...(await finish(tx, organization, draft)), version: version + 1 };
    await writeReport(tx, { ...organization, organizationId }, year, after, { id: actor.id, at: now });
    await audit(tx, context, {
      action,
      subject: { type: 'organization', id: organizationId, district: organization.district },
      details: { year, version: after.version },
      before: stored?.content,
      after: after.content,
    });
    return after.version;
  });
}

/** The report of an own organization, locked with it. @throws RECORD_NOT_FOUND */
export async function lockOwnReport(
  tx: Transaction,
  { actor }: Context,
  organizationId: number,
  year: number,
): Promise<{ organization: OrganizationStanding; stored: StoredReport | undefined }> {
  await holdPlaces(tx);
  const isOwn = await isApplicantOf(tx, organizationId, actor.id);
  const organization = isOwn ? await findOrganization(tx, organizationId, rangeOf(NATION_KEY, 'nation'), true) : undefined;
  if (!organization) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return { organization, stored: await findReport(tx, organization, year, true) };
}

/** @throws ANNUAL_RETURN_STATE for a year that is not owed, and once it was handed in */
export async function requireOpen(
  tx: Transaction,
  context: Context,
  organization: OrganizationStanding,
  year: number,
  stored: StoredReport | undefined,
): Promise<void> {
  await requireOwed(tx, context, organization, year);
  if (stored?.handedInAt) throw refuse(filingErrors.ANNUAL_RETURN_STATE, { year, problem: '已经报送，不能再改。要补充，请联系登记管理机关。' });
}

import { findOrganization } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import type { SentFile } from '#platform/files/receive-file.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { ANNUAL_PURPOSE } from '../annual-files.ts';
import { writeReport } from '../annual-report-store.ts';
import { isApplicantOf } from '../application-store.ts';
import { lockOwnReport, requireOpen } from './write-annual-report.ts';

interface ReportOf {
  organizationId: number;
  year: number;
}

/**
 * Encloses a photograph or file with a yearly report that was not handed in yet. What is typed beside it keeps its version.
 * @throws RECORD_NOT_FOUND, ANNUAL_RETURN_STATE, FILE_TOO_MANY and what `receiveFile` refuses
 */
export async function addAnnualFile(context: Context, { organizationId, year, ...sent }: ReportOf & Pick<SentFile, 'name' | 'content'>): Promise<void> {
  const { actor, now, platform } = context;
  const { db, files } = platform;
  requirePermission(actor, 'filing.apply');
  const isOwn = await isApplicantOf(db, organizationId, actor.id);
  const own = isOwn ? await findOrganization(db, organizationId, rangeOf(NATION_KEY, 'nation')) : undefined;
  if (!own) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const received = await files.receive(context, ANNUAL_PURPOSE, { district: own.district, ...sent });
  await inTransaction(db, async (tx) => {
    const { organization, stored } = await lockOwnReport(tx, context, organizationId, year);
    await requireOpen(tx, context, organization, year, stored);
    const id = stored?.id ?? (await nextRecordId(tx, organization.district));
    const begun = { id, content: {}, handedInAt: null, handedInByName: null, version: 1 };
    if (!stored) await writeReport(tx, { ...organization, organizationId }, year, begun, { id: actor.id, at: now });
    await files.attach(tx, context, ANNUAL_PURPOSE, { ...organization, id }, received);
  });
}

/** @throws RECORD_NOT_FOUND, ANNUAL_RETURN_STATE; what is gone already is as wished */
export async function removeAnnualFile(context: Context, { organizationId, year, file }: ReportOf & { file: number }): Promise<void> {
  const { db, files } = context.platform;
  requirePermission(context.actor, 'filing.apply');
  await inTransaction(db, async (tx) => {
    const { organization, stored } = await lockOwnReport(tx, context, organizationId, year);
    await requireOpen(tx, context, organization, year, stored);
    if (stored) await files.remove(tx, context, ANNUAL_PURPOSE, { ...organization, id: stored.id }, [file]);
  });
}

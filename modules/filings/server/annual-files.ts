import { MOST_FILE_BYTES, PAPER_KINDS } from '#shared/file-kind.ts';
import { findOrganization } from '#modules/organizations/server/public.ts';
import { can } from '#platform/access/jurisdiction.ts';
import type { FileKeeper } from '#platform/files/file-keeper.ts';
import type { FilePurpose } from '#platform/files/file-purpose.ts';
import { ANNUAL_FILES } from '../contract/annual-report.ts';
import { findReportOwner } from './annual-report-store.ts';
import { isApplicantOf } from './application-store.ts';

/** What is enclosed with a yearly report: accounts, photographs of activities. */
export const ANNUAL_PURPOSE: FilePurpose = {
  name: 'filings.annual',
  kinds: PAPER_KINDS,
  maxBytes: MOST_FILE_BYTES,
  maxFiles: ANNUAL_FILES,
  dataClass: 'general',
};

/** The leader, whose report it is; an office once it was handed in: a draft is the leader's own. */
export const annualFileKeeper: FileKeeper = {
  purpose: ANNUAL_PURPOSE,
  async reachOf({ actor, platform: { db } }, { ownerId }) {
    const report = await findReportOwner(db, ownerId);
    if (!report) return 'none';
    if (can(actor, 'filing.apply') && (await isApplicantOf(db, report.organizationId, actor.id))) return 'owns';
    const isSeen = report.isHandedIn && can(actor, 'filing.read') && (await findOrganization(db, report.organizationId, actor.range)) !== undefined;
    return isSeen ? 'reads' : 'none';
  },
};

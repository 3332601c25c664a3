import { findOrganization, type OrganizationStanding } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { dayInChina } from '#shared/day.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { AnnualReport } from '../../contract/annual-report.ts';
import type { AnnualDuty } from '../../contract/annual-return.ts';
import { ANNUAL_PURPOSE } from '../annual-files.ts';
import { findReport } from '../annual-report-store.ts';
import { isApplicantOf } from '../application-store.ts';
import { isOwed } from '../domain/annual-duty.ts';
import { rulesAt } from '../rule-store.ts';
import { presentDuty, readReturns } from './list-annual-duties.ts';

/** What a registered organization of the jurisdiction reported of a year; empty while nothing was handed in. @throws RECORD_NOT_FOUND */
export async function getAnnualReport(context: Context, organizationId: number, year: number): Promise<AnnualReport> {
  requirePermission(context.actor, 'filing.read');
  const { db } = context.platform;
  const organization = await findOrganization(db, organizationId, context.actor.range);
  if (!organization) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const report = await presentReport(context, organization, year);
  // a draft is the leader's own
  return report.handedInOn === null ? { ...report, content: {}, files: [] } : report;
}

export interface OwnAnnual {
  report: AnnualReport;
  duty: AnnualDuty;
}

/** The yearly reports that an own organization owes now: of last year, and of the year before while that is open. @throws RECORD_NOT_FOUND */
export async function listOwnAnnuals(context: Context, organizationId: number): Promise<OwnAnnual[]> {
  requirePermission(context.actor, 'filing.apply');
  const { db } = context.platform;
  const range = rangeOf(NATION_KEY, 'nation');
  const organization = (await isApplicantOf(db, organizationId, context.actor.id)) ? await findOrganization(db, organizationId, range) : undefined;
  if (!organization) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const { rules } = await rulesAt(db, organization.div);
  const lastYear = Number(context.today.slice(0, 4)) - 1;
  const owed = [lastYear, lastYear - 1].filter((year) => isOwed(rules, organization, year));
  const annuals = await Promise.all(
    owed.map(async (year) => {
      const stored = (await readReturns(db, range, [organizationId], year)).get(organizationId);
      return { report: await presentReport(context, organization, year), duty: presentDuty(context, rules, organization, year, stored) };
    }),
  );
  return annuals.filter(({ report, duty }) => report.year === lastYear || duty.submittedOn === null);
}

async function presentReport(context: Context, { id, name, district }: OrganizationStanding, year: number): Promise<AnnualReport> {
  const { db, files } = context.platform;
  const stored = await findReport(db, { id, district }, year);
  const enclosed = stored ? (await files.list(context, ANNUAL_PURPOSE, district, [stored.id])).get(stored.id) : undefined;
  return {
    organizationId: String(id),
    name,
    year,
    content: stored?.content ?? {},
    files: enclosed ?? [],
    handedInOn: stored?.handedInAt ? dayInChina(stored.handedInAt) : null,
    handedInByName: stored?.handedInByName ?? null,
    version: stored?.version ?? 0,
  };
}

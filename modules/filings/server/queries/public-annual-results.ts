/** Yearly reports of an organization as the public pages show them, through the role of those pages. */
import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import type { PublicGroup } from '#platform/http/group-section.ts';
import type { Day } from '#shared/day.ts';

const MOST = 5;

export interface PublicAnnualResult {
  year: number;
  submittedOn: Day;
  /** null while the report is being looked at */
  result: string | null;
  reviewedOn: Day | null;
  rectifiedOn: Day | null;
}

/** Of the last years, the newest first. */
export async function listPublicAnnualResults(portalDb: Database, { id, district }: PublicGroup): Promise<PublicAnnualResult[]> {
  const { rows } = await sql<PublicAnnualResult>`
    select r.year, r.submitted_on as "submittedOn", r.result, r.reviewed_on as "reviewedOn", r.rectified_on as "rectifiedOn"
    from filings_published_annual_results r where r.district = ${district} and r.organization_id = ${id} order by r.year desc limit ${MOST}`.execute(portalDb);
  return rows;
}

import { sql } from 'kysely';
import type { OrganizationStanding } from '#modules/organizations/server/public.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import type { AnnualContent } from '../contract/annual-report.ts';

export interface StoredReport {
  id: number;
  content: AnnualContent;
  handedInAt: Date | null;
  handedInByName: string | null;
  version: number;
}

interface Place {
  district: number;
  div: number;
  recordedDiv: number;
  organizationId: number;
}

/** Reports lie with their organization, wherever it moves. */
type OrganizationPlace = Pick<OrganizationStanding, 'id' | 'district'>;

/** @param lock keeps it until the transaction ends */
export async function findReport(
  db: Database | Transaction,
  { district, id }: OrganizationPlace,
  year: number,
  lock = false,
): Promise<StoredReport | undefined> {
  const { rows } = await sql<StoredReport>`
    select id, content, handed_in_at as "handedInAt", handed_in_by_name as "handedInByName", version from filing_annual_reports
    where district = ${district} and organization_id = ${id} and year = ${year} ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

/** Whose report it is, and whether the authority has it already. */
export async function findReportOwner(db: Database, id: number): Promise<{ organizationId: number; isHandedIn: boolean } | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const { rows } = await sql<{ organizationId: number; isHandedIn: boolean }>`
      select organization_id as "organizationId", handed_in_at is not null as "isHandedIn" from filing_annual_reports where district = ${district} and id = ${id}`.execute(
      db,
    );
    return rows[0];
  });
}

export async function writeReport(tx: Transaction, place: Place, year: number, report: StoredReport, by: { id: string; at: Date }): Promise<void> {
  await sql`insert into filing_annual_reports (id, district, div, recorded_div, organization_id, year, content, handed_in_at, handed_in_by_name, version, updated_at, updated_by)
    values (${report.id}, ${place.district}, ${place.div}, ${place.recordedDiv}, ${place.organizationId}, ${year}, ${JSON.stringify(report.content)}::jsonb, ${report.handedInAt},
      ${report.handedInByName}, ${report.version}, ${by.at}, ${by.id})
    on conflict (district, organization_id, year) do update set content = excluded.content, handed_in_at = excluded.handed_in_at, handed_in_by_name = excluded.handed_in_by_name,
      version = excluded.version, updated_at = excluded.updated_at, updated_by = excluded.updated_by`.execute(tx);
}

/** When two organizations turn out to be one: of a year that both wrote of, the report of the one that stays stands. */
export async function carryReports(tx: Transaction, from: OrganizationPlace, to: OrganizationPlace): Promise<void> {
  await sql`update filing_annual_reports r set organization_id = ${to.id} where r.district = ${from.district} and r.organization_id = ${from.id}
    and r.year <> all(array(select k.year from filing_annual_reports k where k.district = ${to.district} and k.organization_id = ${to.id}))`.execute(tx);
}

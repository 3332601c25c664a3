/** What an organization discloses of itself (HN-D62), through the role of the public pages. */
import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import type { PublicGroup } from '#platform/http/group-section.ts';
import type { Day } from '#shared/day.ts';

/** More of either is not shown; whoever wants all asks the organization. */
const MOST = 100;

export interface PublicDocument {
  id: number;
  kind: string;
  title: string;
  adoptedOn: Day;
  content: string | null;
}

export interface PublicPerson {
  id: number;
  role: string;
  name: string;
  post: string | null;
}

/** Documents in force that are declared public, by kind, the newest first. */
export async function listPublicDocuments(portalDb: Database, today: Day, { id, district }: PublicGroup): Promise<PublicDocument[]> {
  const { rows } = await sql<PublicDocument>`
    select d.id, d.kind, d.title, d.adopted_on as "adoptedOn", d.content from organizations_published_documents d
    where d.district = ${district} and d.organization_id = ${id} and d.adopted_on <= ${today}::date and (d.ended_on is null or d.ended_on > ${today}::date)
    order by d.kind, d.adopted_on desc, d.id limit ${MOST}`.execute(portalDb);
  return rows;
}

/** People in office whose name is declared public, those in charge first. */
export async function listPublicPeople(portalDb: Database, today: Day, { id, district }: PublicGroup): Promise<PublicPerson[]> {
  const { rows } = await sql<PublicPerson>`
    select p.id, p.role, p.name, p.post from organizations_published_people p
    where p.district = ${district} and p.organization_id = ${id} and p.started_on <= ${today}::date and (p.ended_on is null or p.ended_on > ${today}::date)
    order by p.role <> '负责人', p.role <> '法定代表人', p.role, p.name, p.id limit ${MOST}`.execute(portalDb);
  return rows;
}

export interface PublicProfile {
  purpose: string | null;
  activityArea: string | null;
  assessmentGrade: string | null;
  assessedOn: Day | null;
  assessedUntil: Day | null;
  creditStanding: string | null;
  creditSince: Day | null;
  creditReason: string | null;
}

/** Aim, area, grade and credit standing, as far as they are recorded. */
export async function findPublicProfile(portalDb: Database, { id, district }: PublicGroup): Promise<PublicProfile | undefined> {
  const { rows } = await sql<PublicProfile>`
    select p.purpose, p.activity_area as "activityArea", p.assessment_grade as "assessmentGrade", p.assessed_on as "assessedOn",
      p.assessed_until as "assessedUntil", p.credit_standing as "creditStanding", p.credit_since as "creditSince", p.credit_reason as "creditReason"
    from organizations_published_profiles p where p.district = ${district} and p.organization_id = ${id}`.execute(portalDb);
  return rows[0];
}

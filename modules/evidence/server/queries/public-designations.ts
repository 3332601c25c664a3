import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import type { PublicGroup } from '#platform/http/group-section.ts';
import type { Day } from '#shared/day.ts';

const MOST = 50;

export interface PublicDesignation {
  id: number;
  kind: string;
  objectName: string;
  /** whose office gave it; null for a division that is no more */
  issuerName: string | null;
  designatedOn: Day;
}

/** What an organization was honoured with and still holds, the newest first; through the role of the public pages. */
export async function listPublicDesignations(portalDb: Database, today: Day, { id, districts }: PublicGroup): Promise<PublicDesignation[]> {
  const { rows } = await sql<PublicDesignation>`
    select d.id, d.kind, d.object_name as "objectName", u.short_name as "issuerName", d.designated_on as "designatedOn"
    from evidence_published_designations d left join divisions_published_units u on u.key = d.issuer_div
    where ${isOneOf(sql`d.district`, districts, 'int')} and d.organization_id = ${id} and d.designated_on <= ${today}::date and (d.ended_on is null or d.ended_on > ${today}::date)
    order by d.designated_on desc, d.id desc limit ${MOST}`.execute(portalDb);
  return rows;
}

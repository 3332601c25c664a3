import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';

export interface KeptCharter {
  id: number;
  version: number;
  title: string;
  content: string | null;
  adoptedOn: Day;
}

/** The charter in force, the latest where there are several. The caller has judged who may see the organization. */
export async function findCharter(db: Database | Transaction, organizationId: number): Promise<KeptCharter | undefined> {
  const { rows } = await sql<KeptCharter>`
    select d.id, d.version, d.title, d.content, d.adopted_on as "adoptedOn" from organization_documents d
    where d.organization_id = ${organizationId} and d.kind = '章程' and d.ended_on is null order by d.adopted_on desc, d.id desc limit 1`.execute(db);
  return rows[0];
}

import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { rangeOf } from '#shared/division-code.ts';
import type { Day } from '#shared/day.ts';

export interface KeptCharter {
  id: number;
  version: number;
  title: string;
  content: string | null;
  adoptedOn: Day;
}

/** The charter in force, the latest where there are several. The caller has judged who may see the organization. */
export async function findCharter(db: Database | Transaction, { id, district }: { id: number; district: number }): Promise<KeptCharter | undefined> {
  const range = rangeOf(district * 1_000_000, 'county');
  const { rows } = await sql<KeptCharter>`
    select d.id, d.version, d.title, d.content, d.adopted_on as "adoptedOn" from organization_documents d
    where ${inRange(range, 'd')} and d.organization_id = ${id} and d.kind = '章程' and d.ended_on is null order by d.adopted_on desc, d.id desc limit 1`.execute(
    db,
  );
  return rows[0];
}

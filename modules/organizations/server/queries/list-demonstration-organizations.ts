import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import type { KeyRange } from '#shared/division-code.ts';

export interface DemonstrationOrganization {
  id: number;
  div: number;
  name: string;
  tier: '台账' | '备案' | '登记';
  filedOn: Day | null;
  registeredOn: Day | null;
}

/** Invented organizations of a range that have not ended, those filed last first: what demonstration applications are about. */
export async function listDemonstrationOrganizations(db: Database | Transaction, range: KeyRange, limit: number): Promise<DemonstrationOrganization[]> {
  const { rows } = await sql<DemonstrationOrganization>`
    select o.id, o.div, o.name, o.tier, o.filed_on as "filedOn", o.registered_on as "registeredOn" from organizations o
    where ${inRange(range, 'o')} and o.demonstration and o.ended_on is null order by o.filed_on desc nulls last, o.id limit ${limit}`.execute(db);
  return rows;
}

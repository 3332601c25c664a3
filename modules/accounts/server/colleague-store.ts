import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';

/** Of the same office, or of sections of the same bureau. */
export async function areColleagues(tx: Transaction, one: number, other: number): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`
    select count(distinct coalesce(o.parent_id, o.id)) = 1 and count(*) = 2 as same from accounts a join offices o on o.id = a.office_id where a.id = any(${[one, other]}::bigint[])`.execute(
    tx,
  );
  return rows[0]?.same ?? false;
}

export interface Colleague {
  id: number;
  displayName: string;
  office: string;
}

/** Enabled colleagues of the same duty. */
const colleaguesOf = (accountId: number) => sql`from accounts own join offices mine on mine.id = own.office_id
      join offices o on o.id = coalesce(mine.parent_id, mine.id) or o.parent_id = coalesce(mine.parent_id, mine.id)
      join accounts a on a.office_id = o.id
    where own.id = ${accountId} and a.id <> own.id and a.duty = own.duty and a.disabled_at is null`;

/** Enabled colleagues of the same duty, by id. */
export async function readColleagues(db: Database, accountId: number, after: number, limit: number): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select a.id, a.display_name as "displayName", o.name as office ${colleaguesOf(accountId)} and a.id > ${after} order by a.id limit ${limit}`.execute(db);
  return rows;
}

export async function countColleagues(db: Database, accountId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${colleaguesOf(accountId)}`.execute(db);
  return rows[0]?.count ?? 0;
}

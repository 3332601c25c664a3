import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import { forgetEverywhere } from '#platform/db/whereabouts.ts';
import type { DivisionLevel } from '#shared/division-code.ts';

export interface DemonstrationPost {
  accountId: number;
  name: string;
  role: string;
  div: number;
  level: DivisionLevel;
}

export async function readDemonstrationPosts(db: Database | Transaction): Promise<DemonstrationPost[]> {
  const { rows } =
    await sql<DemonstrationPost>`select p.account_id as "accountId", a.display_name as name, p.role, p.div, p.level from posts p join accounts a on a.id = p.account_id
    where a.demonstration order by p.id`.execute(db);
  return rows;
}

export async function hasDemonstrationPosts(db: Database | Transaction): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from accounts where demonstration) as found`.execute(db);
  return rows[0]?.found ?? false;
}

/** Sessions, links and tokens of the accounts go with them. @returns how many accounts there were */
export async function deleteDemonstration(tx: Transaction): Promise<number> {
  await sql`delete from posts where account_id in (select id from accounts where demonstration)`.execute(tx);
  const { rows } = await sql<{ id: number }>`delete from accounts where demonstration returning id`.execute(tx);
  await forgetEverywhere(
    tx,
    rows.map(({ id }) => ({ kind: 'account', key: id })),
  );
  await sql`delete from offices o where o.demonstration and not exists (select 1 from accounts a where a.office_id = o.id) and not exists (select 1 from posts p where p.office_id = o.id)`.execute(
    tx,
  );
  return rows.length;
}

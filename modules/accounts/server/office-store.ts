import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';

export type OfficeKind = 'civilAffairs' | 'department' | 'street' | 'committee' | 'party' | 'hub' | 'organization' | 'section' | 'other';

export interface Office {
  id: number;
  div: number;
  name: string;
  kind: OfficeKind;
  /** the bureau of a section */
  parentId: number | null;
  parentName: string | null;
  demonstration: boolean;
  /** accounts that are not disabled */
  accounts: number;
}

export interface OfficeFilter {
  range: KeyRange;
  q: string | undefined;
}

const COLUMNS = sql.raw(
  `o.id, o.div, o.name, o.kind, o.parent_id as "parentId", (select p.name from offices p where p.id = o.parent_id) as "parentName", o.demonstration, (select count(*)::int from accounts a where a.office_id = o.id and a.disabled_at is null) as accounts`,
);

function matches({ range, q }: OfficeFilter) {
  const pattern = q ? `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null;
  return sql<boolean>`o.closed_at is null and ${inRange(range, 'o')} and (${pattern}::text is null or o.name ilike ${pattern})`;
}

/** A page of open offices from above to below. */
export async function readOffices(db: Database, filter: OfficeFilter, after: { div: number; id: number }, limit: number): Promise<Office[]> {
  const { rows } =
    await sql<Office>`select ${COLUMNS} from offices o where ${matches(filter)} and (o.div, o.id) > (${after.div}::bigint, ${after.id}::bigint) order by o.div, o.id limit ${limit}`.execute(
      db,
    );
  return rows;
}

export async function countOffices(db: Database, filter: OfficeFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from offices o where ${matches(filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** An open office. */
export async function findOffice(db: Database | Transaction, id: number): Promise<Office | undefined> {
  const { rows } = await sql<Office>`select ${COLUMNS} from offices o where o.id = ${id} and o.closed_at is null`.execute(db);
  return rows[0];
}

export async function findOfficeByName(db: Database | Transaction, div: number, name: string): Promise<Office | undefined> {
  const { rows } =
    await sql<Office>`select ${COLUMNS} from offices o where o.div = ${div} and o.name = ${name} and o.parent_id is null and o.closed_at is null`.execute(db);
  return rows[0];
}

export interface NewOffice {
  id: number;
  div: number;
  name: string;
  kind: OfficeKind;
  parentId?: number;
  demonstration: boolean;
  createdAt: Date;
  createdBy: string;
}

/** @returns false when an open office of that name stands at the division */
export async function insertOffice(tx: Transaction, office: NewOffice): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into offices (id, district, div, name, kind, parent_id, demonstration, created_at, created_by)
    values (${office.id}, ${districtOf(office.div)}, ${office.div}, ${office.name}, ${office.kind}, ${office.parentId ?? null}, ${office.demonstration}, ${office.createdAt}, ${office.createdBy})
    on conflict (div, coalesce(parent_id, 0), name) where closed_at is null do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function storeOfficeClosed(tx: Transaction, id: number, at: Date): Promise<void> {
  await sql`update offices set closed_at = ${at} where id = ${id}`.execute(tx);
}

/** Whether open sections belong to the office. */
export async function hasSections(tx: Transaction, id: number): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from offices where parent_id = ${id} and closed_at is null) as found`.execute(tx);
  return rows[0]?.found ?? false;
}

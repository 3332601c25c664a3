import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { KeyRange } from '#shared/division-code.ts';
import type { Duty } from '../contract/roles.ts';

export interface Account {
  id: number;
  officeId: number;
  officeName: string;
  /** home division of the account: where its office stands */
  div: number;
  name: string;
  displayName: string;
  duty: Duty;
  passwordHash: string | null;
  passwordSetAt: Date | null;
  demonstration: boolean;
  disabledAt: Date | null;
  /** a confirmed one: every sign-in asks for its code */
  hasSecondFactor: boolean;
}

const COLUMNS = sql.raw(`a.id, a.office_id as "officeId", o.name as "officeName", o.div, a.name, a.display_name as "displayName", a.duty,
  a.password_hash as "passwordHash", a.password_set_at as "passwordSetAt", a.demonstration, a.disabled_at as "disabledAt",
  exists (select 1 from second_factors f where f.account_id = a.id and f.confirmed_at is not null) as "hasSecondFactor"`);

export async function findAccountByName(db: Database | Transaction, name: string): Promise<Account | undefined> {
  const { rows } =
    await sql<Account>`select ${COLUMNS} from accounts a join offices o on o.id = a.office_id where a.name = ${name.trim().toLowerCase()}`.execute(db);
  return rows[0];
}

export async function findAccount(db: Database | Transaction, id: number): Promise<Account | undefined> {
  const { rows } = await sql<Account>`select ${COLUMNS} from accounts a join offices o on o.id = a.office_id where a.id = ${id}`.execute(db);
  return rows[0];
}

/** Reads and locks the account until the transaction ends, so that two administrators do not undo each other. */
export async function lockAccount(tx: Transaction, id: number): Promise<Account | undefined> {
  const { rows } = await sql<Account>`select ${COLUMNS} from accounts a join offices o on o.id = a.office_id where a.id = ${id} for update of a`.execute(tx);
  return rows[0];
}

export interface AccountFilter {
  range: KeyRange;
  q: string | undefined;
  state: 'active' | 'invited' | 'disabled' | undefined;
}

function matches({ range, q, state }: AccountFilter) {
  const pattern = q ? `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null;
  return sql<boolean>`${inRange(range, 'o')}
    and (${pattern}::text is null or a.name ilike ${pattern} or a.display_name ilike ${pattern})
    and (${state ?? null}::text is null or ${state ?? null} = case when a.disabled_at is not null then 'disabled' when a.password_hash is null and not a.demonstration then 'invited' else 'active' end)`;
}

/** A page by sign-in name. */
export async function readAccounts(db: Database, filter: AccountFilter, after: string, limit: number): Promise<Account[]> {
  const { rows } = await sql<Account>`select ${COLUMNS} from accounts a join offices o on o.id = a.office_id
    where ${matches(filter)} and a.name > ${after} order by a.name limit ${limit}`.execute(db);
  return rows;
}

export async function countAccounts(db: Database, filter: AccountFilter): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from accounts a join offices o on o.id = a.office_id where ${matches(filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

export interface NewAccount {
  id: number;
  officeId: number;
  name: string;
  displayName: string;
  duty: Duty;
  demonstration: boolean;
  createdAt: Date;
  createdBy: string;
}

/** @returns false when the name is taken */
export async function insertAccount(tx: Transaction, account: NewAccount): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into accounts (id, office_id, name, display_name, duty, demonstration, created_at, created_by)
    values (${account.id}, ${account.officeId}, ${account.name}, ${account.displayName}, ${account.duty}, ${account.demonstration}, ${account.createdAt}, ${account.createdBy})
    on conflict (name) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** Sets the new hash and keeps the former one among those that may not come back. */
export async function storePassword(tx: Transaction, account: Account, hash: string, at: Date): Promise<void> {
  await keepFormerPassword(tx, account);
  await sql`update accounts set password_hash = ${hash}, password_set_at = ${at} where id = ${account.id}`.execute(tx);
}

/** The account cannot be signed in to until its holder chooses a new one. */
export async function removePassword(tx: Transaction, account: Account): Promise<void> {
  await keepFormerPassword(tx, account);
  await sql`update accounts set password_hash = null, password_set_at = null where id = ${account.id}`.execute(tx);
}

async function keepFormerPassword(tx: Transaction, account: Account): Promise<void> {
  if (!account.passwordHash) return;
  await sql`insert into former_passwords (account_id, set_at, password_hash) values (${account.id}, ${account.passwordSetAt}, ${account.passwordHash}) on conflict do nothing`.execute(
    tx,
  );
}

/** Newest first. */
export async function readFormerPasswords(db: Database, accountId: number, limit: number): Promise<string[]> {
  const { rows } = await sql<{
    hash: string;
  }>`select password_hash as hash from former_passwords where account_id = ${accountId} order by set_at desc limit ${limit}`.execute(db);
  return rows.map((row) => row.hash);
}

export async function setDisabled(tx: Transaction, id: number, at: Date | null): Promise<void> {
  await sql`update accounts set disabled_at = ${at} where id = ${id}`.execute(tx);
}

/** Administrators who hold a post over the whole installation, whether they have chosen a password or not. */
export async function readTopAdministrators(db: Database | Transaction): Promise<Account[]> {
  const { rows } = await sql<Account>`select ${COLUMNS} from accounts a join offices o on o.id = a.office_id
    where a.duty <> 'business' and o.div = 0 and a.disabled_at is null
      and exists (select 1 from posts p where p.account_id = a.id and p.div = 0 and p.ends_on is null) order by a.id`.execute(db);
  return rows;
}

import { sql } from 'kysely';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { nextRecordIds } from '#platform/db/record-ids.ts';
import type { NoticeKind } from '../contract/borrowed-schemas.ts';

export interface Notice {
  id: number;
  kind: NoticeKind;
  body: string;
  createdAt: Date;
  readAt: Date | null;
}

/** People, or everybody of an office. */
export interface Recipients {
  accounts?: readonly number[];
  offices?: readonly number[];
}

/** Tells people what happened to rights of theirs, or in their office's area, in the transaction in which it happens; of cases only how many wait. */
export async function notify(tx: Transaction, context: Context, { accounts = [], offices = [] }: Recipients, kind: NoticeKind, body: string): Promise<void> {
  const rows = [...new Set(accounts)].map((account): [number | null, number | null] => [account, null]);
  rows.push(...[...new Set(offices)].map((office): [number | null, number | null] => [null, office]));
  if (rows.length === 0) return;
  const ids = await nextRecordIds(tx, 0, rows.length);
  await sql`insert into notices (id, account_id, office_id, kind, body, created_at)
    select id, account, office, ${kind}, ${maskNumbersIn(body).slice(0, 600)}, ${context.now}
    from unnest(${ids}::bigint[], ${rows.map(([account]) => account)}::bigint[], ${rows.map(([, office]) => office)}::bigint[]) as told (id, account, office)`.execute(
    tx,
  );
}

/** Notices to the account, to its office, and to the bureau that its section belongs to. */
function addressed(accountId: number) {
  return sql`(n.account_id = ${accountId} or (n.office_id in (
    select unnest(array[o.id, o.parent_id]) from accounts a join offices o on o.id = a.office_id where a.id = ${accountId})))`;
}

/** Newest first. @param before id of the last one seen */
export async function readNotices(db: Database, accountId: number, before: number | null, limit: number): Promise<Notice[]> {
  const { rows } = await sql<Notice>`select n.id, n.kind, n.body, n.created_at as "createdAt", r.read_at as "readAt"
    from notices n left join notice_readings r on r.notice_id = n.id and r.account_id = ${accountId}
    where ${addressed(accountId)} and (${before}::bigint is null or n.id < ${before}) order by n.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countNotices(db: Database, accountId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from notices n where ${addressed(accountId)}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function countUnread(db: Database, accountId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from notices n
    where ${addressed(accountId)} and not exists (select 1 from notice_readings r where r.notice_id = n.id and r.account_id = ${accountId})`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Marks as read all notices up to this one. */
export async function storeRead(tx: Transaction, accountId: number, upTo: number, at: Date): Promise<void> {
  await sql`insert into notice_readings (notice_id, account_id, read_at) select n.id, ${accountId}, ${at} from notices n
    where ${addressed(accountId)} and n.id <= ${upTo} on conflict do nothing`.execute(tx);
}

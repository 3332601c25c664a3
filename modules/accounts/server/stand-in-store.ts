import { sql } from 'kysely';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { DataClass } from '#shared/data-class.ts';
import type { Day } from '#shared/day.ts';
import type { DivisionLevel } from '#shared/division-code.ts';

/** Somebody in place of a post's holder, `beginsOn <= day < endsOn`. */
export interface StandIn {
  id: number;
  postId: number;
  accountId: number;
  kind: 'delegated' | 'acting';
  verbs: string[];
  classes: DataClass[];
  beginsOn: Day;
  endsOn: Day;
  reason: string;
  revokedAt: Date | null;
}

/** With the names that people see. */
export interface NamedStandIn extends StandIn {
  standInName: string;
  holderId: number;
  holderName: string;
  /** home division of the holder's account */
  holderDiv: number;
  role: string;
  div: number;
  level: DivisionLevel;
  /** last day of the post itself */
  postEndsOn: Day | null;
}

const NAMED =
  sql.raw(`s.id, s.post_id as "postId", s.account_id as "accountId", s.kind, s.verbs, s.classes, s.begins_on as "beginsOn", s.ends_on as "endsOn", s.reason,
  s.revoked_at as "revokedAt", a.display_name as "standInName", h.id as "holderId", h.display_name as "holderName", ho.div as "holderDiv", p.role, p.div, p.level, p.ends_on as "postEndsOn"
  from stand_ins s join accounts a on a.id = s.account_id join posts p on p.id = s.post_id join accounts h on h.id = p.account_id join offices ho on ho.id = h.office_id`);

export async function insertStandIn(tx: Transaction, standIn: Omit<StandIn, 'revokedAt'> & { madeAt: Date; madeBy: string }): Promise<void> {
  await sql`insert into stand_ins (id, post_id, account_id, kind, verbs, classes, begins_on, ends_on, reason, made_at, made_by)
    values (${standIn.id}, ${standIn.postId}, ${standIn.accountId}, ${standIn.kind}, ${standIn.verbs}::text[], ${standIn.classes}::text[], ${standIn.beginsOn}, ${standIn.endsOn},
      ${maskNumbersIn(standIn.reason)}, ${standIn.madeAt}, ${standIn.madeBy})`.execute(tx);
}

/** Whether the account already acts for the post on some of these days. */
export async function overlaps(tx: Transaction, postId: number, accountId: number, beginsOn: Day, endsOn: Day): Promise<boolean> {
  const { rows } = await sql<{
    found: boolean;
  }>`select exists (select 1 from stand_ins where post_id = ${postId} and account_id = ${accountId} and revoked_at is null
    and begins_on < ${endsOn}::date and ends_on > ${beginsOn}::date) as found`.execute(tx);
  return rows[0]?.found ?? false;
}

/** Given and received, the newest first. At most 200: older ones are in the audit trail. */
export async function readStandInsOf(db: Database, accountId: number): Promise<NamedStandIn[]> {
  const { rows } = await sql<NamedStandIn>`select * from (
      (select ${NAMED} where s.account_id = ${accountId} order by s.id desc limit 100)
      union (select ${NAMED} where p.account_id = ${accountId} order by s.id desc limit 100)) as both_sides order by id desc`.execute(db);
  return rows;
}

/** Read and locked for its end. */
export async function lockStandIn(tx: Transaction, id: number): Promise<NamedStandIn | undefined> {
  const { rows } = await sql<NamedStandIn>`select ${NAMED} where s.id = ${id} for update of s`.execute(tx);
  return rows[0];
}

export async function storeRevoked(tx: Transaction, id: number, at: Date): Promise<void> {
  await sql`update stand_ins set revoked_at = ${at} where id = ${id}`.execute(tx);
}

/** Those of a post that ends end with it. @returns who acted */
export async function revokeStandInsOfPost(tx: Transaction, postId: number, at: Date): Promise<number[]> {
  const { rows } = await sql<{
    id: number;
  }>`update stand_ins set revoked_at = ${at} where post_id = ${postId} and revoked_at is null returning account_id as id`.execute(tx);
  return rows.map(({ id }) => id);
}

import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import type { WireValues } from '../contract/wire.ts';

/** As it was put into a packet, or as it came out of one. */
export interface StoredRowState {
  register: string;
  key: string;
  digest: string;
  packet: number;
  day: Day;
  state: 'waiting' | 'accepted' | 'refused' | 'removed';
  reason: string | null;
  acceptedPacket: number | null;
  acceptedDay: Day | null;
  acceptedDigest: string | null;
  recordId: number | null;
  content: WireValues | null;
}

const COLUMNS = sql.raw(`register, key, digest, packet, day, state, reason, accepted_packet as "acceptedPacket", accepted_day as "acceptedDay",
  accepted_digest as "acceptedDigest", record_id as "recordId", content`);

export async function rowsOf(db: Database | Transaction, agreementId: number, register?: string): Promise<StoredRowState[]> {
  const only = register === undefined ? sql`` : sql`and register = ${register}`;
  return (
    await sql<StoredRowState>`select ${COLUMNS} from exchange_rows where agreement_id = ${agreementId} ${only} order by register, key collate "C"`.execute(db)
  ).rows;
}

export async function rowsByKey(tx: Transaction, agreementId: number, keys: readonly string[]): Promise<Map<string, StoredRowState>> {
  const { rows } = await sql<StoredRowState>`
    select ${COLUMNS} from exchange_rows where agreement_id = ${agreementId} and key = any(${[...keys]}::text[])`.execute(tx);
  return new Map(rows.map((row) => [`${row.register}/${row.key}`, row]));
}

/** Which record of ours came of a record of the same place by an agreement before this one. */
export async function formerRecordId(tx: Transaction, agreementId: number, register: string, key: string): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select r.record_id as id from exchange_rows r join exchange_agreements a on a.id = r.agreement_id
    join exchange_agreements own on own.id = ${agreementId} and own.div = a.div and own.level = a.level
    where a.id < ${agreementId} and a.side = 'receiver' and r.register = ${register} and r.key = ${key} and r.record_id is not null and r.state <> 'removed'
    order by a.id desc limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

/** What agreements before this one brought from the same place, is still ours, and was not sent by this one. */
export async function rowsLeftOver(tx: Transaction, agreementId: number): Promise<StoredRowState[]> {
  const { rows } = await sql<StoredRowState>`
    select ${COLUMNS} from (
      select distinct on (r.register, r.key) r.* from exchange_rows r join exchange_agreements a on a.id = r.agreement_id
      join exchange_agreements own on own.id = ${agreementId} and own.div = a.div and own.level = a.level
      where a.id < ${agreementId} and a.side = 'receiver' and r.record_id is not null and r.state <> 'removed'
        and not exists (select 1 from exchange_rows o where o.agreement_id = ${agreementId} and o.register = r.register and o.key = r.key)
        and not exists (select 1 from exchange_rows o where o.agreement_id = ${agreementId} and o.record_id = r.record_id)
      order by r.register, r.key, a.id desc) as former
    order by register, key collate "C"`.execute(tx);
  return rows;
}

export async function listRefused(
  db: Database,
  agreementId: number,
  limit: number,
): Promise<{ register: string; key: string; packet: number; reason: string }[]> {
  const { rows } = await sql<{ register: string; key: string; packet: number; reason: string }>`
    select register, key, packet, reason from exchange_rows where agreement_id = ${agreementId} and state = 'refused' order by packet desc, key limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function countRows(db: Database): Promise<Map<number, Record<'waiting' | 'accepted' | 'refused', number>>> {
  const { rows } = await sql<{ id: number; waiting: number; accepted: number; refused: number }>`
    select agreement_id as id, count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'accepted')::int as accepted,
      count(*) filter (where state = 'refused')::int as refused
    from exchange_rows group by 1`.execute(db);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** One statement for any number of rows. */
export async function writeRows(tx: Transaction, agreementId: number, rows: readonly StoredRowState[]): Promise<void> {
  if (rows.length === 0) return;
  const json = JSON.stringify(
    rows.map((row) => ({
      register: row.register,
      key: row.key,
      digest: row.digest,
      packet: row.packet,
      day: row.day,
      state: row.state,
      reason: row.reason,
      accepted_packet: row.acceptedPacket,
      accepted_day: row.acceptedDay,
      accepted_digest: row.acceptedDigest,
      record_id: row.recordId,
      content: row.content,
    })),
  );
  await sql`
    insert into exchange_rows (agreement_id, register, key, digest, packet, day, state, reason, accepted_packet, accepted_day, accepted_digest, record_id, content)
    select ${agreementId}, r.* from jsonb_to_recordset(${json}::jsonb) as r (register text, key text, digest text, packet int, day date, state text, reason text,
      accepted_packet int, accepted_day date, accepted_digest text, record_id bigint, content jsonb)
    on conflict (agreement_id, register, key) do update set digest = excluded.digest, packet = excluded.packet, day = excluded.day, state = excluded.state,
      reason = excluded.reason, accepted_packet = excluded.accepted_packet, accepted_day = excluded.accepted_day, accepted_digest = excluded.accepted_digest,
      record_id = excluded.record_id, content = excluded.content`.execute(tx);
}

export interface RowVersion {
  register: string;
  key: string;
  packet: number;
  corrects: number | null;
  digest: string;
  content: WireValues | null;
  is_removed: boolean;
}

export async function writeVersions(tx: Transaction, agreementId: number, versions: readonly RowVersion[]): Promise<void> {
  if (versions.length === 0) return;
  await sql`
    insert into exchange_row_versions (agreement_id, register, key, packet, corrects, digest, content, is_removed)
    select ${agreementId}, v.* from jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) as v (register text, key text, packet int, corrects int, digest text, content jsonb, is_removed boolean)`.execute(
    tx,
  );
}

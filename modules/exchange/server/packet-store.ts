import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';

export interface StoredPacket {
  id: number;
  number: number;
  day: Day;
  digest: string;
  rows: number;
  bodyCipher: string | null;
  receipt: string | null;
  receiptAt: Date | null;
  accepted: number | null;
  refused: number | null;
  madeAt: Date;
}

const COLUMNS = sql.raw(
  `id, number, day, digest, rows, body_cipher as "bodyCipher", receipt, receipt_at as "receiptAt", accepted, refused, made_at as "madeAt"`,
);
export const bodyPurpose = (id: number) => `exchange-packet/${id}`;

export interface NewPacket {
  id: number;
  agreementId: number;
  number: number;
  day: Day;
  digest: string;
  rows: number;
  bodyCipher: string | null;
}

export async function insertPacket(tx: Transaction, { now }: Context, packet: NewPacket): Promise<void> {
  await sql`insert into exchange_packets (id, agreement_id, number, day, digest, rows, body_cipher, made_at)
    values (${packet.id}, ${packet.agreementId}, ${packet.number}, ${packet.day}, ${packet.digest}, ${packet.rows}, ${packet.bodyCipher}, ${now})`.execute(tx);
}

export async function findPacket(db: Database | Transaction, agreementId: number, number: number): Promise<StoredPacket | undefined> {
  return (await sql<StoredPacket>`select ${COLUMNS} from exchange_packets where agreement_id = ${agreementId} and number = ${number}`.execute(db)).rows[0];
}

/** The next that has no receipt yet. */
export async function findWaiting(db: Database | Transaction, agreementId: number): Promise<StoredPacket | undefined> {
  const { rows } = await sql<StoredPacket>`
    select ${COLUMNS} from exchange_packets where agreement_id = ${agreementId} and receipt is null order by number limit 1`.execute(db);
  return rows[0];
}

export async function listPackets(db: Database, agreementId: number, limit: number): Promise<StoredPacket[]> {
  return (await sql<StoredPacket>`select ${COLUMNS} from exchange_packets where agreement_id = ${agreementId} order by number desc limit ${limit}`.execute(db))
    .rows;
}

export async function storeReceipt(
  tx: Transaction,
  { now }: Context,
  id: number,
  { receipt, accepted, refused }: { receipt: string; accepted: number; refused: number },
): Promise<void> {
  await sql`update exchange_packets set receipt = ${receipt}, receipt_at = ${now}, accepted = ${accepted}, refused = ${refused} where id = ${id}`.execute(tx);
}

const DAYS_KEPT = 90;

/** What was accepted long ago will not be sent again. */
export async function dropOldBodies(db: Database, { now }: Context): Promise<void> {
  const before = new Date(now.getTime() - DAYS_KEPT * 86_400_000);
  await sql`update exchange_packets set body_cipher = null where body_cipher is not null and receipt_at < ${before}`.execute(db);
}

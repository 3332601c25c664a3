import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { type DivisionLevel, type KeyRange, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { SettledHow } from '../contract/agreement.ts';
import { exchangeErrors } from '../contract/errors.ts';
import type { Terms } from '../contract/terms.ts';
import type { ComparisonAnswer } from '../contract/wire.ts';

export interface StoredAgreement {
  id: number;
  number: string;
  side: 'sender' | 'receiver';
  state: 'offered' | 'active' | 'ended';
  partner: string;
  address: string | null;
  div: number;
  level: DivisionLevel;
  place: string;
  terms: Terms;
  secretCipher: string | null;
  codeUntil: Date | null;
  senderNonce: string | null;
  receiverNonce: string | null;
  keyCipher: string | null;
  nextNumber: number;
  heardAt: Date | null;
  comparedAt: Date | null;
  comparison: ComparisonAnswer | null;
  endedAt: Date | null;
  endReason: string | null;
  settled: SettledHow | null;
}

const COLUMNS = sql.raw(`id, number, side, state, partner, address, div, level, place, terms, secret_cipher as "secretCipher", code_until as "codeUntil",
  sender_nonce as "senderNonce", receiver_nonce as "receiverNonce", key_cipher as "keyCipher", next_number as "nextNumber", heard_at as "heardAt",
  compared_at as "comparedAt", comparison, ended_at as "endedAt", end_reason as "endReason", settled`);

/** The id is part of the purpose, so that a key cannot be moved to another agreement. */
export const secretPurpose = (id: number) => `exchange-secret/${id}`;
export const keyPurpose = (id: number) => `exchange-key/${id}`;

export function rangeOfAgreement({ div, level }: Pick<StoredAgreement, 'div' | 'level'>): KeyRange {
  return rangeOf(div, level);
}

export function keyOfAgreement({ platform }: Context, { id, keyCipher }: StoredAgreement): string {
  if (keyCipher === null) throw refuse(exchangeErrors.EXCHANGE_NOT_OPEN);
  return platform.cipher.decrypt(keyCipher, keyPurpose(id));
}

export async function listAgreements(db: Database | Transaction): Promise<StoredAgreement[]> {
  return (await sql<StoredAgreement>`select ${COLUMNS} from exchange_agreements order by state = 'ended', id desc limit 500`.execute(db)).rows;
}

/** @param lock keeps it until the transaction ends @throws EXCHANGE_NOT_FOUND */
export async function getStoredAgreement(db: Database | Transaction, id: number, lock = false): Promise<StoredAgreement> {
  const { rows } = await sql<StoredAgreement>`select ${COLUMNS} from exchange_agreements where id = ${id} ${lock ? sql`for update` : sql``}`.execute(db);
  if (!rows[0]) throw refuse(exchangeErrors.EXCHANGE_NOT_FOUND);
  return rows[0];
}

/** The receiver's side, locked. */
export async function lockByNumber(tx: Transaction, number: string): Promise<StoredAgreement | undefined> {
  const { rows } = await sql<StoredAgreement>`select ${COLUMNS} from exchange_agreements where number = ${number} and side = 'receiver' for update`.execute(tx);
  return rows[0];
}

export type NewAgreement = Pick<
  StoredAgreement,
  | 'id'
  | 'number'
  | 'side'
  | 'partner'
  | 'address'
  | 'div'
  | 'level'
  | 'place'
  | 'terms'
  | 'secretCipher'
  | 'codeUntil'
  | 'keyCipher'
  | 'senderNonce'
  | 'receiverNonce'
>;

export async function insertAgreement(tx: Transaction, { now, actor }: Context, one: NewAgreement): Promise<void> {
  await sql`
    insert into exchange_agreements (id, number, side, state, partner, address, div, level, place, terms, secret_cipher, code_until, sender_nonce, receiver_nonce, key_cipher, created_at, created_by)
    values (${one.id}, ${one.number}, ${one.side}, 'offered', ${one.partner}, ${one.address}, ${one.div}, ${one.level}, ${one.place}, ${JSON.stringify(one.terms)}::jsonb,
      ${one.secretCipher}, ${one.codeUntil}, ${one.senderNonce}, ${one.receiverNonce}, ${one.keyCipher}, ${now}, ${actor.id})`.execute(tx);
}

/** The code was used: both sides have a key. */
export async function storePairing(
  tx: Transaction,
  { now }: Context,
  id: number,
  paired: { senderNonce: string; receiverNonce: string; keyCipher: string },
): Promise<void> {
  await sql`update exchange_agreements set state = 'active', sender_nonce = ${paired.senderNonce}, receiver_nonce = ${paired.receiverNonce},
    key_cipher = ${paired.keyCipher}, heard_at = ${now} where id = ${id}`.execute(tx);
}

export async function storeActive(tx: Transaction, id: number): Promise<void> {
  await sql`update exchange_agreements set state = 'active' where id = ${id}`.execute(tx);
}

/** A signed request came, so the code has done its work. */
export async function noteHeard(db: Database | Transaction, { now }: Context, id: number): Promise<void> {
  await sql`update exchange_agreements set heard_at = ${now}, secret_cipher = null, code_until = null where id = ${id}`.execute(db);
}

export async function storeNextNumber(tx: Transaction, id: number, next: number): Promise<void> {
  await sql`update exchange_agreements set next_number = ${next} where id = ${id}`.execute(tx);
}

export async function storeComparison(db: Database | Transaction, { now }: Context, id: number, comparison: ComparisonAnswer): Promise<void> {
  await sql`update exchange_agreements set compared_at = ${now}, comparison = ${JSON.stringify(comparison)}::jsonb where id = ${id}`.execute(db);
}

export async function storeEnd(
  tx: Transaction,
  { now, actor }: Context,
  id: number,
  { reason, settled }: { reason: string; settled: SettledHow | null },
): Promise<void> {
  await sql`update exchange_agreements set state = 'ended', ended_at = ${now}, ended_by = ${actor.id}, end_reason = ${reason}, settled = ${settled}, secret_cipher = null, code_until = null where id = ${id}`.execute(
    tx,
  );
}

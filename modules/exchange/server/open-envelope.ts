import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../contract/errors.ts';
import type { Envelope } from '../contract/wire.ts';
import { keyOfAgreement, lockByNumber, noteHeard, type StoredAgreement } from './agreement-store.ts';
import { isSigned, partsOf, type SignedPurpose, sign } from './sign.ts';

const MINUTES = 10;
const MINUTE_MS = 60_000;

/**
 * Whose request it is: signed with the agreement's key, of this time, and for the first time. An unknown number and a wrong key are told alike.
 * @throws EXCHANGE_SIGNATURE_WRONG, EXCHANGE_CLOCK, EXCHANGE_REPLAYED, EXCHANGE_ENDED
 */
export async function openEnvelope(tx: Transaction, context: Context, envelope: Envelope, purpose: SignedPurpose): Promise<StoredAgreement> {
  const agreement = await lockByNumber(tx, envelope.agreement);
  if (!agreement || agreement.keyCipher === null) throw refuse(exchangeErrors.EXCHANGE_SIGNATURE_WRONG);
  const key = keyOfAgreement(context, agreement);
  if (!isSigned(key, envelope.signature, ...partsOf(envelope, purpose))) throw refuse(exchangeErrors.EXCHANGE_SIGNATURE_WRONG);
  if (agreement.state !== 'active') throw refuse(exchangeErrors.EXCHANGE_ENDED);
  const off = Math.abs(context.now.getTime() - Date.parse(envelope.at));
  if (!(off <= MINUTES * MINUTE_MS)) throw refuse(exchangeErrors.EXCHANGE_CLOCK, { minutes: MINUTES });
  await useNonce(tx, context, agreement.id, envelope.nonce);
  await noteHeard(tx, context, agreement.id);
  return agreement;
}

async function useNonce(tx: Transaction, { now }: Context, agreementId: number, nonce: string): Promise<void> {
  // a request older than this has a time stamp that is refused
  await sql`delete from exchange_nonces where used_at < ${new Date(now.getTime() - 3 * MINUTES * MINUTE_MS)}`.execute(tx);
  const { numAffectedRows } = await sql`
    insert into exchange_nonces (agreement_id, nonce, used_at) values (${agreementId}, ${nonce}, ${now}) on conflict do nothing`.execute(tx);
  if (numAffectedRows !== 1n) throw refuse(exchangeErrors.EXCHANGE_REPLAYED);
}

export function signedAnswer(context: Context, agreement: StoredAgreement, purpose: SignedPurpose, nonce: string, answer: string) {
  return { answer, signature: sign(keyOfAgreement(context, agreement), 'answer', purpose, nonce, answer) };
}

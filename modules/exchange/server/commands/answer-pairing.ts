import type { z } from 'zod';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { codeOf, districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import type { pairingAnswerSchema, pairingSchema, pairingTextSchema } from '../../contract/wire.ts';
import { keyPurpose, lockByNumber, secretPurpose, storePairing } from '../agreement-store.ts';
import { isSigned, newNonce, pairedKey, sign } from '../sign.ts';

/**
 * Whoever shows that they know the code's secret gets the terms; both sides make the key of it. The secret itself is never sent. An answer that
 * was lost is given again to the same asker.
 * @throws EXCHANGE_CODE_WRONG
 */
export async function answerPairing(context: Context, asked: z.output<typeof pairingSchema>): Promise<z.input<typeof pairingAnswerSchema>> {
  const { cipher } = context.platform;
  return inTransaction(context.platform.db, async (tx) => {
    const agreement = await lockByNumber(tx, asked.number);
    const isOpen = agreement && agreement.state !== 'ended' && agreement.codeUntil !== null && agreement.codeUntil > context.now;
    if (!isOpen || agreement.secretCipher === null) throw refuse(exchangeErrors.EXCHANGE_CODE_WRONG);
    const { secret, name } = JSON.parse(cipher.decrypt(agreement.secretCipher, secretPurpose(agreement.id))) as { secret: string; name: string };
    if (!isSigned(secret, asked.proof, 'pair', asked.number, asked.nonce, asked.name)) throw refuse(exchangeErrors.EXCHANGE_CODE_WRONG);
    // used by somebody else: one code, one partner
    if (agreement.senderNonce !== null && agreement.senderNonce !== asked.nonce) throw refuse(exchangeErrors.EXCHANGE_CODE_WRONG);
    const nonce = agreement.receiverNonce ?? newNonce();
    if (agreement.receiverNonce === null) {
      const keyCipher = cipher.encrypt(pairedKey(secret, asked.nonce, nonce), keyPurpose(agreement.id));
      await storePairing(tx, context, agreement.id, { senderNonce: asked.nonce, receiverNonce: nonce, keyCipher });
      await audit(tx, context, {
        action: 'exchange.paired',
        subject: { type: 'exchange-agreement', id: agreement.id, district: districtOf(agreement.div) },
        details: { partner: asked.name },
      });
    }
    const told: z.output<typeof pairingTextSchema> = { nonce, name, division: codeOf(agreement.div), place: agreement.place, terms: agreement.terms };
    const answer = JSON.stringify(told);
    return { answer, proof: sign(secret, 'paired', asked.number, asked.nonce, answer) };
  });
}

import { findDivision } from '#modules/divisions/server/public.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import { exchangeRoutes } from '../../contract/routes.ts';
import { pairingAnswerSchema, pairingTextSchema } from '../../contract/wire.ts';
import { insertAgreement, keyPurpose } from '../agreement-store.ts';
import type { ExchangeMeans } from '../means.ts';
import { readText } from '../read-text.ts';
import { requireWhole } from '../require-whole.ts';
import { checkTerms } from '../sendable.ts';
import { isSigned, newNonce, pairedKey, sign } from '../sign.ts';
import { tellPartner } from '../tell-partner.ts';

const CODE = /^([a-z2-7]{12})-([a-z2-7]{28})$/;

/**
 * Uses a code of the receiving installation. Nothing is sent before the terms were looked at and accepted here.
 * @throws EXCHANGE_CODE_FORM, EXCHANGE_PARTNER_WRONG, EXCHANGE_PLACE_UNKNOWN, OUTGOING_ADDRESS_REFUSED and what the other side refuses
 */
export async function joinAgreement(context: Context, { registers }: ExchangeMeans, input: { address: string; code: string; name: string }): Promise<number> {
  requireWhole(context);
  const [, number, secret] = CODE.exec(input.code.replaceAll(/\s/g, '').toLowerCase()) ?? [];
  if (number === undefined || secret === undefined) throw refuse(exchangeErrors.EXCHANGE_CODE_FORM);
  const { origin } = new URL(input.address);
  const nonce = newNonce();
  const asked = { number, nonce, name: input.name, proof: sign(secret, 'pair', number, nonce, input.name) };
  const { answer, proof } = await tellPartner(context, origin, exchangeRoutes.pair.path, asked, pairingAnswerSchema);
  if (!isSigned(secret, proof, 'paired', number, nonce, answer)) throw refuse(exchangeErrors.EXCHANGE_PARTNER_WRONG);
  const told = readText(answer, pairingTextSchema);
  if (!told) throw refuse(exchangeErrors.EXCHANGE_PARTNER_WRONG);
  checkTerms(registers, told.terms);
  return inTransaction(context.platform.db, async (tx) => {
    const place = await findDivision(context, tx, told.division).catch(() => undefined);
    if (!place || place.level === 'nation') throw refuse(exchangeErrors.EXCHANGE_PLACE_UNKNOWN, { place: told.place, code: told.division });
    const id = await nextRecordId(tx, 0);
    await insertAgreement(tx, context, {
      id,
      number,
      side: 'sender',
      partner: told.name,
      address: origin,
      div: place.key,
      level: place.level,
      place: place.name,
      terms: told.terms,
      secretCipher: null,
      codeUntil: null,
      senderNonce: nonce,
      receiverNonce: told.nonce,
      keyCipher: context.platform.cipher.encrypt(pairedKey(secret, nonce, told.nonce), keyPurpose(id)),
    });
    await audit(tx, context, {
      action: 'exchange.joined',
      subject: { type: 'exchange-agreement', id, district: districtOf(place.key) },
      details: { partner: told.name, address: origin },
    });
    return id;
  });
}

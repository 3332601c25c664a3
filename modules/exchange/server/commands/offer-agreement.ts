import { findDivision } from '#modules/divisions/server/public.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { handPlaceOver } from '#platform/registers/run-elsewhere.ts';
import { districtOf, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import type { Terms } from '../../contract/terms.ts';
import { insertAgreement, secretPurpose } from '../agreement-store.ts';
import type { ExchangeMeans } from '../means.ts';
import { requireWhole } from '../require-whole.ts';
import { checkPlans, checkTerms, registersOf } from '../sendable.ts';
import { randomToken } from '../sign.ts';

export interface Offer {
  /** what this installation is called by the other side */
  name: string;
  /** who will send */
  partner: string;
  division: string;
  terms: Terms;
}

const NUMBER_LENGTH = 12;
const SECRET_LENGTH = 28;
const CODE_HOURS = 72;

/**
 * Offers another installation to send a place's data. From now on the agreed registers of that place are no longer entered here.
 * @returns the one-time code, shown once
 * @throws EXCHANGE_NOTHING_AGREED, EXCHANGE_COLUMNS_LACKING, EXCHANGE_PLAN_ELSEWHERE, PLACE_HAS_RECORDS, PLACE_RUN_ELSEWHERE
 */
export async function offerAgreement(context: Context, { registers }: ExchangeMeans, offer: Offer): Promise<{ id: number; code: string }> {
  requireWhole(context);
  checkTerms(registers, offer.terms);
  return inTransaction(context.platform.db, async (tx) => {
    const id = await nextRecordId(tx, 0);
    const { key, level, name } = await findDivision(context, tx, offer.division.padEnd(12, '0'));
    if (level === 'nation') throw refuse(exchangeErrors.EXCHANGE_PLACE_UNKNOWN, { place: name, code: offer.division });
    await checkPlans({ ...context, platform: { ...context.platform, db: tx } }, offer.terms, { key, name });
    const agreed = registersOf(registers, offer.terms).map(({ definition }) => definition);
    await handPlaceOver(tx, { agreementId: id, registers: agreed, range: rangeOf(key, level), label: offer.partner });
    const [number, secret] = [randomToken(NUMBER_LENGTH), randomToken(SECRET_LENGTH)];
    await insertAgreement(tx, context, {
      id,
      number,
      side: 'receiver',
      partner: offer.partner,
      address: null,
      div: key,
      level,
      place: name,
      terms: offer.terms,
      // with it what the other side is told about us
      secretCipher: context.platform.cipher.encrypt(JSON.stringify({ secret, name: offer.name }), secretPurpose(id)),
      codeUntil: new Date(context.now.getTime() + CODE_HOURS * 3_600_000),
      keyCipher: null,
      senderNonce: null,
      receiverNonce: null,
    });
    await audit(tx, context, {
      action: 'exchange.offered',
      subject: { type: 'exchange-agreement', id, district: districtOf(key) },
      details: { partner: offer.partner, registers: agreed.map(({ sheet }) => sheet).join('、'), plans: offer.terms.plans.join('、') },
    });
    return { id, code: `${number}-${secret}` };
  });
}

import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import { getStoredAgreement, storeActive } from '../agreement-store.ts';
import type { ExchangeMeans } from '../means.ts';
import { requireNothingInvented } from '../require-nothing-invented.ts';
import { requireWhole } from '../require-whole.ts';
import { startSending } from '../start-sending.ts';

/** The sender has looked at the terms: from now on the data go out. @throws EXCHANGE_NOT_FOUND, EXCHANGE_NOT_OPEN, EXCHANGE_INVENTED */
export async function acceptAgreement(context: Context, means: ExchangeMeans, id: number): Promise<void> {
  requireWhole(context);
  await inTransaction(context.platform.db, async (tx) => {
    const agreement = await getStoredAgreement(tx, id, true);
    if (agreement.side !== 'sender' || agreement.state !== 'offered') throw refuse(exchangeErrors.EXCHANGE_NOT_OPEN);
    await requireNothingInvented(context, means);
    await storeActive(tx, id);
    await startSending(tx, means);
    await audit(tx, context, {
      action: 'exchange.accepted',
      subject: { type: 'exchange-agreement', id, district: districtOf(agreement.div) },
      details: { partner: agreement.partner },
    });
  });
}

/** Sends and compares at once. @throws EXCHANGE_NOT_FOUND, EXCHANGE_NOT_OPEN, EXCHANGE_INVENTED */
export async function sendNow(context: Context, means: ExchangeMeans, id: number): Promise<void> {
  requireWhole(context);
  await inTransaction(context.platform.db, async (tx) => {
    const agreement = await getStoredAgreement(tx, id, true);
    if (agreement.side !== 'sender' || agreement.state !== 'active') throw refuse(exchangeErrors.EXCHANGE_NOT_OPEN);
    await requireNothingInvented(context, means);
    await startSending(tx, means);
    await audit(tx, context, { action: 'exchange.send-asked', subject: { type: 'exchange-agreement', id, district: districtOf(agreement.div) } });
  });
}

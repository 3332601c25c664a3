import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { takePlaceBack } from '#platform/registers/run-elsewhere.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import { getStoredAgreement, storeEnd } from '../agreement-store.ts';
import { requireWhole } from '../require-whole.ts';

/** What was received stays, and is entered here again from now on. @throws EXCHANGE_NOT_FOUND, EXCHANGE_NOT_OPEN */
export async function endAgreement(context: Context, id: number, reason: string): Promise<void> {
  requireWhole(context);
  await inTransaction(context.platform.db, async (tx) => {
    const agreement = await getStoredAgreement(tx, id, true);
    if (agreement.state === 'ended') throw refuse(exchangeErrors.EXCHANGE_NOT_OPEN);
    await storeEnd(tx, context, id, reason);
    await takePlaceBack(tx, id);
    await audit(tx, context, {
      action: 'exchange.ended',
      subject: { type: 'exchange-agreement', id, district: districtOf(agreement.div) },
      details: { partner: agreement.partner, reason },
    });
  });
}

import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { changePlaces } from '#platform/facts/hold-places.ts';
import { keepWhatCame, takePlaceBack } from '#platform/registers/run-elsewhere.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { SettledHow } from '../../contract/agreement.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import { getStoredAgreement, storeEnd } from '../agreement-store.ts';
import type { ExchangeMeans } from '../means.ts';
import { requireWhole } from '../require-whole.ts';
import { countReceived, removeReceived } from '../settle-received.ts';

/**
 * Ends an agreement. Nobody keeps what it brought up to date from then on, so the receiver says what becomes of it: it is taken out, or it is
 * kept, is entered here from now on, and its lists say since when.
 * @throws EXCHANGE_NOT_FOUND, EXCHANGE_NOT_OPEN, EXCHANGE_UNSETTLED, RECORD_IN_USE
 */
export async function endAgreement(context: Context, means: ExchangeMeans, id: number, reason: string, settled?: SettledHow): Promise<void> {
  requireWhole(context);
  await inTransaction(context.platform.db, async (tx) => {
    // nobody enters anything at the place between the one owner and the next
    await changePlaces(tx);
    const agreement = await getStoredAgreement(tx, id, true);
    if (agreement.state === 'ended') throw refuse(exchangeErrors.EXCHANGE_NOT_OPEN);
    const count = agreement.side === 'receiver' ? await countReceived(tx, id) : 0;
    if (count > 0 && settled === undefined) throw refuse(exchangeErrors.EXCHANGE_UNSETTLED, { count });
    await storeEnd(tx, context, id, { reason, settled: count > 0 ? (settled ?? null) : null });
    const isKept = count > 0 && settled === 'kept';
    if (isKept) await keepWhatCame(tx, id, context.today);
    else await takePlaceBack(tx, id);
    if (count > 0 && !isKept) await removeReceived(tx, context, means, agreement, `${agreement.partner}的报送约定结束`);
    await audit(tx, context, {
      action: 'exchange.ended',
      subject: { type: 'exchange-agreement', id, district: districtOf(agreement.div) },
      details: { partner: agreement.partner, reason, ...(count > 0 ? { records: count, settled: isKept ? 'kept' : 'removed' } : {}) },
    });
  });
}

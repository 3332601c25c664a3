import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import { comparisonAnswerSchema } from '../../contract/wire.ts';
import { getStoredAgreement, listAgreements, storeComparison, type StoredAgreement } from '../agreement-store.ts';
import { deliverPackets } from '../deliver-packets.ts';
import { groupsOf } from '../groups.ts';
import { sentRows } from '../held-rows.ts';
import { makePackets } from '../make-packets.ts';
import type { ExchangeMeans } from '../means.ts';
import { dropOldBodies } from '../packet-store.ts';
import { requireNothingInvented } from '../require-nothing-invented.ts';
import { requireWhole } from '../require-whole.ts';
import { tellSigned } from '../tell-partner.ts';

/**
 * Sends what changed by every agreement, waits for the receipts and compares. One that fails does not keep the others; the queue tries again.
 * @throws EXCHANGE_INVENTED, Error in Chinese that names whoever could not be reached
 */
export async function sendExchange(context: Context, means: ExchangeMeans): Promise<void> {
  const active = (await listAgreements(context.platform.db)).filter(({ side, state }) => side === 'sender' && state === 'active');
  if (active.length === 0) return;
  await requireNothingInvented(context, means);
  const failures: string[] = [];
  for (const agreement of active) {
    await sendOne(context, means, agreement).catch((error: unknown) => {
      failures.push(`${agreement.partner}：${error instanceof Error ? error.message : String(error)}`);
    });
  }
  await dropOldBodies(context.platform.db, context);
  if (failures.length > 0) throw new Error(failures.join('；'));
}

/**
 * Compares by one agreement without sending anything. @throws EXCHANGE_NOT_FOUND, EXCHANGE_NOT_OPEN when nothing is sent by it, and whatever keeps the
 * other side from answering
 */
export async function compareNow(context: Context, id: number): Promise<void> {
  requireWhole(context);
  const agreement = await getStoredAgreement(context.platform.db, id);
  if (agreement.side !== 'sender' || agreement.state !== 'active') throw refuse(exchangeErrors.EXCHANGE_NOT_OPEN);
  await compare(context, agreement);
}

async function sendOne(context: Context, means: ExchangeMeans, agreement: StoredAgreement): Promise<void> {
  // what was left by a try before, then what has changed since
  await deliverPackets(context, agreement);
  if ((await makePackets(context, means, agreement.id)) > 0) await deliverPackets(context, agreement);
  await compare(context, agreement);
}

async function compare(context: Context, agreement: StoredAgreement): Promise<void> {
  const groups = await inTransaction(context.platform.db, async (tx) => groupsOf(await sentRows(tx, agreement)));
  const { told } = await tellSigned(context, agreement, 'comparison', JSON.stringify({ groups }), comparisonAnswerSchema);
  await storeComparison(context.platform.db, context, agreement.id, told);
}

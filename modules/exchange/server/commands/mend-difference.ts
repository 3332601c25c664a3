import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import { getStoredAgreement } from '../agreement-store.ts';
import { differingRows, type DifferingRow, nameOf } from '../differing-rows.ts';
import { sentRows } from '../held-rows.ts';
import type { ExchangeMeans } from '../means.ts';
import { requireNothingInvented } from '../require-nothing-invented.ts';
import { requireWhole } from '../require-whole.ts';
import { rowsByKey, rowsOf, type StoredRowState, writeRows } from '../row-store.ts';
import { startSending } from '../start-sending.ts';

/** Equal to no digest of a row: it is sent again whatever it says. */
const AGAIN = 'again';

/**
 * Marks what differed in the last comparison, to be sent again as corrections of what the other side really holds; what it holds and nobody sent
 * is taken out there. What was refused is sent again as it is: the reason may have gone at the other side.
 * @returns how many rows @throws EXCHANGE_NOT_FOUND, EXCHANGE_NOT_OPEN, EXCHANGE_INVENTED, EXCHANGE_NEVER_COMPARED
 */
export async function mendDifference(context: Context, means: ExchangeMeans, id: number): Promise<number> {
  requireWhole(context);
  return inTransaction(context.platform.db, async (tx) => {
    const agreement = await getStoredAgreement(tx, id, true);
    if (agreement.side !== 'sender' || agreement.state !== 'active') throw refuse(exchangeErrors.EXCHANGE_NOT_OPEN);
    await requireNothingInvented(context, means);
    if (!agreement.comparison) throw refuse(exchangeErrors.EXCHANGE_NEVER_COMPARED);
    const pairs = differingRows(await sentRows(tx, agreement), agreement.comparison);
    const known = await rowsByKey(
      tx,
      id,
      pairs.map(({ key }) => key),
    );
    // what waits for its receipt is settled by that
    const differing = pairs.flatMap((pair) => markedRow(pair, known.get(nameOf(pair))));
    const named = new Set(pairs.map(nameOf));
    const refused = (await rowsOf(tx, id)).filter((row) => row.state === 'refused' && !named.has(nameOf(row)));
    const marked = [...differing, ...refused.map((row) => ({ ...row, digest: AGAIN }))];
    await writeRows(tx, id, marked);
    if (marked.length > 0) await startSending(tx, means);
    await audit(tx, context, {
      action: 'exchange.mended',
      subject: { type: 'exchange-agreement', id, district: districtOf(agreement.div) },
      details: { rows: marked.length },
    });
    return marked.length;
  });
}

function markedRow({ register, key, held, isUntold }: DifferingRow, known: StoredRowState | undefined): StoredRowState[] {
  if (known?.state === 'waiting') return [];
  // once more as before; what was in order leaves the group by that, and the next answer names the rest
  if (isUntold) return known ? [{ ...known, digest: AGAIN }] : [];
  return [
    {
      register,
      key,
      digest: AGAIN,
      packet: known?.packet ?? held?.packet ?? 1,
      day: known?.day ?? held?.day ?? '2000-01-01',
      state: 'accepted',
      reason: null,
      acceptedPacket: held?.packet ?? null,
      acceptedDay: held?.day ?? null,
      acceptedDigest: held?.digest ?? null,
      recordId: null,
      content: known?.content ?? null,
    },
  ];
}

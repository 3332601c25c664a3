import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../../contract/errors.ts';
import { type Envelope, type Packet, packetSchema, type Receipt } from '../../contract/wire.ts';
import { storeNextNumber, type StoredAgreement } from '../agreement-store.ts';
import { exchangeActor } from '../exchange-actor.ts';
import type { ExchangeMeans } from '../means.ts';
import { openEnvelope, signedAnswer } from '../open-envelope.ts';
import { findPacket, insertPacket, storeReceipt } from '../packet-store.ts';
import { readText } from '../read-text.ts';
import { digestOf } from '../sign.ts';
import { takeRows } from '../take-rows.ts';

/**
 * Takes a packet and answers with a receipt: all of it in one transaction. The same packet once more gets the same receipt.
 * @throws EXCHANGE_SIGNATURE_WRONG, EXCHANGE_CLOCK, EXCHANGE_REPLAYED, EXCHANGE_ENDED, EXCHANGE_PAYLOAD_WRONG, EXCHANGE_GAP, EXCHANGE_NUMBER_TAKEN
 */
export async function receivePacket(context: Context, means: ExchangeMeans, envelope: Envelope): Promise<{ answer: string; signature: string }> {
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const agreement = await openEnvelope(tx, context, envelope, 'packet');
    const digest = digestOf(envelope.payload);
    const packet = readText(envelope.payload, packetSchema);
    if (!packet) throw refuse(exchangeErrors.EXCHANGE_PAYLOAD_WRONG);
    const receipt = (await receiptBefore(tx, agreement, packet, digest)) ?? (await takePacket(tx, context, means, agreement, packet, digest));
    return signedAnswer(context, agreement, 'packet', envelope.nonce, receipt);
  });
}

/** The answer to a packet that is here already. */
async function receiptBefore(tx: Transaction, agreement: StoredAgreement, { number }: Packet, digest: string): Promise<string | undefined> {
  if (number > agreement.nextNumber) throw refuse(exchangeErrors.EXCHANGE_GAP, { expected: agreement.nextNumber, number });
  if (number === agreement.nextNumber) return undefined;
  const before = await findPacket(tx, agreement.id, number);
  if (before?.digest !== digest || before.receipt === null) throw refuse(exchangeErrors.EXCHANGE_NUMBER_TAKEN, { number });
  return before.receipt;
}

async function takePacket(
  tx: Transaction,
  context: Context,
  means: ExchangeMeans,
  agreement: StoredAgreement,
  packet: Packet,
  digest: string,
): Promise<string> {
  const own: Context = { ...context, actor: exchangeActor(agreement) };
  const id = await nextRecordId(tx, 0);
  await insertPacket(tx, own, { id, agreementId: agreement.id, number: packet.number, day: packet.day, digest, rows: packet.rows.length, bodyCipher: null });
  const refused = await takeRows(tx, own, means, agreement, packet);
  const accepted = packet.rows.length - refused.length;
  const told: Receipt = { number: packet.number, digest, accepted, refused, receivedAt: context.now.toISOString() };
  const receipt = JSON.stringify(told);
  await storeReceipt(tx, own, id, { receipt, accepted, refused: refused.length });
  await storeNextNumber(tx, agreement.id, packet.number + 1);
  await audit(tx, own, {
    action: 'exchange.packet-received',
    subject: { type: 'exchange-agreement', id: agreement.id, district: districtOf(agreement.div) },
    details: { number: packet.number, rows: packet.rows.length, accepted, refused: refused.length },
  });
  return receipt;
}

import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../contract/errors.ts';
import { type Receipt, receiptSchema } from '../contract/wire.ts';
import { getStoredAgreement, noteHeard, type StoredAgreement } from './agreement-store.ts';
import { bodyPurpose, findPacket, findWaiting, type StoredPacket, storeReceipt } from './packet-store.ts';
import { digestOfValues } from './record-content.ts';
import { PartnerRefusal, tellSigned } from './tell-partner.ts';

/** The other side lacks packets: it was restored from a backup. They are sent again, from the one that it wants. */
const MOST_AGAIN = 10_000;

/**
 * Sends what waits, in order, each until its receipt is here. Who sends at the same time sends the same, and gets the same receipt.
 * @throws whatever keeps a packet from being taken; it waits for the next try
 */
export async function deliverPackets(context: Context, agreement: StoredAgreement): Promise<number> {
  let sent = 0;
  for (let packet = await findWaiting(context.platform.db, agreement.id); packet; packet = await findWaiting(context.platform.db, agreement.id)) {
    await deliver(context, agreement, packet).catch((error: unknown) => sendFrom(context, agreement, packet, error));
    sent += 1;
  }
  return sent;
}

async function deliver(context: Context, agreement: StoredAgreement, packet: StoredPacket): Promise<void> {
  if (packet.bodyCipher === null) throw refuse(exchangeErrors.EXCHANGE_NOT_OPEN);
  const payload = context.platform.cipher.decrypt(packet.bodyCipher, bodyPurpose(packet.id));
  const { text, told } = await tellSigned(context, agreement, 'packet', payload, receiptSchema);
  if (told.number !== packet.number || told.digest !== packet.digest || told.accepted + told.refused.length !== packet.rows)
    throw refuse(exchangeErrors.EXCHANGE_PARTNER_WRONG);
  await noteReceipt(context, agreement.id, packet, text, told);
}

async function sendFrom(context: Context, agreement: StoredAgreement, packet: StoredPacket, error: unknown): Promise<void> {
  if (!(error instanceof PartnerRefusal) || error.code !== exchangeErrors.EXCHANGE_GAP.code) throw error;
  const wanted = Number(error.told['expected']);
  if (!(wanted >= 1 && wanted < packet.number && packet.number - wanted <= MOST_AGAIN)) throw error;
  for (let number = wanted; number <= packet.number; number += 1) {
    const again = await findPacket(context.platform.db, agreement.id, number);
    if (!again) throw error;
    await deliver(context, agreement, again);
  }
}

/** What was accepted is what the other side holds; what was refused stays as it was held before, with the reason. */
async function noteReceipt(context: Context, agreementId: number, packet: StoredPacket, text: string, { accepted, refused }: Receipt): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    await getStoredAgreement(tx, agreementId, true);
    await storeReceipt(tx, context, packet.id, { receipt: text, accepted, refused: refused.length });
    await sql`
      update exchange_rows r set state = 'refused', reason = left(f.reason, 500)
      from jsonb_to_recordset(${JSON.stringify(refused)}::jsonb) as f (register text, key text, reason text)
      where r.agreement_id = ${agreementId} and r.packet = ${packet.number} and r.register = f.register and r.key = f.key`.execute(tx);
    await sql`
      update exchange_rows set state = case when digest = ${digestOfValues(null)} then 'removed' else 'accepted' end,
        accepted_packet = packet, accepted_day = day, accepted_digest = digest
      where agreement_id = ${agreementId} and packet = ${packet.number} and state = 'waiting'`.execute(tx);
    await noteHeard(tx, context, agreementId);
  });
}

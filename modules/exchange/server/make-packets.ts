import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { FIGURES } from '../contract/terms.ts';
import type { Packet } from '../contract/wire.ts';
import { getStoredAgreement, storeNextNumber } from './agreement-store.ts';
import { collectChanges, type RowChange } from './collect-changes.ts';
import type { ExchangeMeans } from './means.ts';
import { bodyPurpose, findWaiting, insertPacket } from './packet-store.ts';
import { type StoredRowState, writeRows } from './row-store.ts';
import { digestOf } from './sign.ts';

/** Each row is checked, written and counted at the other side before it answers. */
const ROWS_PER_PACKET = 100;

/** Puts what changed into packets, numbered on without a gap. Nothing while packets wait: what they say must be known first. @returns rows */
export async function makePackets(context: Context, means: ExchangeMeans, id: number): Promise<number> {
  return inTransaction(context.platform.db, async (tx) => {
    const agreement = await getStoredAgreement(tx, id, true);
    if (agreement.state !== 'active' || (await findWaiting(tx, id))) return 0;
    const changes = await collectChanges(tx, context, means, agreement);
    let number = agreement.nextNumber;
    for (let start = 0; start < changes.length; start += ROWS_PER_PACKET) {
      await writePacket(tx, context, id, number, changes.slice(start, start + ROWS_PER_PACKET));
      number += 1;
    }
    if (number !== agreement.nextNumber) await storeNextNumber(tx, id, number);
    return changes.length;
  });
}

async function writePacket(tx: Transaction, context: Context, agreementId: number, number: number, changes: readonly RowChange[]): Promise<void> {
  const packet: Packet = {
    number,
    day: context.today,
    // 0 stands for an agreement before this one: no packet of ours to correct
    rows: changes.map(({ register, key, values, before }) => ({ register, key, values, corrects: heldBefore(before)?.acceptedPacket || null })),
  };
  const body = JSON.stringify(packet);
  const id = await nextRecordId(tx, 0);
  await insertPacket(tx, context, {
    id,
    agreementId,
    number,
    day: context.today,
    digest: digestOf(body),
    rows: changes.length,
    bodyCipher: context.platform.cipher.encrypt(body, bodyPurpose(id)),
  });
  await writeRows(
    tx,
    agreementId,
    changes.map((change) => asWaiting(change, number, context.today)),
  );
}

/** The row as the other side holds it, if it was ever accepted there. */
function heldBefore(before: RowChange['before']): RowChange['before'] {
  return before?.state === 'removed' ? undefined : before;
}

function asWaiting({ register, key, values, digest, before }: RowChange, packet: number, day: string): StoredRowState {
  const held = heldBefore(before);
  return {
    register,
    key,
    digest,
    packet,
    day,
    state: 'waiting',
    reason: null,
    acceptedPacket: held?.acceptedPacket ?? null,
    acceptedDay: held?.acceptedDay ?? null,
    acceptedDigest: held?.acceptedDigest ?? null,
    recordId: null,
    content: register === FIGURES ? values : null,
  };
}

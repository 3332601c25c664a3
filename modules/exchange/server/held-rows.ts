import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { readRows } from '#platform/registers/stored-row.ts';
import type { HeldRow } from '../contract/wire.ts';
import { rangeOfAgreement, type StoredAgreement } from './agreement-store.ts';
import { MISSING } from './groups.ts';
import type { ExchangeMeans } from './means.ts';
import { contentOf, digestOfValues } from './record-content.ts';
import { rowsLeftOver, rowsOf, type StoredRowState } from './row-store.ts';
import { registersOf } from './sendable.ts';

const GROUP = 1000;
/** In place of a packet: an agreement before this one brought it. */
const OF_BEFORE = 0;

/** What the sender believes that the other side holds. */
export async function sentRows(tx: Transaction, agreement: StoredAgreement): Promise<HeldRow[]> {
  return (await rowsOf(tx, agreement.id)).flatMap(({ register, key, state, acceptedPacket, acceptedDay, acceptedDigest }) =>
    state === 'removed' || acceptedPacket === null || acceptedDay === null || acceptedDigest === null
      ? []
      : [{ register, key, day: acceptedDay, digest: acceptedDigest, packet: acceptedPacket }],
  );
}

/**
 * What the receiver holds, with what it kept of agreements before this one: a record that the sender removed in between would stay counted, and
 * nobody would see it. Records as they stand in the registers at this moment: not as they came, but as they are counted.
 */
export async function heldRows(tx: Transaction, context: Context, means: ExchangeMeans, agreement: StoredAgreement): Promise<HeldRow[]> {
  const agreed = registersOf(means.registers, agreement.terms);
  const own = (await rowsOf(tx, agreement.id)).filter(({ state }) => state !== 'removed');
  const leftOver = (await rowsLeftOver(tx, agreement.id)).filter(({ register }) => agreed.some(({ definition }) => definition.register === register));
  const digests = await digestsOf(tx, context, means, agreement, [...own, ...leftOver]);
  const held = (row: StoredRowState, packet: number): HeldRow => ({
    register: row.register,
    key: row.key,
    day: row.day,
    packet,
    digest: digests.get(row) ?? MISSING,
  });
  // what is gone already is nothing left over
  const kept = leftOver.filter((row) => digests.get(row) !== MISSING).map((row) => held(row, OF_BEFORE));
  const all = [...own.map((row) => held(row, row.packet)), ...kept];
  return all.sort((one, other) => (one.register === other.register ? compare(one.key, other.key) : compare(one.register, other.register)));
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

async function digestsOf(
  tx: Transaction,
  context: Context,
  means: ExchangeMeans,
  agreement: StoredAgreement,
  states: readonly StoredRowState[],
): Promise<Map<StoredRowState, string>> {
  const digests = new Map(states.map((row) => [row, row.content === null ? MISSING : digestOfValues(row.content)]));
  for (const { definition, columns } of registersOf(means.registers, agreement.terms)) {
    const own = states.filter(({ register }) => register === definition.register);
    for (let start = 0; start < own.length; start += GROUP) {
      const part = own.slice(start, start + GROUP).flatMap((row) => (row.recordId === null ? [] : [{ row, id: row.recordId }]));
      const stored = await readRows(
        tx,
        definition,
        part.map(({ id }) => id),
      );
      const found = part.flatMap(({ row, id }) => {
        const record = stored.get(id);
        return record ? [{ row, record }] : [];
      });
      const records = found.map(({ record }) => record);
      const contents = await contentOf(tx, context, means.registers, definition, columns, records, rangeOfAgreement(agreement));
      for (const [index, { row }] of found.entries()) digests.set(row, digestOfValues(contents[index] ?? null));
    }
  }
  return digests;
}

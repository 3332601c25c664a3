import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { readRows } from '#platform/registers/stored-row.ts';
import type { HeldRow } from '../contract/wire.ts';
import { rangeOfAgreement, type StoredAgreement } from './agreement-store.ts';
import type { ExchangeMeans } from './means.ts';
import { contentOf, digestOfValues } from './record-content.ts';
import { rowsOf, type StoredRowState } from './row-store.ts';
import { registersOf } from './sendable.ts';

const GROUP = 1000;
/** In place of a digest: the record is gone. */
const MISSING = 'missing';

/** What the sender believes that the other side holds. */
export async function sentRows(tx: Transaction, agreement: StoredAgreement): Promise<HeldRow[]> {
  return (await rowsOf(tx, agreement.id)).flatMap(({ register, key, state, acceptedPacket, acceptedDay, acceptedDigest }) =>
    state === 'removed' || acceptedPacket === null || acceptedDay === null || acceptedDigest === null
      ? []
      : [{ register, key, day: acceptedDay, digest: acceptedDigest, packet: acceptedPacket }],
  );
}

/** What the receiver holds, records as they stand in the registers at this moment: not as they came, but as they are counted. */
export async function heldRows(tx: Transaction, context: Context, means: ExchangeMeans, agreement: StoredAgreement): Promise<HeldRow[]> {
  const states = (await rowsOf(tx, agreement.id)).filter(({ state }) => state !== 'removed');
  const digests = new Map(states.map((row) => [row, row.content === null ? MISSING : digestOfValues(row.content)]));
  for (const { definition, columns } of registersOf(means.registers, agreement.terms)) {
    const own = states.filter(({ register }) => register === definition.register);
    for (let start = 0; start < own.length; start += GROUP) {
      const part = own.slice(start, start + GROUP).flatMap((row) => (row.recordId === null ? [] : [{ row, id: row.recordId }]));
      const stored = await readRows(
        tx,
        definition,
        part.map(({ id }) => id),
        false,
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
  return states.map((row: StoredRowState) => ({ register: row.register, key: row.key, day: row.day, digest: digests.get(row) ?? MISSING, packet: row.packet }));
}

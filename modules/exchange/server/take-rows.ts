import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { titleColumn } from '#platform/registers/describe-register.ts';
import { deleteRecordIn } from '#platform/registers/end-record.ts';
import { createRecordIn, updateRecordIn } from '#platform/registers/save-record.ts';
import { readRows } from '#platform/registers/stored-row.ts';
import { snakeCase } from '#platform/registers/table-layout.ts';
import { addDays, type Day, isDay } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { FIGURES } from '../contract/terms.ts';
import type { Packet, PacketRow, Receipt, WireValues } from '../contract/wire.ts';
import type { StoredAgreement } from './agreement-store.ts';
import type { ExchangeMeans } from './means.ts';
import { digestOfValues } from './record-content.ts';
import { formerRecordId, rowsByKey, type RowVersion, type StoredRowState, writeRows, writeVersions } from './row-store.ts';
import { registersOf } from './sendable.ts';

/** How a plan names its targets. */
const TARGET = /^[A-Z][A-Z0-9]*-Q\d{2}$/;

/** Why a row was not taken, in the words for the sender. */
class RowRefused extends Error {}

interface Taking {
  tx: Transaction;
  context: Context;
  means: ExchangeMeans;
  agreement: StoredAgreement;
  packet: Packet;
}

/**
 * Row by row: what cannot be taken is told with its reason and leaves no trace in a register; the others are taken.
 * @returns the refused rows
 */
export async function takeRows(
  tx: Transaction,
  context: Context,
  means: ExchangeMeans,
  agreement: StoredAgreement,
  packet: Packet,
): Promise<Receipt['refused']> {
  const taking: Taking = { tx, context, means, agreement, packet };
  const known = await rowsByKey(
    tx,
    agreement.id,
    packet.rows.map(({ key }) => key),
  );
  const refused: Receipt['refused'] = [];
  const written: StoredRowState[] = [];
  const versions: RowVersion[] = [];
  const seen = new Set<string>();
  for (const row of packet.rows) {
    const before = known.get(`${row.register}/${row.key}`);
    try {
      if (seen.has(`${row.register}/${row.key}`)) throw new RowRefused('同一个报送包里有两行是同一条记录。');
      seen.add(`${row.register}/${row.key}`);
      const recordId = await inTransaction(tx, (step) => takeRow({ ...taking, tx: step }, row, before));
      written.push(asTaken(packet, row, recordId));
      versions.push(versionOf(packet, row));
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === undefined) throw error;
      refused.push({ register: row.register, key: row.key, reason });
    }
  }
  await writeRows(tx, agreement.id, written);
  await writeVersions(tx, agreement.id, versions);
  return refused;
}

function reasonOf(error: unknown): string | undefined {
  // each finding of the record, without what a form would add
  if (error instanceof Refusal && error.fields.length > 0)
    return error.fields
      .map(({ message }) => message)
      .join('')
      .slice(0, 500);
  return error instanceof Refusal || error instanceof RowRefused ? error.message.slice(0, 500) : undefined;
}

/** @returns the record of ours */
async function takeRow(taking: Taking, row: PacketRow, before: StoredRowState | undefined): Promise<number | null> {
  const { agreement } = taking;
  const held = before && before.state !== 'removed' ? before : undefined;
  if ((held?.packet ?? null) !== row.corrects)
    throw new RowRefused(held ? `更正的应当是第 ${held.packet} 号报送包里的那一行。` : '更正的那一行本平台没有收到过。');
  if (row.register === FIGURES) return takeFigure(agreement, row, taking.context.today);
  const agreed = registersOf(taking.means.registers, agreement.terms).find(({ definition }) => definition.register === row.register);
  if (!agreed) throw new RowRefused('没有约定报送这个台账。');
  const unknown = Object.keys(row.values ?? {}).find((field) => !agreed.columns.includes(field));
  if (unknown !== undefined) throw new RowRefused(`没有约定报送“${unknown}”这个项目。`);
  return takeRecord(taking, row, held);
}

/** A figure is kept beside our own and never added to it. */
function takeFigure({ terms, div }: StoredAgreement, { key, values }: PacketRow, today: Day): null {
  const [plan = '', target = '', place, day = '', ...more] = key.split('/');
  if (!terms.plans.includes(plan)) throw new RowRefused('没有约定报送这个方案的数字。');
  if (place !== codeOf(div)) throw new RowRefused('这个数字不是约定的那个地方的。');
  // the page asks the plan for its newest day; the clock of the other side may be a little ahead
  if (!TARGET.test(target) || !isDay(day) || day > addDays(today, 1) || more.length > 0) throw new RowRefused('这个数字的目标或者日期读不懂。');
  if (values !== null && !['value', 'numerator', 'denominator'].every((field) => typeof values[field] === 'number' || values[field] === null))
    throw new RowRefused('数字的内容读不懂。');
  return null;
}

async function takeRecord({ tx, context, means, agreement, packet }: Taking, row: PacketRow, held: StoredRowState | undefined): Promise<number | null> {
  const { registers } = means;
  const id = held?.recordId ?? (await formerRecordId(tx, agreement.id, row.register, row.key));
  const definition = registers.byRegister.get(row.register);
  if (!definition) throw new RowRefused('本平台没有这个台账。');
  const stored = id === null ? undefined : (await readRows(tx, definition, [id], { lock: true })).get(id);
  const reason = `${agreement.partner}第 ${packet.number} 号报送包`;
  if (row.values === null) {
    if (stored) await deleteRecordIn(tx, context, registers, row.register, stored.id, stored.version, reason);
    return null;
  }
  // codes begin anew when an installation does: one record must not be written over another
  const title = titleColumn(definition).field;
  if (stored && !held && stored[snakeCase(title)] !== row.values[title])
    throw new RowRefused(`以前的约定里，这个编号报送的是“${String(stored[snakeCase(title)])}”，名称对不上。请双方核对这条记录。`);
  if (!stored) return (await createRecordIn(tx, context, registers, row.register, row.values, reason)).id;
  return (await updateRecordIn(tx, context, registers, row.register, { id: stored.id, version: stored.version }, row.values, reason)).id;
}

function asTaken({ number, day }: Packet, row: PacketRow, recordId: number | null): StoredRowState {
  const digest = digestOfValues(row.values);
  const content = row.register === FIGURES ? (row.values as WireValues | null) : null;
  const isRemoved = row.values === null;
  return {
    register: row.register,
    key: row.key,
    digest,
    packet: number,
    day,
    state: isRemoved ? 'removed' : 'accepted',
    reason: null,
    acceptedPacket: number,
    acceptedDay: day,
    acceptedDigest: digest,
    recordId,
    content,
  };
}

function versionOf({ number }: Packet, row: PacketRow): RowVersion {
  return {
    register: row.register,
    key: row.key,
    packet: number,
    corrects: row.corrects,
    digest: digestOfValues(row.values),
    content: row.register === FIGURES ? row.values : null,
    is_removed: row.values === null,
  };
}

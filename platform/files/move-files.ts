import { createHash } from 'node:crypto';
import type { FileStorage, StoredObject } from './file-storage.ts';

export interface MoveTotals {
  /** copied by this run, read back and found equal */
  moved: number;
  bytes: number;
  /** were there already, whole */
  present: number;
}

/** Larger than any object. */
const WHOLE = 64 * 1_048_576;

/**
 * Copies every object from one storage to another, one at a time; each is read back and compared by its SHA-256. What is there already in
 * its full length is passed over, so a run that was broken off is simply started again. Nothing is removed from the source.
 * @throws FILE_STORAGE_UNAVAILABLE, Error in Chinese when an object does not arrive as it was sent
 */
export async function moveFiles(from: FileStorage, to: FileStorage, tell: (totals: MoveTotals) => void = () => undefined): Promise<MoveTotals> {
  const totals: MoveTotals = { moved: 0, bytes: 0, present: 0 };
  const there = to.list()[Symbol.asyncIterator]();
  let next = await there.next();
  for await (const object of from.list()) {
    // both are listed in order of names
    while (!next.done && next.value.name < object.name) next = await there.next();
    if (!next.done && next.value.name === object.name && next.value.size === object.size) totals.present += 1;
    else await moveOne(from, to, object, totals);
    tell(totals);
  }
  return totals;
}

async function moveOne(from: FileStorage, to: FileStorage, { name }: StoredObject, totals: MoveTotals): Promise<void> {
  const bytes = await from.get(name, 0, WHOLE);
  // it was set aside meanwhile
  if (!bytes) return;
  await to.put(name, bytes);
  const arrived = await to.get(name, 0, bytes.length + 1);
  if (!arrived || digestOf(arrived) !== digestOf(bytes)) throw new Error(`附件 ${name} 写到 ${to.place} 后读出来不一样。请检查那边的存储，再运行一次。`);
  totals.moved += 1;
  totals.bytes += bytes.length;
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

import type { DataClass } from '#shared/data-class.ts';
import { refuse } from '#shared/errors.ts';
import { audit } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { nextRecordId } from '../db/record-ids.ts';
import { fileErrors } from './errors.ts';
import type { FilePurpose } from './file-purpose.ts';
import { countFiles, deleteFiles, type FileOwner, type FileRow, findContent, insertFile, setPublic } from './file-store.ts';
import type { ReceivedFile } from './receive-file.ts';

/** What the name of a file is bound to. */
export const FILE_NAME = 'files.name';

export interface Place {
  /** which place of the record; null when it has one only */
  part?: string | null;
  dataClass?: DataClass;
  /** at this place, when a rule says another number than the purpose */
  maxFiles?: number;
}

/**
 * Makes received content a file of a record, in the transaction of the act. The caller holds the record's lock and has judged the place.
 * @throws FILE_TOO_MANY, FILE_CHANGED_MEANWHILE
 */
export async function attachFile(
  tx: Transaction,
  context: Context,
  purpose: FilePurpose,
  owner: FileOwner,
  received: ReceivedFile,
  { part = null, dataClass = purpose.dataClass, maxFiles = purpose.maxFiles }: Place = {},
): Promise<FileRow> {
  if (received.purpose !== purpose.name || received.district !== owner.district) throw new Error('a file was received for something else');
  if ((await countFiles(tx, purpose.name, owner, part)) >= maxFiles) throw refuse(fileErrors.FILE_TOO_MANY, { limit: maxFiles });
  const content = received.isKnown ? await findContent(tx, owner.district, received.content.sentDigest, true) : received.content;
  if (!content) throw refuse(fileErrors.FILE_CHANGED_MEANWHILE);
  const { actor, now, platform } = context;
  const file = {
    ...content,
    id: await nextRecordId(tx, owner.district),
    district: owner.district,
    div: owner.div,
    purpose: purpose.name,
    ownerId: owner.id,
    part,
    dataClass,
    nameCipher: platform.cipher.encrypt(received.name, FILE_NAME),
    keptAt: now,
    keptBy: actor.id,
    keptByName: actor.name,
  };
  await insertFile(tx, file);
  await audit(tx, context, {
    action: 'file.kept',
    subject: { type: purpose.name, id: owner.id, district: owner.district },
    details: { file: file.id, part, kind: file.kind, size: file.size, digest: file.digest },
  });
  return { ...file, publicSince: null };
}

/** Takes files off a record, all of them when it is erased; others of the same content stay, and other records' too. @returns the removed */
export async function removeFiles(
  tx: Transaction,
  context: Context,
  purpose: FilePurpose,
  owner: Omit<FileOwner, 'div'>,
  ids: readonly number[] | 'all',
): Promise<number[]> {
  const removed = await deleteFiles(tx, purpose.name, owner, ids);
  if (removed.length > 0) await note(tx, context, 'file.removed', purpose, owner, removed);
  return removed;
}

/** Shows files to everybody, or no longer, together with their record. What holds personal data never becomes public. @returns the changed */
export async function publishFiles(
  tx: Transaction,
  context: Context,
  purpose: FilePurpose,
  owner: FileOwner,
  ids: readonly number[],
  isPublic: boolean,
): Promise<number[]> {
  const changed = await setPublic(tx, purpose.name, owner, ids, isPublic ? context.now : null);
  if (changed.length > 0) await note(tx, context, isPublic ? 'file.published' : 'file.withdrawn', purpose, owner, changed);
  return changed;
}

async function note(
  tx: Transaction,
  context: Context,
  action: string,
  purpose: FilePurpose,
  owner: Omit<FileOwner, 'div'>,
  ids: readonly number[],
): Promise<void> {
  await audit(tx, context, { action, subject: { type: purpose.name, id: owner.id, district: owner.district }, details: { files: ids.join('、') } });
}

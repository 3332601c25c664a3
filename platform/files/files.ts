import type { DataClass } from '#shared/data-class.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import type { Context } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { attachFile, FILE_NAME, type Place, publishFiles, removeFiles } from './attach-file.ts';
import type { FilePurpose } from './file-purpose.ts';
import { type FileOwner, type FileRow, listFiles } from './file-store.ts';
import { type FileMeans, forgetFiles, type ReceivedFile, receiveFile, type SentFile } from './receive-file.ts';

/**
 * Attachments: `receive` before the transaction, `attach` within it. Who may read a file is asked of the module that keeps it
 * (`FileKeeper`, listed in `apps/server/file-keepers.ts`).
 */
export interface Files extends FileMeans {
  /** Judges and stores what was sent; nothing refers to it yet. @throws what `receiveFile` refuses */
  receive(context: Context, purpose: FilePurpose, sent: SentFile): Promise<ReceivedFile>;
  /** What was received and is not wanted after all leaves the storage. What was there before, stays. */
  forget(received: readonly ReceivedFile[]): Promise<void>;
  /** Makes it a file of a record that the caller has locked and judged. @throws FILE_TOO_MANY, FILE_CHANGED_MEANWHILE */
  attach(tx: Transaction, context: Context, purpose: FilePurpose, owner: FileOwner, received: ReceivedFile, place?: Place): Promise<PresentedFile>;
  /** Files of records of one district, by id of the record. The caller has judged the records. */
  list(context: Context, purpose: FilePurpose, district: number, owners: readonly number[], db?: Database | Transaction): Promise<Map<number, PresentedFile[]>>;
  /** `all` when the record itself is removed or erased; content that no other row has cannot be opened from then on */
  remove(tx: Transaction, context: Context, purpose: FilePurpose, owner: Omit<FileOwner, 'div'>, ids: readonly number[] | 'all'): Promise<number[]>;
  /** Only `general` files become public, with their record. */
  publish(tx: Transaction, context: Context, purpose: FilePurpose, owner: FileOwner, ids: readonly number[], isPublic: boolean): Promise<number[]>;
}

/** Puts the means together. */
export function createFiles(means: FileMeans): Files {
  return {
    ...means,
    receive: (context, purpose, sent) => receiveFile(context, means, purpose, sent),
    forget: (received) => forgetFiles(means, received),
    attach: async (tx, context, purpose, owner, received, place) => presentFile(context, await attachFile(tx, context, purpose, owner, received, place)),
    async list(context, purpose, district, owners, db = context.platform.db) {
      const rows = owners.length === 0 ? [] : await listFiles(db, purpose.name, district, owners);
      const byOwner = Map.groupBy(rows, ({ ownerId }) => ownerId);
      return new Map([...byOwner].map(([owner, files]) => [owner, files.map((file) => presentFile(context, file))]));
    },
    remove: removeFiles,
    publish: publishFiles,
  };
}

/** As screens see it. The name of what holds personal data often holds some too, so it gives way to what it is. */
function presentFile({ platform }: Context, file: FileRow): PresentedFile {
  const { id, part, kind, size, width, height, dataClass, scan, keptByName } = file;
  return {
    id: String(id),
    part,
    name: isOpen(dataClass) ? platform.cipher.decrypt(file.nameCipher, FILE_NAME) : `附件 ${id % 1_000_000_000}`,
    kind,
    size,
    width,
    height,
    dataClass,
    scan,
    isPublic: file.publicSince !== null,
    keptAt: file.keptAt.toISOString(),
    keptByName,
  };
}

function isOpen(dataClass: DataClass): boolean {
  return dataClass === 'general';
}

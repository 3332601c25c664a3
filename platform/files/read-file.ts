import type { FileSize } from '#shared/stored-file.ts';
import { refuse } from '#shared/errors.ts';
import { FILE_KIND_WORDS } from '#shared/file-kind.ts';
import type { ContentReply } from '#shared/route.ts';
import { requirePermission } from '../access/jurisdiction.ts';
import { audit } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../db/database.ts';
import { noteView } from '../registers/personal-data-views.ts';
import { FILE_NAME } from './attach-file.ts';
import { fileErrors } from './errors.ts';
import type { FileKeeper, FileReach } from './file-keeper.ts';
import { nameForKind } from './file-name.ts';
import { contentOf, type SealedFile } from './file-content.ts';
import { type FileRow, findFile } from './file-store.ts';
import { isTicket, ticketFor } from './file-ticket.ts';

export type FileKeepers = readonly FileKeeper[];

/** A file whose module lets the actor see it. @throws FILE_NOT_FOUND for all others, so that nobody learns of them */
async function reachFile(context: Context, keepers: FileKeepers, id: number): Promise<{ file: FileRow; reach: Exclude<FileReach, 'none'> }> {
  const file = await findFile(context.platform.db, id);
  const keeper = keepers.find(({ purpose }) => purpose.name === file?.purpose);
  const reach = file && keeper ? await keeper.reachOf(context, file) : 'none';
  if (!file || reach === 'none') throw refuse(fileErrors.FILE_NOT_FOUND);
  return { file, reach };
}

/**
 * One file for whoever may see its record. What holds personal data opens with a ticket (`revealFile`), unless it is the reader's own.
 * @throws FILE_NOT_FOUND, FILE_TICKET_MISSING, FILE_SEALED_OFF
 */
export async function readFile(
  context: Context,
  keepers: FileKeepers,
  asked: { id: number; size: FileSize; ticket?: string | undefined },
): Promise<ContentReply> {
  const { file, reach } = await reachFile(context, keepers, asked.id);
  if (file.scan === 'infected') throw refuse(fileErrors.FILE_SEALED_OFF);
  const isOpen = file.dataClass === 'general' || reach === 'owns' || isTicket(context, file.id, asked.ticket);
  if (!isOpen) throw refuse(fileErrors.FILE_TICKET_MISSING);
  return contentReply(context, file, asked.size);
}

/** @throws FILE_DAMAGED when it is read and the content is not what was kept */
export function contentReply(context: Context, file: SealedFile, size: FileSize): ContentReply {
  return {
    fileName: nameForKind(context.platform.cipher.decrypt(file.nameCipher, FILE_NAME), file.kind),
    contentType: FILE_KIND_WORDS[file.kind].contentType,
    content: contentOf(context.platform, file, size),
    isShown: file.kind === 'jpeg' || file.kind === 'pdf',
  };
}

/**
 * A ticket to look at a file that holds personal data, for a stated reason; noted for the record concerned and in the audit trail.
 * @throws FILE_NOT_FOUND, PERMISSION_MISSING, DATA_CLASS_MISSING
 */
export async function revealFile(context: Context, keepers: FileKeepers, id: number, reason: string): Promise<string> {
  requirePermission(context.actor, 'personal-data.reveal');
  const { file } = await reachFile(context, keepers, id);
  requirePermission(context.actor, 'personal-data.reveal', file.dataClass);
  await inTransaction(context.platform.db, async (tx) => {
    const what = `附件${file.part === null ? '' : `（${file.part}）`}`;
    // whose numbers are on it nobody has read, so it is found by the record
    await noteView(tx, context, { register: file.purpose, id: file.ownerId, district: file.district, div: file.div, persons: [], fields: [what] }, reason);
    await audit(tx, context, {
      action: 'personal-data.revealed',
      subject: { type: file.purpose, id: file.ownerId, district: file.district },
      details: { file: file.id, part: file.part, reason },
    });
  });
  return ticketFor(context, file.id);
}

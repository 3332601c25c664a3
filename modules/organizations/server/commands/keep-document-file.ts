import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { SentFile } from '#platform/files/receive-file.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import { documentClass } from '../../contract/document-files.ts';
import { DOCUMENT_PURPOSE, filesOfDocuments } from '../document-files.ts';
import { requirePartRecord } from '../part-owner.ts';
import { hold } from './save-part.ts';

interface DocumentOf {
  organizationId: number;
  id: number;
}

/**
 * Adds a photograph or file to a document of a dossier. The document keeps its version: a picture disturbs nobody who is typing.
 * @throws RECORD_NOT_FOUND, FILE_TOO_MANY and what `receiveFile` refuses
 */
export async function addDocumentFile(
  context: Context,
  { organizationId, id, ...sent }: DocumentOf & Pick<SentFile, 'name' | 'content'>,
): Promise<PresentedFile[]> {
  const { db, files } = context.platform;
  requirePermission(context.actor, 'evidence.edit');
  const before = await requirePartRecord(db, context, 'documents', organizationId, id);
  requirePermission(context.actor, 'evidence.edit', documentClass(before['kind']));
  const received = await files.receive(context, DOCUMENT_PURPOSE, { district: before.district, ...sent });
  return inTransaction(db, async (tx) => {
    await hold(tx, context, organizationId);
    const document = await requirePartRecord(tx, context, 'documents', organizationId, id);
    await files.attach(tx, context, DOCUMENT_PURPOSE, document, received, { dataClass: documentClass(document['kind']) });
    return (await filesOfDocuments(context, [document], tx)).get(id) ?? [];
  });
}

/** @throws RECORD_NOT_FOUND; what is gone already is as wished */
export async function removeDocumentFile(context: Context, { organizationId, id, file }: DocumentOf & { file: number }): Promise<PresentedFile[]> {
  const { db, files } = context.platform;
  requirePermission(context.actor, 'evidence.edit');
  return inTransaction(db, async (tx) => {
    await hold(tx, context, organizationId);
    const document = await requirePartRecord(tx, context, 'documents', organizationId, id);
    await files.remove(tx, context, DOCUMENT_PURPOSE, document, [file]);
    return (await filesOfDocuments(context, [document], tx)).get(id) ?? [];
  });
}

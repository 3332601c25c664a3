import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { deleteRecordIn } from '#platform/registers/end-record.ts';
import type { Registers } from '#platform/registers/registers.ts';
import type { PartId } from '../../contract/parts.ts';
import { DOCUMENT_PURPOSE } from '../document-files.ts';
import { requirePartRecord } from '../part-owner.ts';
import { PARTS } from '../parts/organization-parts.ts';
import { hold } from './save-part.ts';

interface RemovedPart {
  organizationId: number;
  part: PartId;
  id: number;
  version: number;
  reason: string;
}

/** Removes a record of a dossier that was made by mistake, with its files; its content stays in the history. @throws RECORD_NOT_FOUND, RECORD_VERSION_STALE, RECORD_IN_USE */
export async function removePart(context: Context, registers: Registers, { organizationId, part, id, version, reason }: RemovedPart): Promise<void> {
  const { db, files } = context.platform;
  await inTransaction(db, async (tx) => {
    await hold(tx, context, organizationId);
    const row = await requirePartRecord(tx, context, part, organizationId, id);
    if (part === 'documents') await files.remove(tx, context, DOCUMENT_PURPOSE, row, 'all');
    await deleteRecordIn(tx, context, registers, PARTS[part].register, id, version, reason);
  });
}

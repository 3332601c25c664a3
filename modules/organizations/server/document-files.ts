import { MOST_FILE_BYTES, PAPER_KINDS } from '#shared/file-kind.ts';
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { FileKeeper } from '#platform/files/file-keeper.ts';
import type { FilePurpose } from '#platform/files/file-purpose.ts';
import { readRows, type StoredRow } from '#platform/registers/stored-row.ts';
import type { PresentedFile } from '#shared/stored-file.ts';
import { DOCUMENT_FILES } from '../contract/document-files.ts';
import { organizationDocuments } from './parts/documents.ts';

/** A photograph or file of a document in a dossier. */
export const DOCUMENT_PURPOSE: FilePurpose = {
  name: 'organizations.document',
  kinds: PAPER_KINDS,
  maxBytes: MOST_FILE_BYTES,
  maxFiles: DOCUMENT_FILES,
  dataClass: 'general',
};

/** Whoever may see the document. */
export const documentFileKeeper: FileKeeper = {
  purpose: DOCUMENT_PURPOSE,
  async reachOf({ actor, platform }, { ownerId }) {
    const rows = can(actor, 'evidence.read') ? await readRows(platform.db, organizationDocuments, [ownerId], { within: actor.range }) : undefined;
    return rows?.has(ownerId) ? 'reads' : 'none';
  },
};

/** Files of documents that the caller has judged, by id of the document. */
export async function filesOfDocuments(context: Context, rows: readonly StoredRow[], tx?: Transaction): Promise<Map<number, PresentedFile[]>> {
  const found = new Map<number, PresentedFile[]>();
  for (const [district, own] of Map.groupBy(rows, (row) => row.district)) {
    const ids = own.map(({ id }) => id);
    for (const [id, files] of await context.platform.files.list(context, DOCUMENT_PURPOSE, district, ids, tx)) found.set(id, files);
  }
  return found;
}

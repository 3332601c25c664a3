import { MOST_FILE_BYTES, PAPER_KINDS } from '#shared/file-kind.ts';
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { FileKeeper } from '#platform/files/file-keeper.ts';
import type { FilePurpose } from '#platform/files/file-purpose.ts';
import { MATERIAL_FILES } from '../contract/material-files.ts';
import { findApplication } from './application-store.ts';
import { reachOf } from './reach.ts';

/** A file of a material; its `part` is the material's word. */
export const MATERIAL_PURPOSE: FilePurpose = {
  name: 'filings.material',
  kinds: PAPER_KINDS,
  maxBytes: MOST_FILE_BYTES,
  maxFiles: MATERIAL_FILES,
  dataClass: 'general',
};

/** Whoever may see the application: an office over its jurisdiction, and the applicant, whose papers they are. */
export const materialFileKeeper: FileKeeper = {
  purpose: MATERIAL_PURPOSE,
  async reachOf(context, { ownerId }) {
    if (await isFound(context, 'own', 'filing.apply', ownerId)) return 'owns';
    return (await isFound(context, 'office', 'filing.read', ownerId)) ? 'reads' : 'none';
  },
};

async function isFound(context: Context, side: 'own' | 'office', permission: string, id: number): Promise<boolean> {
  return can(context.actor, permission) && (await findApplication(context.platform.db, id, reachOf(context, side))) !== undefined;
}

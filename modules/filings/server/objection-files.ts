import { can } from '#platform/access/jurisdiction.ts';
import type { FileKeeper } from '#platform/files/file-keeper.ts';
import type { FilePurpose } from '#platform/files/file-purpose.ts';
import { MOST_FILE_BYTES, PAPER_KINDS } from '#shared/file-kind.ts';
import { OBJECTION_LIMITS } from '../contract/objection.ts';
import { isOfOffice } from './is-of-office.ts';
import { findObjection } from './objection-store.ts';

/** What somebody encloses with an objection. It may tell who objects, so it is looked at for a stated reason only. */
export const OBJECTION_PURPOSE: FilePurpose = {
  name: 'filings.objection',
  kinds: PAPER_KINDS,
  maxBytes: MOST_FILE_BYTES,
  maxFiles: OBJECTION_LIMITS.files,
  dataClass: 'personal',
};

/** The office that announced, and nobody above it, as with name and telephone. */
export const objectionFileKeeper: FileKeeper = {
  purpose: OBJECTION_PURPOSE,
  async reachOf(context, { ownerId }) {
    const objection = can(context.actor, 'filing.read') ? await findObjection(context.platform.db, ownerId, context.actor.range) : undefined;
    return objection && isOfOffice(context, objection) ? 'reads' : 'none';
  },
};

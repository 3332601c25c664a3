import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { noteRevealed } from '#platform/registers/note-revealed.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import { BODIES } from '../../contract/workflow.ts';
import { officeBodies } from '../bodies.ts';
import { findNeed } from '../need-store.ts';
import { type Contact, contactOf, seenOf } from '../personal.ts';

/** Name, phone and address in clear, for the office that works on the need; noted with the reason. @throws NEED_NOT_FOUND, NEED_NOT_YOURS, REVEAL_TOO_MANY */
export async function revealRequester(context: Context, id: number, reason: string): Promise<Contact> {
  const { actor, platform } = context;
  requirePermission(actor, 'personal-data.reveal');
  return inTransaction(platform.db, async (tx) => {
    const need = await findNeed(tx, id, { office: actor });
    if (!need) throw refuse(needErrors.NEED_NOT_FOUND);
    if (!officeBodies(actor, need).has('handler')) throw refuse(needErrors.NEED_NOT_YOURS, { action: '查看联系方式', bodies: BODIES.handler });
    await noteRevealed(tx, context, seenOf(need), reason);
    return contactOf(context, need);
  });
}

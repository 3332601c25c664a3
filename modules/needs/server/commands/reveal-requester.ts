import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { needErrors } from '../../contract/errors.ts';
import { BODIES } from '../../contract/workflow.ts';
import { officeBodies } from '../bodies.ts';
import { findNeed } from '../need-store.ts';
import { inClear } from '../personal.ts';

/** Name, phone and address in clear, for the office that works on the need; in the audit trail with the reason. @throws NEED_NOT_FOUND, NEED_NOT_YOURS */
export async function revealRequester(
  context: Context,
  id: number,
  reason: string,
): Promise<{ name: string | null; phone: string | null; address: string | null }> {
  const { actor, platform } = context;
  requirePermission(actor, 'personal-data.reveal');
  return inTransaction(platform.db, async (tx) => {
    const need = await findNeed(tx, id, { office: actor });
    if (!need) throw refuse(needErrors.NEED_NOT_FOUND);
    if (!officeBodies(actor, need).has('handler')) throw refuse(needErrors.NEED_NOT_YOURS, { action: '查看联系方式', bodies: BODIES.handler });
    await audit(tx, context, {
      action: 'personal-data.revealed',
      subject: { type: 'need', id, district: need.district },
      details: { fields: '姓名、电话、地址', reason },
    });
    const { name, phone, address } = inClear(context, need);
    return { name, phone, address };
  });
}

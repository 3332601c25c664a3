import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { CHILD_YEARS } from '../../contract/words.ts';
import { ageOn } from '../domain/check-volunteer.ts';
import { numbersOf } from '../personal.ts';
import { oldestChildSeen } from '../sight.ts';
import { findVolunteer } from '../volunteer-store.ts';

/** The numbers of one volunteer in clear, with the reason in the trail (X04 art.20, X05 art.16). @throws RECORD_NOT_FOUND, DATA_CLASS_MISSING */
export async function revealVolunteer(context: Context, id: number, reason: string): Promise<ReturnType<typeof numbersOf>> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'personal-data.reveal');
  return inTransaction(platform.db, async (tx) => {
    const stored = await findVolunteer(tx, id, actor.range, { oldest: oldestChildSeen(context) });
    if (!stored) throw refuse(accessErrors.RECORD_NOT_FOUND);
    requirePermission(actor, 'personal-data.reveal', ageOn(stored.bornOn, today) < CHILD_YEARS ? 'restricted' : 'personal');
    await audit(tx, context, {
      action: 'personal-data.revealed',
      subject: { type: 'volunteer', id, district: stored.district },
      details: { fields: '证件号、手机号', reason },
    });
    return numbersOf(context, stored);
  });
}

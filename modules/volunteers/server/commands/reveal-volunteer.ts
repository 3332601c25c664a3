import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { noteRevealed } from '#platform/registers/note-revealed.ts';
import { refuse } from '#shared/errors.ts';
import { CHILD_YEARS } from '../../contract/words.ts';
import { ageOn } from '../domain/check-volunteer.ts';
import { numbersOf, phoneIndexOf, type PersonalColumns } from '../personal.ts';
import { oldestChildSeen } from '../sight.ts';
import { findVolunteer } from '../volunteer-store.ts';

/** The numbers of one volunteer in clear, noted with the reason (X04 art.20, X05 art.16). @throws RECORD_NOT_FOUND, DATA_CLASS_MISSING, REVEAL_TOO_MANY */
export async function revealVolunteer(context: Context, id: number, reason: string): Promise<ReturnType<typeof numbersOf>> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'personal-data.reveal');
  return inTransaction(platform.db, async (tx) => {
    const stored = await findVolunteer(tx, id, actor.range, { oldest: oldestChildSeen(context) });
    if (!stored) throw refuse(accessErrors.RECORD_NOT_FOUND);
    requirePermission(actor, 'personal-data.reveal', ageOn(stored.bornOn, today) < CHILD_YEARS ? 'restricted' : 'personal');
    const numbers = numbersOf(context, stored);
    const { district, div } = stored;
    await noteRevealed(tx, context, { register: 'volunteer', id, district, div, ...shownOf(context, stored, numbers) }, reason);
    return numbers;
  });
}

/** What is shown, and by what the volunteer and the guardian find that it was. */
function shownOf(context: Context, stored: PersonalColumns, { phone, guardianPhone }: ReturnType<typeof numbersOf>): { persons: string[]; fields: string[] } {
  const shown = [
    { field: '证件号', person: stored.idNumberIndex },
    ...(phone === null ? [] : [{ field: '手机号', person: phoneIndexOf(context, phone) }]),
    ...(guardianPhone === null ? [] : [{ field: '监护人手机号', person: phoneIndexOf(context, guardianPhone) }]),
  ];
  return { persons: shown.map(({ person }) => person), fields: shown.map(({ field }) => field) };
}

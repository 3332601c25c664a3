import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { noteRevealed } from '#platform/registers/note-revealed.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import { type Objection, OBJECTION_OUTCOMES, type ObjectionOutcome } from '../../contract/objection.ts';
import { findObjection, OBJECTION_NAME, OBJECTION_PHONE, type StoredObjection } from '../objection-store.ts';
import { isOfOffice } from '../is-of-office.ts';
import { presentObjections } from '../queries/list-objections.ts';

export interface AnswerInput {
  id: number;
  version: number;
  outcome: ObjectionOutcome;
  answer: string;
}

/** @throws OBJECTION_NOT_FOUND, OBJECTION_NOT_YOURS */
async function lock(tx: Transaction, context: Context, id: number): Promise<StoredObjection> {
  const objection = await findObjection(tx, id, context.actor.range, true);
  if (!objection) throw refuse(filingErrors.OBJECTION_NOT_FOUND);
  if (!isOfOffice(context, objection)) throw refuse(filingErrors.OBJECTION_NOT_YOURS, { organ: objection.organ });
  return objection;
}

/** Answers once, for good: whoever objected reads it by the receipt code. @throws OBJECTION_NOT_FOUND, OBJECTION_NOT_YOURS, OBJECTION_ANSWERED, OBJECTION_CHANGED */
export async function answerObjection(context: Context, { id, version, outcome, answer }: AnswerInput): Promise<Objection> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'notice.manage');
  const answered = await inTransaction(platform.db, async (tx) => {
    const before = await lock(tx, context, id);
    if (before.outcome !== null) throw refuse(filingErrors.OBJECTION_ANSWERED, { on: before.answeredOn ?? '', who: before.answeredByName ?? '' });
    if (before.version !== version) throw refuse(filingErrors.OBJECTION_CHANGED);
    const text = maskNumbersIn(answer);
    await sql`update filing_objections set outcome = ${outcome}, answer = ${text}, answered_on = ${today}, answered_by = ${actor.id}, answered_by_name = ${actor.name}, version = version + 1
      where district = ${before.district} and id = ${id}`.execute(tx);
    await audit(tx, context, {
      action: 'noticeObjection.answered',
      subject: { type: 'noticeObjection', id, district: before.district },
      details: { notice: before.noticeId, organization: before.subjectName, outcome: OBJECTION_OUTCOMES[outcome], answer: text },
    });
    return (await findObjection(tx, id, actor.range)) ?? before;
  });
  const [shown] = await presentObjections(context, [answered]);
  if (!shown) throw refuse(filingErrors.OBJECTION_NOT_FOUND);
  return shown;
}

/** Name and phone in clear, to ask what is meant; noted with the reason. @throws OBJECTION_NOT_FOUND, OBJECTION_NOT_YOURS, OBJECTOR_ERASED, REVEAL_TOO_MANY */
export async function revealObjector(context: Context, id: number, reason: string): Promise<{ name: string; phone: string }> {
  const { cipher, db } = context.platform;
  requirePermission(context.actor, 'personal-data.reveal');
  return inTransaction(db, async (tx) => {
    const objection = await lock(tx, context, id);
    const { district, div, nameCipher, phoneCipher } = objection;
    if (!nameCipher || !phoneCipher) throw refuse(filingErrors.OBJECTOR_ERASED);
    const shown = { name: cipher.decrypt(nameCipher, OBJECTION_NAME), phone: cipher.decrypt(phoneCipher, OBJECTION_PHONE) };
    const persons = [cipher.blindIndex(shown.phone, 'phone')];
    await noteRevealed(tx, context, { register: 'noticeObjection', id, district, div, persons, fields: ['姓名', '电话'] }, reason);
    return shown;
  });
}

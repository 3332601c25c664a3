import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { noteRevealed } from '#platform/registers/note-revealed.ts';
import { refuse } from '#shared/errors.ts';
import { type Correction, CORRECTION_OUTCOMES, CORRECTION_SUBJECTS, type CorrectionOutcome } from '../../contract/correction.ts';
import { accountErrors } from '../../contract/errors.ts';
import { lockCorrection, storeAnswer, type StoredCorrection } from '../correction-store.ts';
import { openCorrection, presentCorrections } from '../queries/list-corrections.ts';

export interface CorrectionAnswer {
  id: number;
  version: number;
  outcome: CorrectionOutcome;
  answer: string;
}

/** @throws CORRECTION_NOT_FOUND */
async function lock(tx: Transaction, context: Context, id: number): Promise<StoredCorrection> {
  const found = await lockCorrection(tx, id, context.actor.range);
  if (!found) throw refuse(accountErrors.CORRECTION_NOT_FOUND);
  return found;
}

/**
 * The one answer of the office: what was corrected, or why not (PIPL art. 46, 50: a refusal states its reason).
 * @throws CORRECTION_NOT_FOUND, CORRECTION_ANSWERED, CORRECTION_WITHDRAWN, CORRECTION_CHANGED
 */
export async function answerCorrection(context: Context, { id, version, outcome, answer }: CorrectionAnswer): Promise<Correction> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'correction.answer', 'personal');
  return inTransaction(platform.db, async (tx) => {
    const before = await lock(tx, context, id);
    if (before.state === 'withdrawn') throw refuse(accountErrors.CORRECTION_WITHDRAWN);
    if (before.state !== 'waiting') throw refuse(accountErrors.CORRECTION_ANSWERED, { on: before.answeredOn ?? '', who: before.answeredByName ?? '' });
    if (before.version !== version) throw refuse(accountErrors.CORRECTION_CHANGED);
    const text = maskNumbersIn(answer);
    await storeAnswer(tx, before, { outcome, answer: text, on: today, byId: actor.id, byName: actor.name });
    await audit(tx, context, {
      action: 'correction.answered',
      subject: { type: 'correction', id, district: before.district },
      details: { about: CORRECTION_SUBJECTS[before.about], outcome: CORRECTION_OUTCOMES[outcome], answer: text },
    });
    const after = { ...before, version: version + 1, state: outcome, answer: text, answeredOn: today, answeredByName: actor.name };
    const [shown] = await presentCorrections(context, tx, [after]);
    if (!shown) throw new Error('a correction was not presented');
    return shown;
  });
}

/** Who asks, and the texts with the numbers in them: to find the record and correct it. Noted with the reason. @throws CORRECTION_NOT_FOUND, REVEAL_TOO_MANY */
export async function revealCorrection(context: Context, id: number, reason: string): Promise<{ name: string; phone: string; wrong: string; right: string }> {
  requirePermission(context.actor, 'personal-data.reveal', 'personal');
  return inTransaction(context.platform.db, async (tx) => {
    const found = await lock(tx, context, id);
    const { phone, ...texts } = await openCorrection(context, tx, found);
    const persons = phone === null ? [] : [context.platform.cipher.blindIndex(phone, 'phone')];
    const { district, div } = found;
    await noteRevealed(tx, context, { register: 'correction', id, district, div, persons, fields: ['姓名', '电话', '更正内容'] }, reason);
    return { ...texts, phone: phone ?? '账号已注销' };
  });
}

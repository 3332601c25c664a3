import { findDivisions, resolveDivisions } from '#modules/divisions/server/public.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { addDays } from '#shared/day.ts';
import { districtOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { CORRECTION_DAYS, CORRECTION_LIMITS, CORRECTION_SUBJECTS, type CorrectionSubject } from '../../contract/correction.ts';
import { accountErrors } from '../../contract/errors.ts';
import {
  CORRECTION_NAME,
  CORRECTION_RIGHT,
  CORRECTION_WRONG,
  insertCorrection,
  lockOwnCorrection,
  readOwnCorrections,
  storeWithdrawn,
} from '../correction-store.ts';
import { requirePersonLocked } from '../require-person.ts';

export interface CorrectionInput {
  /** 12 digits of the community or township that keeps the record */
  place: string;
  /** of the form: sent twice it is one request */
  formKey: string;
  about: string;
  name: string;
  wrong: string;
  right: string;
}

const MOST_READ = 100;

/**
 * A person says what is wrong in their data and what it should be; the office of the place answers within thirty days.
 * @throws PERSON_ONLY, CORRECTION_INVALID, CORRECTION_PLACE, CORRECTION_TOO_MANY
 */
export async function requestCorrection(context: Context, input: CorrectionInput): Promise<void> {
  const { now, today, platform } = context;
  const { about, name, wrong, right, formKey } = checked(input);
  await inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const person = await requirePersonLocked(context, tx);
    const key = (await resolveDivisions(tx, [input.place], today)).get(input.place)?.key;
    const place = key === undefined ? undefined : (await findDivisions(tx, [key])).get(key);
    if (!place || (place.level !== 'community' && place.level !== 'township')) throw refuse(accountErrors.CORRECTION_PLACE);
    const district = districtOf(place.key);
    const id = await nextRecordId(tx, district);
    const { cipher } = platform;
    const isNew = await insertCorrection(tx, {
      id,
      district,
      div: place.key,
      accountId: person.id,
      formKey,
      about,
      nameCipher: cipher.encrypt(name, CORRECTION_NAME),
      wrongCipher: cipher.encrypt(wrong, CORRECTION_WRONG),
      rightCipher: cipher.encrypt(right, CORRECTION_RIGHT),
      receivedOn: today,
      receivedAt: now,
      dueOn: addDays(today, CORRECTION_DAYS),
    });
    if (!isNew) return;
    const waiting = (await readOwnCorrections(tx, person.id, MOST_READ)).filter(({ state }) => state === 'waiting');
    if (waiting.length > CORRECTION_LIMITS.waiting) throw refuse(accountErrors.CORRECTION_TOO_MANY, { most: CORRECTION_LIMITS.waiting });
    await audit(tx, context, { action: 'correction.requested', subject: { type: 'correction', id, district }, details: { about: CORRECTION_SUBJECTS[about] } });
  });
}

/** @throws CORRECTION_INVALID with what to fill in */
function checked(input: CorrectionInput): Omit<CorrectionInput, 'about' | 'place'> & { about: CorrectionSubject } {
  const wrongField = (path: string, problem: string) => refuse(accountErrors.CORRECTION_INVALID, { problem }, [{ path, message: problem }]);
  const clean = (text: string) => text.trim().toWellFormed().replaceAll('\0', '');
  const [name, wrong, right] = [clean(input.name), clean(input.wrong), clean(input.right)];
  const subjects: readonly string[] = Object.keys(CORRECTION_SUBJECTS);
  const isSubject = (text: string): text is CorrectionSubject => subjects.includes(text);
  const { about } = input;
  if (!isSubject(about)) throw wrongField('about', '请选择哪里的信息不对。');
  if (name === '' || name.length > CORRECTION_LIMITS.name) throw wrongField('name', '请填写您的姓名，办理的人要用它找到那条记录。');
  if (wrong === '' || wrong.length > CORRECTION_LIMITS.text) throw wrongField('wrong', `请写哪里不对，不超过 ${CORRECTION_LIMITS.text} 个字。`);
  if (right === '' || right.length > CORRECTION_LIMITS.text) throw wrongField('right', `请写应当是什么，不超过 ${CORRECTION_LIMITS.text} 个字。`);
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(input.formKey)) throw wrongField('formKey', '页面放得太久了，请重新打开再填。');
  return { about, name, wrong, right, formKey: input.formKey };
}

/** Taken back before it is answered; twice is once. @throws PERSON_ONLY, CORRECTION_NOT_FOUND, CORRECTION_ANSWERED */
export async function withdrawCorrection(context: Context, id: number): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    const person = await requirePersonLocked(context, tx);
    const own = await lockOwnCorrection(tx, person.id, id);
    if (!own) throw refuse(accountErrors.CORRECTION_NOT_FOUND);
    if (own.state === 'withdrawn') return;
    if (own.state !== 'waiting') throw refuse(accountErrors.CORRECTION_ANSWERED, { on: own.answeredOn ?? '', who: own.answeredByName ?? '' });
    await storeWithdrawn(tx, own, context.today);
    await audit(tx, context, { action: 'correction.withdrawn', subject: { type: 'correction', id, district: own.district } });
  });
}

import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { type Day, dayInWords } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import { OBJECTION_LIMITS } from '../../contract/objection.ts';
import { checkCodeOf } from '#shared/codes/check-code.ts';
import { OBJECTION_NAME, OBJECTION_PHONE } from '../objection-store.ts';

export interface ObjectionInput {
  noticeId: number;
  name: string;
  phone: string;
  content: string;
}

interface Announcement {
  district: number;
  div: number;
  recordedDiv: number;
  authorityDiv: number;
  objectionsUntil: Day | null;
}

const RANDOM_BYTES = 12;

/**
 * Somebody who need not sign in objects to an announcement. Pressed twice it is one objection. @returns the receipt code
 * @throws NOTICE_NOT_FOUND, OBJECTION_NONE_ASKED, OBJECTION_CLOSED, OBJECTION_INVALID
 */
export async function submitObjection(context: Context, input: ObjectionInput): Promise<string> {
  const { platform, now, today } = context;
  const { cipher } = platform;
  return inTransaction(platform.db, async (tx) => {
    const { rows } = await sql<Announcement>`
      select district, div, recorded_div as "recordedDiv", authority_div as "authorityDiv", objections_until as "objectionsUntil"
      from filing_notices where id = ${input.noticeId} and audience = 'public' and lines is not null`.execute(tx);
    const [announcement] = rows;
    if (!announcement) throw refuse(filingErrors.NOTICE_NOT_FOUND);
    const { district, objectionsUntil } = announcement;
    if (objectionsUntil === null) throw refuse(filingErrors.OBJECTION_NONE_ASKED);
    if (today > objectionsUntil) throw refuse(filingErrors.OBJECTION_CLOSED, { until: dayInWords(objectionsUntil) });
    const { name, phone, content } = checked(input);
    const index = cipher.blindIndex(phone, 'phone');
    const id = await nextRecordId(tx, district);
    const kept = await sql<{ receipt: string; isNew: boolean }>`
      insert into filing_objections as o (id, district, div, recorded_div, notice_id, authority_div, content, name_cipher, phone_cipher, phone_index, receipt_code, received_on, received_at)
      values (${id}, ${district}, ${announcement.div}, ${announcement.recordedDiv}, ${input.noticeId}, ${announcement.authorityDiv}, ${content}, ${cipher.encrypt(name, OBJECTION_NAME)},
        ${cipher.encrypt(phone, OBJECTION_PHONE)}, ${index}, ${checkCodeOf(randomBytes(RANDOM_BYTES))}, ${today}, ${now.toISOString()})
      on conflict (district, notice_id, phone_index, md5(content)) do update set version = o.version
      returning receipt_code as receipt, (id = ${id}) as "isNew"`.execute(tx);
    const [row] = kept.rows;
    if (row?.isNew)
      await audit(tx, context, { action: 'noticeObjection.received', subject: { type: 'noticeObjection', id, district }, details: { notice: input.noticeId } });
    return row?.receipt ?? '';
  });
}

/** @throws OBJECTION_INVALID with what to fill in */
function checked({ name, phone, content }: ObjectionInput): { name: string; phone: string; content: string } {
  const wrong = (path: string, problem: string) => refuse(filingErrors.OBJECTION_INVALID, { problem }, [{ path, message: problem }]);
  const text = maskNumbersIn(content.trim().toWellFormed().replaceAll('\0', ''));
  const who = name.trim().toWellFormed().replaceAll('\0', '');
  const number = readMobilePhone(phone);
  if (who === '' || who.length > OBJECTION_LIMITS.name) throw wrong('name', '请填写您的姓名。');
  if (number === undefined) throw wrong('phone', '请填写 11 位手机号码，办理时要与您联系。');
  if (text.length < OBJECTION_LIMITS.leastContent) throw wrong('content', `请把事实和理由写清楚，至少 ${OBJECTION_LIMITS.leastContent} 个字。`);
  if (text.length > OBJECTION_LIMITS.content) throw wrong('content', `内容太长，请不超过 ${OBJECTION_LIMITS.content} 个字。`);
  return { name: who, phone: number, content: text };
}

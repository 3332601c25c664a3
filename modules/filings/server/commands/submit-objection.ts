import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import type { FileOwner } from '#platform/files/file-store.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { type Database, inTransaction, type Transaction } from '#platform/db/database.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { noteWhereabouts } from '#platform/db/whereabouts.ts';
import type { ReceivedFile, SentFile } from '#platform/files/receive-file.ts';
import { readMobilePhone } from '#shared/codes/mobile-phone.ts';
import { type Day, dayInWords } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import { filingErrors } from '../../contract/errors.ts';
import { OBJECTION_LIMITS } from '../../contract/objection.ts';
import { checkCodeOf } from '#shared/codes/check-code.ts';
import { OBJECTION_PURPOSE } from '../objection-files.ts';
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
 * Takes in what is enclosed with an objection, before it is submitted: nothing of one that would be refused.
 * @throws what `submitObjection` and `receiveFile` refuse
 */
export async function receiveEnclosure(context: Context, input: ObjectionInput, sent: Pick<SentFile, 'name' | 'content'>): Promise<ReceivedFile> {
  const { db, files } = context.platform;
  const { district } = await requireOpen(db, context, input.noticeId);
  checked(input);
  return files.receive(context, OBJECTION_PURPOSE, { district, ...sent });
}

/** @throws NOTICE_NOT_FOUND, OBJECTION_NONE_ASKED, OBJECTION_CLOSED */
async function requireOpen(db: Database | Transaction, { today }: Context, noticeId: number): Promise<Announcement> {
  const announcement = await findWhereItLies(db, noticeId, async (district) => {
    const { rows } = await sql<Announcement>`
      select district, div, recorded_div as "recordedDiv", authority_div as "authorityDiv", objections_until as "objectionsUntil"
      from filing_notices where district = ${district} and id = ${noticeId} and audience = 'public' and lines is not null`.execute(db);
    return rows[0];
  });
  if (!announcement) throw refuse(filingErrors.NOTICE_NOT_FOUND);
  const { objectionsUntil } = announcement;
  if (objectionsUntil === null) throw refuse(filingErrors.OBJECTION_NONE_ASKED);
  if (today > objectionsUntil) throw refuse(filingErrors.OBJECTION_CLOSED, { until: dayInWords(objectionsUntil) });
  return announcement;
}

/**
 * Somebody who need not sign in objects to an announcement. Pressed twice it is one objection, with what was enclosed first.
 * @returns the receipt code @throws NOTICE_NOT_FOUND, OBJECTION_NONE_ASKED, OBJECTION_CLOSED, OBJECTION_INVALID
 */
export async function submitObjection(context: Context, input: ObjectionInput, enclosed: readonly ReceivedFile[] = []): Promise<string> {
  const { platform, now, today } = context;
  const { cipher } = platform;
  return inTransaction(platform.db, async (tx) => {
    const announcement = await requireOpen(tx, context, input.noticeId);
    const { district } = announcement;
    const { name, phone, content } = checked(input);
    if (enclosed.length > OBJECTION_LIMITS.files) throw tooManyEnclosed();
    const index = cipher.blindIndex(phone, 'phone');
    const id = await nextRecordId(tx, district);
    const kept = await sql<{ id: number; receipt: string; isNew: boolean }>`
      insert into filing_objections as o (id, district, div, recorded_div, notice_id, authority_div, content, name_cipher, phone_cipher, phone_index, receipt_code, received_on, received_at)
      values (${id}, ${district}, ${announcement.div}, ${announcement.recordedDiv}, ${input.noticeId}, ${announcement.authorityDiv}, ${content}, ${cipher.encrypt(name, OBJECTION_NAME)},
        ${cipher.encrypt(phone, OBJECTION_PHONE)}, ${index}, ${checkCodeOf(randomBytes(RANDOM_BYTES))}, ${today}, ${now.toISOString()})
      on conflict (district, notice_id, phone_index, md5(content)) do update set version = o.version
      returning id, receipt_code as receipt, (id = ${id}) as "isNew"`.execute(tx);
    const [row] = kept.rows;
    if (row?.isNew) {
      await noteWhereabouts(tx, [{ kind: 'code', key: row.receipt, district }]);
      await audit(tx, context, { action: 'noticeObjection.received', subject: { type: 'noticeObjection', id, district }, details: { notice: input.noticeId } });
    }
    if (row) await enclose(tx, context, { ...announcement, id: row.id }, enclosed);
    return row?.receipt ?? '';
  });
}

/** What came with it the first time stays; the same sent again with papers gets them. */
async function enclose(tx: Transaction, context: Context, owner: FileOwner, enclosed: readonly ReceivedFile[]): Promise<void> {
  const { files } = context.platform;
  if (enclosed.length === 0 || (await files.list(context, OBJECTION_PURPOSE, owner.district, [owner.id], tx)).has(owner.id)) return;
  for (const received of enclosed) await files.attach(tx, context, OBJECTION_PURPOSE, owner, received);
}

const wrong = (path: string, problem: string) => refuse(filingErrors.OBJECTION_INVALID, { problem }, [{ path, message: problem }]);

/** More than may be enclosed: known before the one too many is stored. */
export const tooManyEnclosed = () => wrong('file', `照片和文件最多 ${OBJECTION_LIMITS.files} 个，请挑最能说明情况的。`);

/** @throws OBJECTION_INVALID with what to fill in */
function checked({ name, phone, content }: ObjectionInput): { name: string; phone: string; content: string } {
  const text = maskNumbersIn(content.trim().toWellFormed().replaceAll('\0', ''));
  const who = name.trim().toWellFormed().replaceAll('\0', '');
  const number = readMobilePhone(phone);
  if (who === '' || who.length > OBJECTION_LIMITS.name) throw wrong('name', '请填写您的姓名。');
  if (number === undefined) throw wrong('phone', '请填写 11 位手机号码，办理时要与您联系。');
  if (text.length < OBJECTION_LIMITS.leastContent) throw wrong('content', `请把事实和理由写清楚，至少 ${OBJECTION_LIMITS.leastContent} 个字。`);
  if (text.length > OBJECTION_LIMITS.content) throw wrong('content', `内容太长，请不超过 ${OBJECTION_LIMITS.content} 个字。`);
  return { name: who, phone: number, content: text };
}

import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import type { Day } from '#shared/day.ts';
import { refuse } from '#shared/errors.ts';
import type { FileReply } from '#shared/route.ts';
import { filingErrors } from '../../contract/errors.ts';
import { NOTICES, type NoticeId } from '../../contract/workflow.ts';
import type { NoticeContent } from '../domain/notice-content.ts';
import { requireSide, type Side } from '../reach.ts';
import { NOTICE_CONTENT_TYPES, type NoticeFormat, renderNotice } from '../render-notice.ts';
import { templateBytes } from '../template-store.ts';

interface StoredNotice {
  kind: NoticeId;
  subjectName: string;
  issuedOn: Day;
  content: NoticeContent | null;
  templateDiv: number | null;
  templateVersion: number | null;
  checkCode: string | null;
  isInvented: boolean;
}

/** A notice as it was issued: its own template's version, its own content. @throws NOTICE_NOT_FOUND, NOTICE_HAS_NO_DOCUMENT */
export async function getNoticeFile(context: Context, side: Side, { id, format }: { id: number; format: NoticeFormat }): Promise<FileReply> {
  requireSide(context, side, 'filing.read');
  const notice = await findNotice(context, side, id);
  if (!notice) throw refuse(filingErrors.NOTICE_NOT_FOUND);
  const { kind, content, templateDiv, templateVersion, checkCode, isInvented } = notice;
  const { label } = NOTICES[kind];
  const template =
    templateDiv === null || templateVersion === null
      ? undefined
      : await templateBytes(context.platform.db, { div: templateDiv, kind, version: templateVersion });
  if (!template || !content) throw refuse(filingErrors.NOTICE_HAS_NO_DOCUMENT, { kind: label });
  const { address } = context.platform.signIn;
  const bytes = await renderNotice(template, { content, checkCode, address, title: label, day: notice.issuedOn, isInvented }, format);
  return { fileName: `${label}（${notice.subjectName}）.${format}`, contentType: NOTICE_CONTENT_TYPES[format], bytes };
}

/** An applicant reaches what was handed out on its own applications: not letters between offices. */
async function findNotice({ platform: { db }, actor }: Context, side: Side, id: number): Promise<StoredNotice | undefined> {
  return findWhereItLies(db, id, async (district) => {
    const own = sql<boolean>`n.audience <> 'office' and exists (
      select 1 from filing_applications a where a.district = ${district} and a.id = n.application_id and a.applicant_id = ${actor.id})`;
    const { rows } = await sql<StoredNotice>`
    select n.kind, n.subject_name as "subjectName", n.issued_on as "issuedOn", n.content, n.template_div as "templateDiv", n.template_version as "templateVersion", n.check_code as "checkCode",
      exists (select 1 from filing_applications a where a.district = ${district} and a.id = n.application_id and a.demonstration) as "isInvented"
    from filing_notices n where n.district = ${district} and n.id = ${id} and ${side === 'office' ? inRange(actor.range, 'n') : own}`.execute(db);
    return rows[0];
  });
}

import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import type { FileReply } from '#shared/route.ts';
import { filingErrors } from '../../contract/errors.ts';
import { marksOf } from '../../contract/notice-marks.ts';
import { NOTICES, type NoticeId } from '../../contract/workflow.ts';
import { SAMPLE_CONTENT } from '../domain/sample-content.ts';
import { NOTICE_CONTENT_TYPES, type NoticeFormat, renderNotice } from '../render-notice.ts';
import { templateBytes, templateInForce } from '../template-store.ts';

const SAMPLE_CODE = '222222222222';

export interface TemplateFileInput {
  kind: NoticeId;
  version?: number | undefined;
  filled?: boolean | undefined;
  format: NoticeFormat;
}

/** The template in force for the caller's office, or a version of its own; to change in Word, or filled with invented content to look at. @throws TEMPLATE_NOT_FOUND */
export async function getTemplateFile(context: Context, { kind, version, filled = false, format }: TemplateFileInput): Promise<FileReply> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'rules.read');
  const bytes = await inTransaction(platform.db, async (tx) => {
    const wanted = version === undefined ? await templateInForce(tx, kind, actor.division) : { div: actor.division, version };
    return templateBytes(tx, { div: wanted.div, kind, version: wanted.version });
  });
  if (!bytes) throw refuse(filingErrors.TEMPLATE_NOT_FOUND);
  const { label } = NOTICES[kind];
  if (!filled && format === 'docx') return { fileName: `${label}模板.docx`, contentType: NOTICE_CONTENT_TYPES.docx, bytes };
  const isCertified = marksOf(kind).includes('核验码');
  const sample = {
    content: SAMPLE_CONTENT,
    checkCode: isCertified ? SAMPLE_CODE : null,
    address: platform.signIn.address,
    title: label,
    day: today,
    isInvented: true,
  };
  return { fileName: `${label}（示例）.${format}`, contentType: NOTICE_CONTENT_TYPES[format], bytes: await renderNotice(bytes, sample, format) };
}

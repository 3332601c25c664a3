import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { NOTICES, wordsOf } from './workflow.ts';

const recordId = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const kind = z.enum(wordsOf(NOTICES));
const format = z.enum(['docx', 'pdf']).default('docx');

export const templateSchema = z.object({
  kind,
  kindName: z.string(),
  audience: z.enum(['applicant', 'office', 'public']),
  isCertificate: z.boolean(),
  /** whose wording holds for the caller's office: its own, that of an office above, or the program's */
  source: z.enum(['own', 'inherited', 'program']),
  sourceName: z.string(),
  version: z.number().int().nullable(),
  marks: z.array(z.object({ mark: z.string(), meaning: z.string() })),
  /** versions of the caller's own office, newest first */
  versions: z.array(
    z.object({ version: z.number().int(), fileName: z.string(), reason: z.string(), createdAt: z.string(), createdBy: z.string(), isInForce: z.boolean() }),
  ),
});
export type NoticeTemplate = z.infer<typeof templateSchema>;
const templatesSchema = z.object({ organ: z.string(), mayEdit: z.boolean(), templates: z.array(templateSchema) });

/** Documents of notices, and the templates they are made from. */
export const documentRoutes = {
  noticeFile: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/notices/:id/file',
    permission: 'filing.read',
    summary: '一份通知、证书或公告的 Word 或 PDF 文件',
    params: z.object({ id: recordId }),
    query: z.object({ format }),
    response: 'file',
    requestClass: 'read',
  }),
  ownNoticeFile: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/own-notices/:id/file',
    permission: 'filing.apply',
    summary: '我的申请收到的通知或证书文件',
    params: z.object({ id: recordId }),
    query: z.object({ format }),
    response: 'file',
    requestClass: 'read',
  }),
  templates: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/templates',
    permission: 'rules.read',
    summary: '本单位使用的文书模板',
    response: templatesSchema,
  }),
  templateFile: defineRoute({
    method: 'GET',
    path: '/api/v1/filings/templates/:kind/file',
    permission: 'rules.read',
    summary: '一种文书的 Word 模板：正在使用的，或本单位的某一版；可用示例内容填好',
    params: z.object({ kind }),
    query: z.object({ version: z.coerce.number().int().min(1).optional(), filled: z.stringbool().optional(), format }),
    response: 'file',
  }),
  uploadTemplate: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/templates/:kind/versions',
    permission: 'notice.manage',
    summary: '上传本单位的 Word 模板，检查填写项后即时使用',
    params: z.object({ kind }),
    upload: true,
    response: templatesSchema,
  }),
  useTemplate: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/templates/:kind/use',
    permission: 'notice.manage',
    summary: '改用本单位的某一版模板，或改回上级（平台）的模板',
    params: z.object({ kind }),
    body: z.object({ version: z.number().int().min(1).nullable(), reason: z.string().trim().min(2, '请写明理由。').max(200) }),
    response: templatesSchema,
  }),
};

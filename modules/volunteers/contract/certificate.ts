import { z } from 'zod';
import { anyDivisionCodeSchema } from '#modules/divisions/contract/division.ts';
import { pageQuerySchema, pageSchema } from '#shared/page.ts';
import { defineRoute } from '#shared/route.ts';
import { idParams, reasonSchema, recordIdSchema } from './volunteer.ts';

const PATH = '/api/v1/volunteer-certificates';

export const certificateSchema = z.object({
  id: z.string(),
  number: z.string(),
  volunteerId: z.string(),
  volunteerName: z.string(),
  organ: z.string(),
  fromOn: z.string(),
  toOn: z.string(),
  services: z.number().int(),
  minutes: z.number().int(),
  issuedOn: z.string(),
  issuedBy: z.string(),
  revokedOn: z.string().nullable(),
  revokeReason: z.string().nullable(),
  demonstration: z.boolean(),
});
export type Certificate = z.infer<typeof certificateSchema>;

export const certificateRoutes = {
  listCertificates: defineRoute({
    method: 'GET',
    path: PATH,
    permission: 'volunteer.read',
    gathers: true,
    summary: '辖区内出具的志愿服务证明登记册',
    query: pageQuerySchema.extend({ division: anyDivisionCodeSchema.optional(), volunteer: recordIdSchema.optional() }),
    response: pageSchema(certificateSchema),
  }),
  issueCertificate: defineRoute({
    method: 'POST',
    path: PATH,
    permission: 'volunteer.keep',
    summary: '按已确认的记录出具一份志愿服务证明，免费',
    body: z.object({ volunteerId: recordIdSchema, fromOn: z.iso.date(), toOn: z.iso.date() }),
    response: certificateSchema,
  }),
  revokeCertificate: defineRoute({
    method: 'POST',
    path: `${PATH}/:id/revocation`,
    permission: 'volunteer.keep',
    summary: '撤销一份志愿服务证明，写明理由；编号保留在登记册里',
    params: idParams,
    body: z.object({ reason: reasonSchema }),
    response: certificateSchema,
  }),
  certificateFile: defineRoute({
    method: 'GET',
    path: `${PATH}/:id/file`,
    permission: 'volunteer.read',
    summary: '一份志愿服务证明的 Word 或 PDF 文件',
    params: idParams,
    query: z.object({ format: z.enum(['docx', 'pdf']).default('docx') }),
    response: 'file',
    requestClass: 'read',
  }),
};

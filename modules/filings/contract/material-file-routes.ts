import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { applicationSchema } from './application.ts';
import { MATERIALS, wordsOf } from './workflow.ts';

const recordId = z
  .string()
  .regex(/^\d{1,16}$/)
  .transform(Number);
const place = z.object({ id: recordId, material: z.enum(wordsOf(MATERIALS)) });
const one = z.object({ id: recordId, file: recordId });

/** Files of materials: of offices, and an applicant's own. They are read at `/api/v1/files/:id`. */
export const materialFileRoutes = {
  addFile: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/applications/:id/materials/:material/files',
    permission: 'filing.enter',
    summary: '上传一份材料的照片或文档',
    params: place,
    upload: true,
    response: applicationSchema,
  }),
  removeFile: defineRoute({
    method: 'DELETE',
    path: '/api/v1/filings/applications/:id/files/:file',
    permission: 'filing.enter',
    summary: '移除一份材料的照片或文档',
    params: one,
    response: applicationSchema,
  }),
  addOwnFile: defineRoute({
    method: 'POST',
    path: '/api/v1/filings/own/:id/materials/:material/files',
    permission: 'filing.apply',
    summary: '上传我的申请的一份材料',
    params: place,
    upload: true,
    response: applicationSchema,
  }),
  removeOwnFile: defineRoute({
    method: 'DELETE',
    path: '/api/v1/filings/own/:id/files/:file',
    permission: 'filing.apply',
    summary: '移除我的申请的一份材料',
    params: one,
    response: applicationSchema,
  }),
};

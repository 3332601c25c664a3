import { z } from 'zod';
import { defineRoute } from '#shared/route.ts';
import { storedFileSchema } from '#shared/stored-file.ts';

const id = z.string().regex(/^\d{1,16}$/);
const filesSchema = z.object({ files: z.array(storedFileSchema) });

/** Photographs and files of documents in a dossier, read at `/api/v1/files/:id`; and their text as a Word file. */
export const documentFileRoutes = {
  addDocumentFile: defineRoute({
    method: 'POST',
    path: '/api/v1/organizations/:id/documents/:record/files',
    permission: 'evidence.edit',
    summary: '给组织档案里的一份章程、制度或名册上传照片或文档',
    params: z.object({ id, record: id }),
    upload: true,
    response: filesSchema,
  }),
  documentText: defineRoute({
    method: 'GET',
    path: '/api/v1/organizations/:id/documents/:record/word',
    permission: 'evidence.read',
    requestClass: 'export',
    summary: '组织档案里一份章程或制度的正文，Word 文件，用于打印',
    params: z.object({ id, record: id }),
    response: 'file',
  }),
  removeDocumentFile: defineRoute({
    method: 'DELETE',
    path: '/api/v1/organizations/:id/documents/:record/files/:file',
    permission: 'evidence.edit',
    summary: '移除组织档案里一份文件的照片或文档',
    params: z.object({ id, record: id, file: id }),
    response: filesSchema,
  }),
};

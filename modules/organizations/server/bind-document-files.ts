import type { Handlers } from '#platform/http/bind-routes.ts';
import type { documentFileRoutes } from '../contract/document-file-routes.ts';
import { getDocumentFile } from './queries/get-document-file.ts';
import { addDocumentFile, removeDocumentFile } from './commands/keep-document-file.ts';

export const documentFileHandlers: Handlers<typeof documentFileRoutes> = {
  addDocumentFile: async (context, { params, file }) => ({
    files: await addDocumentFile(context, {
      organizationId: Number(params.id),
      id: Number(params.record),
      name: file?.name ?? '',
      content: file?.bytes ?? new Uint8Array(),
    }),
  }),
  documentText: (context, { params }) => getDocumentFile(context, { organizationId: Number(params.id), id: Number(params.record) }),
  removeDocumentFile: async (context, { params }) => ({
    files: await removeDocumentFile(context, { organizationId: Number(params.id), id: Number(params.record), file: Number(params.file) }),
  }),
};

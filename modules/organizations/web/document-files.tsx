import { useQueryClient } from '@tanstack/react-query';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { FileBox } from '#ui/files/file-box.tsx';
import { documentFileRoutes } from '../contract/document-file-routes.ts';
import { DOCUMENT_FILE_KINDS, DOCUMENT_FILES } from '../contract/document-files.ts';
import { partRoutes } from '../contract/part-routes.ts';
import type { Part, PartRecord } from '../contract/parts.ts';
import type { ShownOrganization } from './organization-page.tsx';

interface DocumentFilesProps {
  organization: ShownOrganization;
  part: Part;
  item: PartRecord;
}

/** Photographs and scans of one document of the dossier. */
export function DocumentFiles({ organization, part, item: { id: record, title, files } }: DocumentFilesProps) {
  const client = useQueryClient();
  const params = { id: organization.id, record };
  const read = () => refresh(client, partRoutes.part);
  if (files.length === 0 && !part.abilities.edit) return null;
  return (
    <FileBox
      label={title}
      files={files}
      kinds={DOCUMENT_FILE_KINDS}
      mostFiles={DOCUMENT_FILES}
      isFixed={!part.abilities.edit}
      onAdd={(file) => call(documentFileRoutes.addDocumentFile, { params, file }).then(read)}
      onRemove={({ id: file }) => call(documentFileRoutes.removeDocumentFile, { params: { ...params, file } }).then(read)}
    />
  );
}

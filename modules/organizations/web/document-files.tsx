import { PAPER_KINDS } from '#shared/file-kind.ts';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useToasts } from '#ui/feedback/toast.tsx';
import { call, download } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { FileBox } from '#ui/files/file-box.tsx';
import { documentFileRoutes } from '../contract/document-file-routes.ts';
import { DOCUMENT_FILES } from '../contract/document-files.ts';
import { partRoutes } from '../contract/part-routes.ts';
import type { Part, PartRecord } from '../contract/parts.ts';
import type { ShownOrganization } from './organization-page.tsx';

interface DocumentFilesProps {
  organization: ShownOrganization;
  part: Part;
  item: PartRecord;
}

/** Photographs and scans of one document of the dossier. */
export function DocumentFiles({ organization, part, item: { id: record, title, files, values } }: DocumentFilesProps) {
  const client = useQueryClient();
  const params = { id: organization.id, record };
  const read = () => refresh(client, partRoutes.part);
  const text = typeof values['content'] === 'string' && values['content'] !== '';
  if (files.length === 0 && !part.abilities.edit && !text) return null;
  return (
    <>
      {text && <PrintButton id={organization.id} record={record} title={title} />}
      <FileBox
        label={title}
        files={files}
        kinds={PAPER_KINDS}
        mostFiles={DOCUMENT_FILES}
        isFixed={!part.abilities.edit}
        onAdd={(file) => call(documentFileRoutes.addDocumentFile, { params, file }).then(read)}
        onRemove={({ id: file }) => call(documentFileRoutes.removeDocumentFile, { params: { ...params, file } }).then(read)}
      />
    </>
  );
}

function PrintButton({ id, record, title }: { id: string; record: string; title: string }) {
  const toasts = useToasts();
  return (
    <p>
      <Button
        size="small"
        aria-label={`下载 Word 打印：${title}`}
        onClick={() => void download(documentFileRoutes.documentText, { params: { id, record } }).catch(toasts.failed)}
      >
        下载 Word 打印
      </Button>
    </p>
  );
}

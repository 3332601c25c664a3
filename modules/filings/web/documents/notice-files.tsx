import { Button } from 'antd';
import { useState } from 'react';
import { download } from '#ui/api/call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import type { Notice } from '../../contract/application.ts';
import { documentRoutes } from '../../contract/routes.ts';

type Format = 'docx' | 'pdf';
const NAMES: Record<Format, string> = { docx: 'Word', pdf: 'PDF' };

/** Wherever a notice is shown: the file as it was issued, in Word and PDF. */
export function NoticeFiles({ notice, small = true }: { notice: Pick<Notice, 'id' | 'kindName' | 'hasDocument'>; small?: boolean }) {
  const toasts = useToasts();
  const [busy, setBusy] = useState<Format | null>(null);
  if (!notice.hasDocument) return <span>没有文件</span>;
  async function fetchFile(format: Format): Promise<void> {
    setBusy(format);
    await download(documentRoutes.noticeFile, { params: { id: notice.id }, query: { format } }).catch(toasts.failed);
    setBusy(null);
  }
  return (
    <span style={{ display: 'inline-flex', gap: 8 }}>
      {(['docx', 'pdf'] as const).map((format) => (
        <Button
          key={format}
          size={small ? 'small' : 'middle'}
          loading={busy === format}
          aria-label={`下载${notice.kindName}的 ${NAMES[format]} 文件`}
          onClick={() => void fetchFile(format)}
        >
          {NAMES[format]}
        </Button>
      ))}
    </span>
  );
}

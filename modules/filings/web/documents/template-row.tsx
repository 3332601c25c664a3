import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { call, download } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import type { NoticeTemplate } from '../../contract/document-routes.ts';
import { documentRoutes } from '../../contract/routes.ts';
import styles from './documents.module.css';

interface TemplateRowProps {
  template: NoticeTemplate;
  mayEdit: boolean;
  isUploading: boolean;
  onUpload: (file: File) => void;
  onMarks: () => void;
}

const SOURCES = { own: '本单位', inherited: '上级', program: '平台自带' } as const;

/** One kind of notice: whose wording holds, and what can be done with it. */
export function TemplateRow({ template, mayEdit, isUploading, onUpload, onMarks }: TemplateRowProps) {
  const toasts = useToasts();
  const { kind, kindName, source, sourceName, version, versions } = template;
  const whose = source === 'program' ? SOURCES.program : `${SOURCES[source]}${source === 'inherited' ? `（${sourceName}）` : ''} 第 ${version} 版`;
  const fetchFile = (query: { filled?: 'true'; format?: 'docx' | 'pdf'; version?: number }) =>
    void download(documentRoutes.templateFile, { params: { kind }, query }).catch(toasts.failed);
  return (
    <li className={styles.row}>
      <div className={styles.name}>
        <strong>{kindName}</strong>
        <span className={styles.whose} data-source={source}>
          {whose}
        </span>
      </div>
      <div className={styles.actions}>
        <Button size="small" onClick={onMarks}>
          填写项
        </Button>
        <Button size="small" onClick={() => fetchFile({ filled: 'true', format: 'pdf' })}>
          看样张
        </Button>
        <Button size="small" onClick={() => fetchFile({})}>
          下载模板
        </Button>
        {mayEdit && <UploadButton name={kindName} loading={isUploading} onFile={onUpload} />}
      </div>
      {versions.length > 0 && (
        <ul className={styles.versions} aria-label={`${kindName}：本单位的版本`}>
          {versions.map((one) => (
            <li key={one.version}>
              <span>
                第 {one.version} 版 {one.fileName}，{one.createdBy} {momentText(one.createdAt)}
                {one.isInForce ? '，正在使用' : ''}
              </span>
              <Button type="link" size="small" onClick={() => fetchFile({ version: one.version })}>
                下载
              </Button>
              {mayEdit && !one.isInForce && <UseButton template={template} version={one.version} />}
            </li>
          ))}
          {mayEdit && source === 'own' && (
            <li>
              <UseButton template={template} version={null} />
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function UploadButton({ name, loading, onFile }: { name: string; loading: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".docx"
        hidden
        aria-label={`上传${name}的 Word 模板`}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
      <Button size="small" loading={loading} onClick={() => input.current?.click()}>
        上传
      </Button>
    </>
  );
}

/** Back to a version of one's own, or to the inherited one. */
function UseButton({ template, version }: { template: NoticeTemplate; version: number | null }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [isAsking, setAsking] = useState(false);
  const label = version === null ? '停用本单位的模板，改用上级或平台的' : '改用这一版';
  async function use(reason: string): Promise<void> {
    await call(documentRoutes.useTemplate, { params: { kind: template.kind }, body: { version, reason } });
    await refresh(client, documentRoutes.templates);
    toasts.done('已改，以后发出的文书用它。');
  }
  return (
    <>
      <Button type="link" size="small" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <ConfirmWithReason open={isAsking} title={`${template.kindName}：${label}`} confirmText="改用" onConfirm={use} onClose={() => setAsking(false)}>
        以后发出的“{template.kindName}”用它，已发出的不变。
      </ConfirmWithReason>
    </>
  );
}

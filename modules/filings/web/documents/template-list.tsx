import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { NoticeTemplate } from '../../contract/document-routes.ts';
import { documentRoutes } from '../../contract/routes.ts';
import { MarkList } from './mark-list.tsx';
import { TemplateRow } from './template-row.tsx';
import styles from './documents.module.css';

const CRUMBS = [
  { key: 'documents', label: '文书与公告', to: '/documents' },
  { key: 'here', label: '文书模板' },
];

const GROUPS: readonly { title: string; of: (template: NoticeTemplate) => boolean }[] = [
  { title: '通知和函', of: ({ audience, isCertificate }) => audience !== 'public' && !isCertificate },
  { title: '证书', of: ({ isCertificate }) => isCertificate },
  { title: '公示和公告', of: ({ audience }) => audience === 'public' },
];

/** The wording of every kind of notice: take it out, change it in Word, bring it in again. */
export function TemplateListScreen() {
  const query = useCall(documentRoutes.templates, {});
  const client = useQueryClient();
  const toasts = useToasts();
  const [marksOf, setMarksOf] = useState<NoticeTemplate | null>(null);
  const upload = useMutation({
    mutationFn: ({ template, file }: { template: NoticeTemplate; file: File }) =>
      call(documentRoutes.uploadTemplate, { params: { kind: template.kind }, file }),
    onSuccess: async (_answer, { template }) => {
      await refresh(client, documentRoutes.templates);
      toasts.done(`“${template.kindName}”已改用本单位的模板，已发出的文书不变。`);
    },
    onError: toasts.failed,
  });
  return (
    <LoadedPage title="文书模板" query={query}>
      {({ organ, mayEdit, templates }) => (
        <Page
          title="文书模板"
          above={<Breadcrumb label="位置" crumbs={CRUMBS} />}
          lead={`${organ}使用的文书。下载模板，在 Word 里修改文字和版式，保留花括号里的填写项，再上传；上传后即时使用，下级没有自己的模板时也用它。`}
        >
          {GROUPS.map((group) => (
            <Panel key={group.title} title={group.title} flush>
              <ul className={styles.rows}>
                {templates.filter(group.of).map((template) => (
                  <TemplateRow
                    key={template.kind}
                    template={template}
                    mayEdit={mayEdit}
                    isUploading={upload.isPending && upload.variables.template.kind === template.kind}
                    onUpload={(file) => upload.mutate({ template, file })}
                    onMarks={() => setMarksOf(template)}
                  />
                ))}
              </ul>
            </Panel>
          ))}
          <MarkList template={marksOf} onClose={() => setMarksOf(null)} />
        </Page>
      )}
    </LoadedPage>
  );
}

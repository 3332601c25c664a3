import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import type { Notice } from '../../contract/application.ts';
import { filingRoutes } from '../../contract/routes.ts';
import { DocumentLinks } from './document-links.tsx';
import { NoticeFiles } from './notice-files.tsx';
import { PublicNoticeLink } from './public-notice-link.tsx';

const COLUMNS: Column<Notice>[] = [
  { key: 'kind', title: '文书', cell: (notice) => <NoticeName notice={notice} /> },
  { key: 'subject', title: '组织', cell: (notice) => notice.subjectName },
  { key: 'number', title: '文号或编号', cell: (notice) => notice.documentNumber ?? '—' },
  { key: 'issuedOn', title: '发出日期', cell: (notice) => notice.issuedOn },
  { key: 'objections', title: '异议截止', cell: (notice) => notice.objectionsUntil ?? '—' },
  { key: 'files', title: '文件', cell: (notice) => <NoticeFiles notice={notice} /> },
];

const AUDIENCES = [
  { value: '', label: '全部' },
  { value: 'applicant', label: '给申请人' },
  { value: 'office', label: '给单位' },
  { value: 'public', label: '公告' },
] as const;
type Audience = Exclude<(typeof AUDIENCES)[number]['value'], ''>;

/** Everything that was handed out within one's jurisdiction, newest first, to be printed again. */
export function NoticeListScreen() {
  const [values, set] = useSearchState();
  const audience = (values['audience'] || undefined) as Audience | undefined;
  const pages = usePages(filingRoutes.notices, { query: { audience } });
  return (
    <Page title="文书与公告" lead="发出的通知、证书和公告。文件按发出时的模板和内容生成，以后改模板不会改变已发出的文书。" actions={<DocumentLinks />}>
      <Panel
        title="已发出"
        flush
        actions={<Choice label="对象" options={AUDIENCES} value={values['audience'] ?? ''} onChange={(next) => set({ audience: next || undefined })} />}
      >
        <DataTable
          name="notices"
          label="已发出的文书"
          columns={COLUMNS}
          pages={pages}
          rowKey={(notice) => notice.id}
          counted="份"
          empty={<EmptyState title="还没有发出文书">办理申请时，受理、补正、准予、不予等步骤会自动生成文书，列在这里。</EmptyState>}
        />
      </Panel>
    </Page>
  );
}

/** What is announced is looked at where everybody sees it. */
function NoticeName({ notice: { id, kindName, audience } }: { notice: Notice }) {
  return audience === 'public' ? <PublicNoticeLink id={id}>{kindName}</PublicNoticeLink> : kindName;
}

import { useState } from 'react';
import { usePages } from '#ui/api/use-pages.ts';
import { LoadedItems } from '#ui/feedback/loaded-items.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import type { Objection } from '../../contract/objection.ts';
import { objectionRoutes } from '../../contract/routes.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { ObjectionCard } from './objection-card.tsx';

const CRUMBS = [
  { key: 'documents', label: '文书与公告', to: '/documents' },
  { key: 'here', label: '公示异议' },
];

const STANDINGS = [
  { value: 'open', label: '待答复' },
  { value: 'answered', label: '已答复' },
];

/** What people object to announcements, and the answers. */
export function ObjectionDeskScreen() {
  const [values, set] = useSearchState();
  const standing = values['standing'] === 'answered' ? 'answered' : 'open';
  const pages = usePages(objectionRoutes.objections, { query: { standing } });
  const [answering, setAnswering] = useState<Objection | null>(null);
  return (
    <Page
      title="公示异议"
      above={<Breadcrumb label="位置" crumbs={CRUMBS} />}
      lead="公众在公开页面对公示提出的异议，由发布公示的单位核实后答复。答复一次作出，对方凭查询码查看；姓名和电话不公开。"
    >
      <Panel
        title={`${standing === 'open' ? '待答复' : '已答复'}${pages.total === null ? '' : `（${pages.total} 件）`}`}
        flush
        actions={<Segments label="状态" options={STANDINGS} value={standing} onChange={(next) => set({ standing: next === 'open' ? undefined : next })} />}
      >
        <LoadedItems
          pages={pages}
          lines={6}
          empty={
            <EmptyState title={standing === 'open' ? '没有待答复的异议' : '还没有答复过异议'}>
              公示在公开页面“公示与公告”里，异议期内任何人都可以提出。
            </EmptyState>
          }
        >
          {(items) => items.map((objection) => <ObjectionCard key={objection.id} objection={objection} onAnswer={() => setAnswering(objection)} />)}
        </LoadedItems>
      </Panel>
      <AnswerDialog objection={answering} onClose={() => setAnswering(null)} />
    </Page>
  );
}

import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePages } from '#ui/api/use-pages.ts';
import { LoadedItems } from '#ui/feedback/loaded-items.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type MajorReport, majorReportRoutes } from '../../contract/major-report.ts';
import { AnswerReport } from './answer-report.tsx';
import { MissingReports } from './missing-reports.tsx';
import { ReportCard } from './report-card.tsx';
import { RulePanel } from './rule-panel.tsx';

const STANDINGS = [
  { value: 'waiting', label: '待答复' },
  { value: 'overdue', label: '逾期' },
  { value: 'objected', label: '有异议，待改正' },
  { value: 'awaitingResult', label: '已办，待报结果' },
  { value: 'done', label: '办完的' },
] as const;

/** Reports of major activities: to be answered, overdue, awaiting their result (HN-D54, GZ-D55). */
export function ReportDeskScreen() {
  const [values, set] = useSearchState();
  const standing = STANDINGS.find(({ value }) => value === values['standing'])?.value ?? 'waiting';
  const pages = usePages(majorReportRoutes.majorReports, { query: { standing } });
  const [answering, setAnswering] = useState<MajorReport | null>(null);
  return (
    <Page
      title="重大活动报告"
      lead="节庆、文化演出、体育竞赛、人员集会等，组织事先报告，街道知悉或提出异议，办完报结果。"
      actions={<Link to="/activities">活动</Link>}
    >
      <Panel
        title={`报告${pages.total === null ? '' : `（${pages.total} 件）`}`}
        flush
        actions={<Choice label="情况" options={STANDINGS} value={standing} onChange={(next) => set({ standing: next === 'waiting' ? undefined : next })} />}
      >
        <LoadedItems
          pages={pages}
          lines={6}
          empty={
            <EmptyState title={standing === 'waiting' ? '没有待答复的报告' : '没有这样的报告'}>组织负责人在手机上从活动页面报告，报告后会列在这里。</EmptyState>
          }
        >
          {(items) => items.map((report) => <ReportCard key={report.id} report={report} onAnswer={() => setAnswering(report)} />)}
        </LoadedItems>
      </Panel>
      <MissingReports />
      <RulePanel />
      {answering && <AnswerReport report={answering} onClose={() => setAnswering(null)} />}
    </Page>
  );
}

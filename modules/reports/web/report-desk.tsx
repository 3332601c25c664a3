import { useParams } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import { useCall } from '#ui/api/use-call.ts';
import { LoadedPage } from '#ui/feedback/loaded-page.tsx';
import { Notice } from '#ui/feedback/notice.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { Report } from '../contract/report.ts';
import { reportRoutes } from '../contract/routes.ts';
import { FrozenTable } from './frozen-table.tsx';
import { FrozenUnits } from './frozen-units.tsx';
import { ReportActions } from './report-actions.tsx';
import { ReportHead } from './report-head.tsx';
import { ReportStateMark } from './report-state.tsx';
import { ReportText } from './report-text.tsx';
import styles from './reports.module.css';

/** One report: its text beside the frozen figures it is written from, and what may be done with it now. */
export function ReportDeskScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useCall(reportRoutes.get, { params: { id } });
  return (
    <LoadedPage title="报告" query={query}>
      {(report) => <ReportDesk report={report} />}
    </LoadedPage>
  );
}

function ReportDesk({ report }: { report: Report }) {
  const crumbs = [
    { key: 'list', label: '季度与年度报告', to: '/reports', search: { plan: report.plan, period: report.period } },
    { key: 'here', label: `${report.divisionName} ${report.periodName}` },
  ];
  return (
    <Page title={report.title} above={<Breadcrumb label="位置" crumbs={crumbs} />} lead={<Lead report={report} />} actions={<ReportActions report={report} />}>
      <ReturnReason report={report} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {report.texts.map((text) => (
            <ReportText key={text.part} report={report} text={text} />
          ))}
        </div>
        <div className={styles.main}>
          <ReportHead report={report} />
          <Panel title="冻结的数字" flush>
            <FrozenTable report={report} />
          </Panel>
          <FrozenUnits report={report} />
          <Panel title="经过">
            <Steps report={report} />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function Lead({ report }: { report: Report }) {
  const late = report.onTime === null ? '' : report.onTime ? '，按时报送' : '，迟报';
  return (
    <>
      <ReportStateMark state={report.state} name={report.stateName} /> 数据截至{dayInWords(report.asOf)}，方案第 {report.planVersion} 版
      {report.dueOn && `，应于${dayInWords(report.dueOn)}前报送`}
      {late}
      {report.isPreliminary && '。所属期还没有结束，数字是阶段性的'}
    </>
  );
}

function ReturnReason({ report }: { report: Report }) {
  if (report.state !== 'returned') return null;
  const step = report.steps.findLast(({ action }) => action === 'returned');
  return <Notice tone="warning">已退回：{step?.reason ?? '没有写明理由'}。请修改后重新报送。</Notice>;
}

function Steps({ report }: { report: Report }) {
  return (
    <ol className={styles.steps}>
      {report.steps.map((step) => (
        <li key={`${step.at}-${step.action}`}>
          {step.actionName}
          {step.onTime === false && <span className={styles.late}>（迟报）</span>}
          {step.reason && `：${step.reason}`}
          <small className="figures">
            {step.by}，{momentText(step.at)}
          </small>
        </li>
      ))}
    </ol>
  );
}

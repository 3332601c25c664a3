import { useQueryClient } from '@tanstack/react-query';
import { dayInWords } from '#shared/day.ts';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan } from '#ui/viewer.ts';
import { serviceRoutes } from '../contract/routes.ts';
import { type Service, SERVICE_STATES } from '../contract/service.ts';
import { durationText } from './duration.ts';
import { AnswerDispute, CorrectDialog } from './service-dialogs.tsx';
import styles from './volunteers.module.css';

const VIEWS = [
  { value: 'waiting', label: '待确认' },
  { value: 'overdue', label: '逾期未确认' },
  { value: 'disputed', label: '有异议' },
  { value: 'all', label: '全部' },
];
const FILTERS: Record<string, { state?: 'recorded'; overdue?: 'true'; disputed?: 'true' }> = {
  waiting: { state: 'recorded' },
  overdue: { overdue: 'true' },
  disputed: { disputed: 'true' },
  all: {},
};

/** Records of service: confirm within ten working days, correct with a reason, answer disputes. */
export function ServiceDeskScreen() {
  const [values, set] = useSearchState();
  const mayKeep = useCan('volunteer.keep');
  const ofOne = values['team'] !== undefined || values['volunteer'] !== undefined;
  const view = VIEWS.find(({ value }) => value === values['view'])?.value ?? (ofOne ? 'all' : 'waiting');
  const pages = usePages(serviceRoutes.listServices, { query: { ...FILTERS[view], team: values['team'], volunteer: values['volunteer'] } });
  const [corrected, setCorrected] = useState<Service | null>(null);
  const [answered, setAnswered] = useState<Service | null>(null);
  const confirm = useConfirm();
  return (
    <Page title="服务记录" lead="服务结束后十个工作日内确认。队长自己的时长由社区确认。更正要写明理由，原来的数保留。">
      <Panel
        title={pages.total === null ? '记录' : `${VIEWS.find(({ value }) => value === view)?.label}（${pages.total} 条）`}
        flush
        actions={<Segments label="哪些记录" options={VIEWS} value={view} onChange={(next) => set({ view: next })} />}
      >
        <DataTable
          name="volunteer-services"
          label="服务记录"
          columns={columnsOf(mayKeep ? { confirm, correct: setCorrected, answer: setAnswered } : null)}
          pages={pages}
          rowKey={({ id }) => id}
          counted="条"
          empty={<EmptyState title="没有这样的记录">队长在手机上“记录一次服务”，记录会出现在这里。</EmptyState>}
        />
      </Panel>
      {corrected && <CorrectDialog service={corrected} onClose={() => setCorrected(null)} />}
      {answered && <AnswerDispute service={answered} onClose={() => setAnswered(null)} />}
    </Page>
  );
}

function useConfirm(): (service: Service) => Promise<void> {
  const client = useQueryClient();
  const toasts = useToasts();
  return async ({ id, volunteerName }) => {
    try {
      await call(serviceRoutes.confirmServices, { body: { ids: [id] } });
      await refresh(client, serviceRoutes.listServices, serviceRoutes.serviceTotals);
      toasts.done(`已确认${volunteerName}的记录。`);
    } catch (problem) {
      toasts.failed(problem);
    }
  };
}

interface Acts {
  confirm: (service: Service) => Promise<void>;
  correct: (service: Service) => void;
  answer: (service: Service) => void;
}

function columnsOf(acts: Acts | null): Column<Service>[] {
  return [
    {
      key: 'who',
      title: '志愿者',
      cell: ({ volunteerId, volunteerName }) => (
        <Link to="/volunteers/$id" params={{ id: volunteerId }}>
          {volunteerName}
        </Link>
      ),
    },
    { key: 'when', title: '时间', cell: ({ servedOn, from, to }) => `${dayInWords(servedOn)} ${from}–${to}` },
    { key: 'minutes', title: '时长', cell: ({ minutes }) => durationText(minutes) },
    {
      key: 'what',
      title: '做了什么',
      sentences: true,
      cell: ({ kind, content, isFromCheckIn }) => `${kind}：${content}${isFromCheckIn ? '（按活动签到）' : ''}`,
    },
    { key: 'team', title: '队伍', cell: ({ teamName }) => teamName },
    { key: 'state', title: '情况', sentences: true, cell: standing },
    ...(acts ? [{ key: 'act', title: '办理', cell: (service: Service) => <Actions service={service} acts={acts} /> }] : []),
  ];
}

function standing({ state, isOverdue, dueOn, disputes, changes }: Service): string {
  const open = disputes.find(({ outcome }) => outcome === null);
  return [
    isOverdue ? `▲ 逾期（应在${dayInWords(dueOn)}前确认）` : state === 'recorded' ? `${dayInWords(dueOn)}前确认` : SERVICE_STATES[state],
    ...(open ? [`异议：${open.content}`] : []),
    ...changes.map(({ reason, before }) => `更正（${reason}），原为 ${before}`),
  ].join('；');
}

function Actions({ service, acts }: { service: Service; acts: Acts }) {
  return (
    <span className={styles.row}>
      {service.state === 'recorded' && (
        <Button size="small" type="primary" onClick={() => void acts.confirm(service)}>
          确认
        </Button>
      )}
      {service.state !== 'voided' && (
        <Button size="small" onClick={() => acts.correct(service)}>
          更正
        </Button>
      )}
      {service.disputes.some(({ outcome }) => outcome === null) && (
        <Button size="small" onClick={() => acts.answer(service)}>
          答复异议
        </Button>
      )}
    </span>
  );
}

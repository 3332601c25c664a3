import { useNavigate } from '@tanstack/react-router';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { useCan } from '#ui/viewer.ts';
import type { Occasion } from '../contract/occasion.ts';
import { occasionRoutes } from '../contract/routes.ts';
import styles from './activities.module.css';
import { spanText } from './span-text.ts';

const STANDINGS = [
  { value: 'coming', label: '将要举办' },
  { value: 'past', label: '已经过去' },
  { value: 'cancelled', label: '已取消' },
] as const;

/** What organizations of the jurisdiction announced, who signed up and who came. */
export function OccasionListScreen() {
  const [values, set] = useSearchState();
  const navigate = useNavigate();
  const standing = STANDINGS.find(({ value }) => value === values['standing'])?.value ?? 'coming';
  const mayWork = useCan('activity.work');
  const pages = usePages(occasionRoutes.occasions, { query: { standing } });
  return (
    <Page
      title="活动"
      lead="组织发布的活动：居民报名、候补、签到；办完写小结，记入活动台账，各级计划都从这一条统计。"
      actions={
        <>
          <Link to="/activity-reports">重大活动报告</Link>
          {mayWork && (
            <Button type="primary" onClick={() => void navigate({ to: '/activities/new' })}>
              发布活动
            </Button>
          )}
        </>
      }
    >
      <Panel
        title="发布的活动"
        flush
        actions={<Segments label="时间" options={STANDINGS} value={standing} onChange={(next) => set({ standing: next === 'coming' ? undefined : next })} />}
      >
        <DataTable
          name="occasions"
          label="活动"
          columns={COLUMNS}
          pages={pages}
          rowKey={({ id }) => id}
          onOpen={({ id }) => void navigate({ to: '/activities/$id', params: { id } })}
          counted="次活动"
          empty={
            <EmptyState title={standing === 'coming' ? '近期没有发布的活动' : '没有这样的活动'}>
              {mayWork ? '点“发布活动”替组织发布，或者由' : '由'}组织负责人在手机上“我的活动”里发布；居民在公开页面“参加活动”里报名。
            </EmptyState>
          }
        />
      </Panel>
    </Page>
  );
}

const COLUMNS: Column<Occasion>[] = [
  {
    key: 'title',
    title: '活动',
    cell: ({ id, title, demonstration }) => (
      <>
        <Link to="/activities/$id" params={{ id }}>
          {title}
        </Link>
        {demonstration && <span className={styles.soft}>（演示）</span>}
      </>
    ),
  },
  { key: 'organization', title: '主办', cell: ({ organizationName }) => organizationName },
  { key: 'theme', title: '主题', cell: ({ theme, kind }) => (kind === null ? theme : `${theme} · ${kind}`) },
  { key: 'time', title: '时间', cell: spanText },
  { key: 'confirmed', title: '报名', number: true, cell: ({ counts, capacity }) => (capacity === null ? counts.confirmed : `${counts.confirmed}/${capacity}`) },
  { key: 'waiting', title: '候补', number: true, cell: ({ counts }) => counts.waiting },
  { key: 'checkedIn', title: '签到', number: true, cell: ({ counts }) => counts.checkedIn },
  { key: 'state', title: '情况', cell: ({ stateName, isMajor }) => (isMajor ? `${stateName} · 重大活动` : stateName) },
];

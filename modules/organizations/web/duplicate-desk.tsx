import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { call } from '#ui/api/call.ts';
import { EmptyState, ProblemNotice, Skeleton } from '#ui/feedback/notice.tsx';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { organizationRoutes } from '../contract/routes.ts';
import { DuplicatePairCard } from './duplicate-pair.tsx';

const CRUMBS = [
  { key: 'home', label: '登记台账', to: '/evidence' },
  { key: 'register', label: '社区社会组织', to: '/evidence/organizations' },
  { key: 'here', label: '疑似重复' },
];

/** Pairs that may be one organization, side by side, for decision. */
export function DuplicateDeskScreen() {
  const [values] = useSearchState();
  const query = useInfiniteQuery({
    queryKey: [organizationRoutes.duplicates.method, organizationRoutes.duplicates.path, values['division'] ?? ''],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => call(organizationRoutes.duplicates, { query: { division: values['division'], cursor: pageParam } }, signal),
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  const pairs = query.data?.pages.flatMap((page) => page.pairs);
  return (
    <Page
      title="疑似重复的组织"
      above={<Breadcrumb label="位置" crumbs={CRUMBS} />}
      lead="同一社区里名称相近，或负责人相同。请判断是不是同一个组织；合并后，引用它的记录随之归到保留的一个。"
    >
      <Panel title="待判断" flush>
        {query.error && <ProblemNotice error={query.error} retry={query.refetch} />}
        {!pairs && !query.error && <Skeleton lines={8} />}
        {pairs?.length === 0 && <EmptyState title="没有疑似重复的组织">导入或登记以后，如有相近的名称或相同的负责人，会列在这里。</EmptyState>}
        {pairs?.map((pair) => (
          <DuplicatePairCard key={`${pair.one.id}-${pair.other.id}`} pair={pair} />
        ))}
        {query.hasNextPage && (
          <p style={{ padding: 12 }}>
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              继续显示
            </Button>
          </p>
        )}
      </Panel>
    </Page>
  );
}

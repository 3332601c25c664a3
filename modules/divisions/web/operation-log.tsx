import type { z } from 'zod';
import { dayInWords } from '#shared/day.ts';
import { usePages } from '#ui/api/use-pages.ts';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { Page } from '#ui/layout/page.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import { type Column, DataTable } from '#ui/table/data-table.tsx';
import { type loggedOperationSchema, OPERATION_NAMES, type OperationKind } from '../contract/operations.ts';
import { divisionRoutes } from '../contract/routes.ts';

type LoggedOperation = z.infer<typeof loggedOperationSchema>;

const COLUMNS: Column<LoggedOperation>[] = [
  { key: 'kind', title: '变更', cell: (operation) => OPERATION_NAMES[operation.kind as OperationKind] ?? operation.kind },
  { key: 'onDay', title: '生效日期', cell: (operation) => dayInWords(operation.onDay) },
  { key: 'reason', title: '依据', cell: (operation) => operation.reason },
  { key: 'actor', title: '办理人', cell: (operation) => operation.actor },
  { key: 'doneAt', title: '办理时间', cell: (operation) => momentText(operation.doneAt) },
  { key: 'districts', title: '涉及区县', hidden: true, cell: (operation) => operation.districts.join('、') },
];

const CRUMBS = [
  { key: 'divisions', label: '行政区划', to: '/divisions' },
  { key: 'here', label: '变更记录' },
];

/** Every change of the tree, the newest first. */
export function OperationLogScreen() {
  const pages = usePages(divisionRoutes.operations, { query: {} });
  return (
    <Page title="区划变更记录" above={<Breadcrumb label="位置" crumbs={CRUMBS} />}>
      <Panel title="变更" flush>
        <DataTable
          name="operations"
          label="区划变更记录"
          columns={COLUMNS}
          pages={pages}
          rowKey={(operation) => String(operation.id)}
          empty={<EmptyState title="还没有变更">在行政区划里选一个区划，可以办理改名、划转、合并和拆分。</EmptyState>}
        />
      </Panel>
    </Page>
  );
}

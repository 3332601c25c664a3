import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { Panel } from '#ui/layout/panel.tsx';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import { evidenceRoutes } from '../../contract/routes.ts';
import type { ImportBatch } from '../../contract/workbook.ts';
import { UndoImport } from './undo-import.tsx';

/** Imports so far, each to be undone as long as nobody changed its records since. */
export function PastImports() {
  const query = useCall(evidenceRoutes.imports, { query: { limit: '20' } });
  return (
    <Panel title="历次导入" flush>
      <Loaded query={query}>
        {({ imports }) =>
          imports.length === 0 ? <EmptyState title="还没有导入过">导入后，这里会列出每一次导入，并可以撤销。</EmptyState> : <ImportTable imports={imports} />
        }
      </Loaded>
    </Panel>
  );
}

function total({ sheets }: ImportBatch, count: 'created' | 'updated'): string {
  return formatNumber(sheets.reduce((sum, sheet) => sum + sheet[count], 0));
}

function ImportTable({ imports }: { imports: readonly ImportBatch[] }) {
  return (
    <PlainTable label="历次导入">
      <TableHead headings={['文件', '时间', '导入人', ...numbers('新增', '更新'), '状态']} />
      <tbody>
        {imports.map((batch) => (
          <tr key={batch.id}>
            <th scope="row">{batch.fileName}</th>
            <td>{momentText(batch.createdAt)}</td>
            <td>{batch.createdByName}</td>
            <td data-number>{total(batch, 'created')}</td>
            <td data-number>{total(batch, 'updated')}</td>
            <td>{batch.status === 'undone' ? `已撤销：${batch.undoneReason ?? ''}` : <UndoImport batch={batch.id} name={batch.fileName} />}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}

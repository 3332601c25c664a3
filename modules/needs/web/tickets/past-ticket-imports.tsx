import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { useCall } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { EmptyState } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { momentText } from '#ui/figures/dates.ts';
import { formatNumber } from '#ui/figures/format-figure.ts';
import { Panel } from '#ui/layout/panel.tsx';
import { PlainTable } from '#ui/table/plain-table.tsx';
import { numbers, TableHead } from '#ui/table/table-head.tsx';
import { needRoutes } from '../../contract/routes.ts';
import type { TicketImport } from '../../contract/ticket.ts';
import styles from './tickets.module.css';

/** Files so far, each to be taken back as long as nobody went on from there. */
export function PastTicketImports() {
  const query = useCall(needRoutes.ticketImports, {});
  const [undoing, setUndoing] = useState<TicketImport>();
  return (
    <Panel title="导入过的文件" flush>
      <Loaded query={query}>
        {({ imports }) =>
          imports.length === 0 ? (
            <EmptyState title="还没有导入过">导入后，这里会列出每一次导入，并可以撤销。</EmptyState>
          ) : (
            <Imports imports={imports} onUndo={setUndoing} />
          )
        }
      </Loaded>
      {undoing && <UndoDialog undoing={undoing} onClose={() => setUndoing(undefined)} />}
    </Panel>
  );
}

function Imports({ imports, onUndo }: { imports: readonly TicketImport[]; onUndo: (one: TicketImport) => void }) {
  return (
    <PlainTable label="导入过的文件">
      <TableHead headings={['文件', ...numbers('收进', '并入', '跳过'), '状态']} />
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              {one.fileName}
              <small className={styles.when}>
                {momentText(one.importedAt)}，{one.importedBy}
              </small>
            </th>
            <td data-number>{formatNumber(one.created)}</td>
            <td data-number>{formatNumber(one.joined)}</td>
            <td data-number>{formatNumber(one.already + one.rejected)}</td>
            <td>
              {one.undone ? (
                `已撤销：${one.undone.reason}`
              ) : (
                <Button aria-label={`撤销这次导入：${one.fileName}`} onClick={() => onUndo(one)}>
                  撤销
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}

function UndoDialog({ undoing, onClose }: { undoing: TicketImport; onClose: () => void }) {
  const client = useQueryClient();
  const toasts = useToasts();
  async function undo(reason: string): Promise<void> {
    await call(needRoutes.undoTickets, { params: { id: undoing.id }, body: { reason } });
    await client.invalidateQueries();
    toasts.done('已撤销，收进的工单都去掉了。');
  }
  return (
    <ConfirmWithReason open danger title={`撤销导入：${undoing.fileName}`} confirmText="撤销导入" reasonLabel="撤销原因" onConfirm={undo} onClose={onClose}>
      <p>这次收进的 {formatNumber(undoing.created)} 件会删除。已经有人开始办理的不能撤销，系统会说明有几件。</p>
    </ConfirmWithReason>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { evidenceRoutes } from '../../contract/routes.ts';

/** Takes a whole import back. */
export function UndoImport({ batch, name, onUndone }: { batch: string; name: string; onUndone?: () => void }) {
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const toasts = useToasts();
  async function undo(reason: string): Promise<void> {
    await call(evidenceRoutes.undoImport, { params: { batch }, body: { reason } });
    await client.invalidateQueries();
    toasts.done('已撤销，台账恢复到导入之前。');
    onUndone?.();
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>撤销这次导入</Button>
      <ConfirmWithReason
        open={open}
        danger
        title={`撤销导入：${name}`}
        confirmText="撤销导入"
        reasonLabel="撤销原因"
        onConfirm={undo}
        onClose={() => setOpen(false)}
      >
        <p>这次导入新增的记录会删除，更新的记录会恢复原样。导入之后又有人改过的记录不能撤销，系统会说明是哪些。</p>
      </ConfirmWithReason>
    </>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import type { Register } from '../contract/record.ts';
import { evidenceRoutes } from '../contract/routes.ts';
import type { RecordDetail } from './record-desk.tsx';

interface RecordActionsProps {
  register: Register;
  record: RecordDetail;
  onEdit: () => void;
}

/** Edit; end what has ended; delete what was entered by mistake. The last two ask for a reason. */
export function RecordActions({ register, record, onEdit }: RecordActionsProps) {
  const [dialog, setDialog] = useState<'end' | 'remove' | null>(null);
  const canEnd = register.endsField !== null && record.values[register.endsField] === null;
  const close = () => setDialog(null);
  return (
    <>
      <Button type="primary" onClick={onEdit}>
        修改
      </Button>
      {canEnd && <Button onClick={() => setDialog('end')}>终止</Button>}
      <Button danger onClick={() => setDialog('remove')}>
        删除
      </Button>
      {dialog === 'end' && <EndDialog register={register} record={record} onClose={close} />}
      {dialog === 'remove' && <RemoveDialog register={register} record={record} onClose={close} />}
    </>
  );
}

interface DialogProps {
  register: Register;
  record: RecordDetail;
  onClose: () => void;
}

function EndDialog({ register, record, onClose }: DialogProps) {
  const id = useId();
  const { today } = useViewer();
  const client = useQueryClient();
  const toasts = useToasts();
  const [day, setDay] = useState(today);
  async function end(reason: string): Promise<void> {
    await call(evidenceRoutes.end, { params: { register: register.register, id: record.id }, body: { version: record.version, endsOn: day, reason } });
    await refresh(client, evidenceRoutes.get, evidenceRoutes.list);
    toasts.done('已终止，从这一天起不再计入。');
  }
  return (
    <ConfirmWithReason open title="终止这条记录" confirmText="终止" onConfirm={end} onClose={onClose}>
      <p>记录保留，从终止日期起不再计入各项目标；此前的数字不变。</p>
      <Field label="终止日期" htmlFor={id} required>
        <DayPicker id={id} value={day} onChange={(value) => setDay(value ?? today)} />
      </Field>
    </ConfirmWithReason>
  );
}

function RemoveDialog({ register, record, onClose }: DialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toasts = useToasts();
  async function remove(reason: string): Promise<void> {
    await call(evidenceRoutes.remove, { params: { register: register.register, id: record.id }, body: { version: record.version, reason } });
    await refresh(client, evidenceRoutes.list);
    toasts.done('已删除。修改记录仍然保留。');
    await navigate({ to: '/evidence/$register', params: { register: register.register } });
  }
  return (
    <ConfirmWithReason open danger title="删除这条记录" confirmText="删除" onConfirm={remove} onClose={onClose}>
      <p>只用于删除录错的记录：它从未存在过，以往各天的数字也会改变。已经结束的组织、人员请用“终止”。</p>
    </ConfirmWithReason>
  );
}

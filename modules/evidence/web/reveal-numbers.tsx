import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import type { Register } from '../contract/record.ts';
import { evidenceRoutes } from '../contract/routes.ts';
import type { RecordDetail } from './record-desk.tsx';

interface RevealNumbersProps {
  register: Register;
  record: RecordDetail;
  onReveal: (values: Record<string, string>) => void;
}

/** Shows the whole ID number and phone after a reason was given; the numbers leave the screen with it. */
export function RevealNumbers({ register, record, onReveal }: RevealNumbersProps) {
  const [open, setOpen] = useState(false);
  const hasNumbers = register.columns.some(({ type, field }) => (type === 'idNumber' || type === 'phone') && record.values[field] !== null);
  if (!record.abilities.reveal || !hasNumbers) return null;
  async function reveal(reason: string): Promise<void> {
    const { values } = await call(evidenceRoutes.reveal, { params: { register: register.register, id: record.id }, body: { reason } });
    onReveal(values);
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>查看完整号码</Button>
      <ConfirmWithReason open={open} title="查看完整的证件号和电话" confirmText="查看" onConfirm={reveal} onClose={() => setOpen(false)}>
        <p>您的姓名、时间和理由会记录在案，本人和审计管理员可以查到。只在办理业务需要时查看。</p>
      </ConfirmWithReason>
    </>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { NUMBER_SERIES, type NumberSeries } from '../../contract/number-routes.ts';
import { numberRoutes } from '../../contract/routes.ts';

interface SkipDialogProps {
  isOpen: boolean;
  series: NumberSeries;
  year: number;
  last: number;
  onClose: () => void;
}

/** Numbers that were given on paper are left out, with the reason. */
export function SkipDialog({ isOpen, series, year, last, onClose }: SkipDialogProps) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const [through, setThrough] = useState<number | null>(null);
  const upTo = through ?? last + 1;
  async function send(reason: string): Promise<void> {
    const { skipped } = await call(numberRoutes.skipNumbers, { body: { series, year, through: upTo, reason } });
    await refresh(client, numberRoutes.numbers);
    setThrough(null);
    toasts.done(`已跳过 ${skipped} 个号，下一个是第 ${upTo + 1} 号。`);
  }
  return (
    <ConfirmWithReason open={isOpen} title={`跳过${year}年的${NUMBER_SERIES[series]}`} confirmText="跳过" onConfirm={send} onClose={onClose}>
      <label htmlFor={id}>现在编到第 {last} 号，跳过到第几号（例如纸质已用到的最后一号）</label>
      <InputNumber id={id} min={last + 1} max={last + 2000} precision={0} value={upTo} onChange={setThrough} style={{ width: '100%' }} />
    </ConfirmWithReason>
  );
}

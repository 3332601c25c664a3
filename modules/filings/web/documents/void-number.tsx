import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ConfirmWithReason } from '#ui/feedback/confirm-with-reason.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { filingRoutes, numberRoutes } from '../../contract/routes.ts';
import type { GivenNumber, NumberSeries } from '../../contract/number-routes.ts';

/** Voids a number for a reason; a filing gets the next one and a new certificate. */
export function VoidNumber({ row, series, year }: { row: GivenNumber; series: NumberSeries; year: number }) {
  const client = useQueryClient();
  const toasts = useToasts();
  const [isAsking, setAsking] = useState(false);
  async function send(reason: string): Promise<void> {
    const { replacement } = await call(numberRoutes.voidNumber, { body: { series, year, serial: row.serial, reason } });
    await refresh(client, numberRoutes.numbers, filingRoutes.notices);
    toasts.done(replacement === null ? `“${row.number}”已作废。` : `“${row.number}”已作废，换发“${replacement}”和新证书。`);
  }
  return (
    <>
      <Button size="small" danger onClick={() => setAsking(true)}>
        作废
      </Button>
      <ConfirmWithReason open={isAsking} danger title={`作废“${row.number}”`} confirmText="作废" onConfirm={send} onClose={() => setAsking(false)}>
        {series === 'filing'
          ? `“${row.subjectName ?? ''}”如仍在备案，随即换用下一个编号并换发证书；旧证书核验时会显示已换发。作废后不能恢复。`
          : '作废后不能恢复，号不再使用。'}
      </ConfirmWithReason>
    </>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Input, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { type Occasion, OCCASION_LIMITS } from '../contract/occasion.ts';
import { occasionRoutes } from '../contract/routes.ts';
import styles from './activities.module.css';

/** How it went, and how many came: enters the register of activities. */
export function SummaryDialog({ occasion, onClose }: { occasion: Occasion; onClose: () => void }) {
  const [peopleId, volunteersId, textId] = [useId(), useId(), useId()];
  const client = useQueryClient();
  const toasts = useToasts();
  const { id, version, counts, title } = occasion;
  const [participants, setParticipants] = useState(counts.checkedIn);
  const [volunteers, setVolunteers] = useState(counts.kinds.volunteer);
  const [summary, setSummary] = useState('');
  async function save(): Promise<void> {
    await call(occasionRoutes.summarizeOccasion, { params: { id }, body: { version, result: { summary, participants, volunteers, beneficiaries: [] } } });
    await refresh(client, occasionRoutes.occasion, occasionRoutes.occasions);
    toasts.done('已写小结，记入活动台账。');
  }
  return (
    <Confirm open title={`${title}：活动小结`} confirmText="写好了" disabled={summary.trim() === ''} onConfirm={save} onClose={onClose}>
      <div className={styles.stack}>
        <p className={styles.soft}>写好以后记入活动台账，不能再签到。同一批人只算一次。</p>
        <Field label="一共来了多少人" htmlFor={peopleId} hint={`已签到 ${counts.checkedIn} 人；没有签到但参加了的也算上`}>
          <InputNumber id={peopleId} min={0} precision={0} value={participants} onChange={(next) => setParticipants(next ?? 0)} />
        </Field>
        <Field label="其中志愿者" htmlFor={volunteersId}>
          <InputNumber id={volunteersId} min={0} precision={0} value={volunteers} onChange={(next) => setVolunteers(next ?? 0)} />
        </Field>
        <Field label="活动的情况" htmlFor={textId} hint="居民在网上会看到" required>
          <Input.TextArea id={textId} rows={5} maxLength={OCCASION_LIMITS.summary} value={summary} onChange={(event) => setSummary(event.target.value)} />
        </Field>
      </div>
    </Confirm>
  );
}

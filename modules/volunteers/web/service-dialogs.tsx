import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import { serviceRoutes } from '../contract/routes.ts';
import { DISPUTE_OUTCOMES, type Service } from '../contract/service.ts';
import { SERVICE_KINDS } from '../contract/words.ts';
import styles from './volunteers.module.css';

const OUTCOMES = Object.entries(DISPUTE_OUTCOMES).map(([value, label]) => ({ value, label }));

/** Other times or content, or nothing at all; both values are kept with the reason. */
export function CorrectDialog({ service, onClose }: { service: Service; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const { today } = useViewer();
  const { servedOn, from, to, content, place, version } = service;
  const [edit, setEdit] = useState({ servedOn, from, to, content, place });
  const [isVoided, setVoided] = useState(false);
  const [reason, setReason] = useState('');
  const kind = SERVICE_KINDS.find((one) => one === service.kind) ?? '其他';
  async function save(): Promise<void> {
    await call(serviceRoutes.correctService, { params: { id: service.id }, body: { ...edit, kind, version, reason, isVoided } });
    await refresh(client, serviceRoutes.listServices, serviceRoutes.serviceTotals);
    toasts.done(isVoided ? '已作废。' : '已更正。');
  }
  const line = (name: 'from' | 'to' | 'content' | 'place', label: string, most: number) => (
    <Field label={label} htmlFor={`${id}-${name}`}>
      <Input id={`${id}-${name}`} maxLength={most} value={edit[name]} onChange={({ target }) => setEdit({ ...edit, [name]: target.value })} />
    </Field>
  );
  return (
    <Confirm
      open
      title={`更正${service.volunteerName}的记录`}
      confirmText={isVoided ? '作废' : '更正'}
      disabled={reason.trim().length < 2}
      onConfirm={save}
      onClose={onClose}
    >
      <div className={styles.form}>
        <Field label="哪一天" htmlFor={`${id}-day`}>
          <DayPicker id={`${id}-day`} value={edit.servedOn} latest={today} onChange={(day) => day !== null && setEdit({ ...edit, servedOn: day })} />
        </Field>
        {line('from', '几点开始', 5)}
        {line('to', '几点结束', 5)}
        {line('content', '做了什么', 200)}
        {line('place', '在哪里', 100)}
        <Field label="理由" htmlFor={`${id}-reason`} hint="已出具的证明会失效，需要重新出具" required>
          <Input id={`${id}-reason`} maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Field>
        <label>
          <input type="checkbox" checked={isVoided} onChange={({ target }) => setVoided(target.checked)} /> 这条记录作废，不算时长
        </label>
      </div>
    </Confirm>
  );
}

/** The answer to what a volunteer says is wrong. */
export function AnswerDispute({ service, onClose }: { service: Service; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const [outcome, setOutcome] = useState<keyof typeof DISPUTE_OUTCOMES>('rejected');
  const [answer, setAnswer] = useState('');
  const open = service.disputes.find((dispute) => dispute.outcome === null);
  async function save(): Promise<void> {
    await call(serviceRoutes.answerDispute, { params: { id: service.id }, body: { outcome, answer } });
    await refresh(client, serviceRoutes.listServices);
    toasts.done('已答复，志愿者在手机上可以看到。');
  }
  return (
    <Confirm open title={`答复${service.volunteerName}的异议`} confirmText="答复" disabled={answer.trim().length < 2} onConfirm={save} onClose={onClose}>
      <blockquote>{open?.content}</blockquote>
      <p className={styles.faint}>确实有误的，请先点“更正”改好记录，再答复。</p>
      <Segments label="结论" options={OUTCOMES} value={outcome} onChange={(next) => setOutcome(next === 'upheld' ? 'upheld' : 'rejected')} />
      <Field label="答复" htmlFor={`${id}-answer`}>
        <Input.TextArea id={`${id}-answer`} rows={3} maxLength={500} value={answer} onChange={({ target }) => setAnswer(target.value)} />
      </Field>
    </Confirm>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { type MajorReport, majorReportRoutes } from '../../contract/major-report.ts';
import styles from '../activities.module.css';

const OUTCOMES = [
  { value: 'noted', label: '知悉' },
  { value: 'objected', label: '有异议' },
];
const LEAST_OBJECTION = 5;

/** Takes note, or objects and says what is to be mended; what was typed stays when it is refused. */
export function AnswerReport({ report, onClose }: { report: MajorReport; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const [outcome, setOutcome] = useState<'noted' | 'objected'>('noted');
  const [answer, setAnswer] = useState('');
  async function send(): Promise<void> {
    await call(majorReportRoutes.answerReport, { params: { id: report.id }, body: { version: report.version, outcome, answer } });
    await refresh(client, majorReportRoutes.majorReports);
    toasts.done(outcome === 'noted' ? '已答复知悉，组织负责人在手机上可以看到。' : '异议已发出，组织改正后会再报。');
  }
  return (
    <Confirm
      open
      title={`答复“${report.title}”`}
      confirmText="答复"
      disabled={outcome === 'objected' && answer.trim().length < LEAST_OBJECTION}
      onConfirm={send}
      onClose={onClose}
    >
      <div className={styles.stack}>
        <Segments label="结论" options={OUTCOMES} value={outcome} onChange={(next) => setOutcome(next === 'objected' ? 'objected' : 'noted')} />
        <Field
          label={outcome === 'objected' ? '要停止还是改正，改正什么' : '嘱咐（可以不写）'}
          htmlFor={id}
          hint="组织负责人会看到，请不要写他人的个人信息"
          required={outcome === 'objected'}
        >
          <Input.TextArea id={id} rows={4} maxLength={2000} value={answer} onChange={(event) => setAnswer(event.target.value)} />
        </Field>
      </div>
    </Confirm>
  );
}

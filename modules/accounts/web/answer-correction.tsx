import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { type Correction, CORRECTION_LIMITS, CORRECTION_OUTCOMES, type CorrectionOutcome, correctionRoutes } from '../contract/correction.ts';
import styles from './corrections.module.css';

const OUTCOMES = Object.entries(CORRECTION_OUTCOMES).map(([value, label]) => ({ value, label }));

/** The one answer; what was typed stays when it is refused. */
export function AnswerCorrection({ correction, onClose }: { correction: Correction; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const [outcome, setOutcome] = useState<CorrectionOutcome>('corrected');
  const [answer, setAnswer] = useState('');
  const send = useMutation({
    mutationFn: () => call(correctionRoutes.answerCorrection, { params: { id: correction.id }, body: { version: correction.version, outcome, answer } }),
    onSuccess: async () => {
      await refresh(client, correctionRoutes.listCorrections);
      toasts.done('已答复，本人在手机上可以看到。');
      onClose();
    },
  });
  return (
    <Modal
      open
      title={`答复更正申请：${correction.about}`}
      okText="答复"
      cancelText="取消"
      okButtonProps={{ disabled: answer.trim().length < CORRECTION_LIMITS.leastAnswer, loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <div className={styles.dialog}>
        <p>
          哪里不对：{correction.wrong}
          <br />
          应当是：{correction.right}
        </p>
        <Segments label="结果" options={OUTCOMES} value={outcome} onChange={(next) => setOutcome(next as CorrectionOutcome)} />
        <label htmlFor={id}>{outcome === 'corrected' ? '更正了什么（本人会看到）' : '更正了什么、为什么不更正（本人会看到，理由要写明）'}</label>
        <Input.TextArea id={id} rows={4} maxLength={CORRECTION_LIMITS.answer} value={answer} onChange={(event) => setAnswer(event.target.value)} />
        {send.error && <ProblemNotice error={send.error} />}
      </div>
    </Modal>
  );
}

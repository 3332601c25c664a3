import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Segments } from '#ui/inputs/choice.tsx';
import { type Objection, OBJECTION_OUTCOMES, type ObjectionOutcome } from '../../contract/objection.ts';
import { objectionRoutes } from '../../contract/routes.ts';
import styles from './documents.module.css';

const OUTCOMES = Object.entries(OBJECTION_OUTCOMES).map(([value, label]) => ({ value, label }));
const LEAST = 5;

/** The one answer to an objection; what was typed stays when it is refused. */
export function AnswerDialog({ objection, onClose }: { objection: Objection | null; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const [outcome, setOutcome] = useState<ObjectionOutcome>('rejected');
  const [answer, setAnswer] = useState('');
  const send = useMutation({
    mutationFn: (one: Objection) => call(objectionRoutes.answerObjection, { params: { id: one.id }, body: { version: one.version, outcome, answer } }),
    onSuccess: async () => {
      await refresh(client, objectionRoutes.objections);
      toasts.done('已答复，对方凭查询码可以看到。');
      setAnswer('');
      onClose();
    },
  });
  return (
    <Modal
      open={objection !== null}
      title={`答复对“${objection?.subjectName ?? ''}”的异议`}
      okText="答复"
      cancelText="取消"
      okButtonProps={{ disabled: answer.trim().length < LEAST, loading: send.isPending }}
      onOk={() => objection && send.mutate(objection)}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className={styles.dialog}>
        <blockquote>{objection?.content}</blockquote>
        <Segments label="结论" options={OUTCOMES} value={outcome} onChange={(next) => setOutcome(next as ObjectionOutcome)} />
        <label htmlFor={id}>答复内容（对方会看到，请不要写他人的个人信息）</label>
        <Input.TextArea id={id} rows={5} maxLength={2000} value={answer} onChange={(event) => setAnswer(event.target.value)} />
        {send.error && <ProblemNotice error={send.error} />}
      </div>
    </Modal>
  );
}

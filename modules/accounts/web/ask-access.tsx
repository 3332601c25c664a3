import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, InputNumber, Modal } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import { borrowedRoutes } from '../contract/borrowed-routes.ts';
import { TEMPORARY_ACCESS_HOURS } from '../contract/limits.ts';
import styles from './accounts.module.css';
import { isComplete, LendFields, NOTHING_LENT, verbOptions } from './lend-fields.tsx';

const A_DAY = 24;

/** Asks to work for some hours in a place outside the own jurisdiction. */
export function AskAccess({ onClose }: { onClose: () => void }) {
  const id = useId();
  const { permissions } = useViewer();
  const client = useQueryClient();
  const toasts = useToasts();
  const [division, setDivision] = useState('');
  const [hours, setHours] = useState(A_DAY);
  const [lent, setLent] = useState(NOTHING_LENT);
  const ask = useMutation({
    mutationFn: () => call(borrowedRoutes.requestAccess, { body: { ...lent, hours, division } }),
    onSuccess: async () => {
      await refresh(client, borrowedRoutes.listAccesses);
      toasts.done('申请已提交，由那里的安全管理员决定。');
      onClose();
    },
  });
  const problem = ask.error instanceof Problem && ask.error.code === 'ACCESS_DIVISION' ? ask.error.message : undefined;
  const isReady = /^\d{12}$/.test(division) && isComplete(lent);
  return (
    <Modal
      open
      title="申请临时权限"
      okText="提交申请"
      cancelText="取消"
      okButtonProps={{ disabled: !isReady, loading: ask.isPending }}
      onOk={() => ask.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        {ask.error && !problem && <ProblemNotice error={ask.error} />}
        <PlaceField value={division} problem={problem} onChange={setDivision} />
        <LendFields options={verbOptions(permissions)} lent={lent} onChange={setLent} classHint="只能申请您自己岗位有的。" />
        <Field label="多少小时" htmlFor={`${id}-hours`} hint={`最长 ${TEMPORARY_ACCESS_HOURS} 小时，从同意时算起，到时自动结束。`} required>
          <InputNumber id={`${id}-hours`} value={hours} min={1} max={TEMPORARY_ACCESS_HOURS} precision={0} onChange={(value) => setHours(value ?? A_DAY)} />
        </Field>
      </div>
    </Modal>
  );
}

/** A place outside the jurisdiction is not in the picker: it is named by its public code. */
function PlaceField({ value, problem, onChange }: { value: string; problem: string | undefined; onChange: (code: string) => void }) {
  const id = useId();
  return (
    <Field
      label="到哪里办理"
      htmlFor={id}
      hint="管辖范围之外的区划，填写国家统计局公布的 12 位代码，如 410403000000；提交后请核对显示的名称。"
      problem={problem}
      required
    >
      <Input id={id} value={value} inputMode="numeric" maxLength={12} onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))} />
    </Field>
  );
}

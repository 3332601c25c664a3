import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useId, useState } from 'react';
import { addDays } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import { borrowedRoutes } from '../contract/borrowed-routes.ts';
import { STAND_IN_DAYS } from '../contract/limits.ts';
import styles from './accounts.module.css';
import { LendDays, type LentDays } from './lend-days.tsx';
import { isComplete, LendFields, NOTHING_LENT, verbOptions } from './lend-fields.tsx';

/** Lends part of the post in use to a colleague, for some days. */
export function Delegate({ onClose }: { onClose: () => void }) {
  const { today, permissions } = useViewer();
  const client = useQueryClient();
  const toasts = useToasts();
  const [colleague, setColleague] = useState('');
  const [lent, setLent] = useState(NOTHING_LENT);
  const [days, setDays] = useState<LentDays>({ first: today, last: null });
  const delegate = useMutation({
    mutationFn: () =>
      call(borrowedRoutes.delegatePost, { body: { ...lent, accountId: Number(colleague), beginsOn: days.first, endsOn: addDays(days.last ?? days.first, 1) } }),
    onSuccess: async () => {
      await refresh(client, borrowedRoutes.listStandIns);
      toasts.done('已委托，对方会收到通知。随时可以收回。');
      onClose();
    },
  });
  const isReady = colleague !== '' && days.last !== null && isComplete(lent);
  return (
    <Modal
      open
      title="委托同事代办"
      okText="委托"
      cancelText="取消"
      okButtonProps={{ disabled: !isReady, loading: delegate.isPending }}
      onOk={() => delegate.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        {delegate.error && <ProblemNotice error={delegate.error} />}
        <ColleagueChoice value={colleague} onChange={setColleague} />
        <LendFields options={verbOptions(permissions)} lent={lent} onChange={setLent} classHint="只能委托您自己有的。" />
        <LendDays days={days} onChange={setDays} hint={`最长 ${STAND_IN_DAYS} 天，到期自动收回。`} />
      </div>
    </Modal>
  );
}

function ColleagueChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const id = useId();
  const query = useCall(borrowedRoutes.listColleagues, { query: { limit: '200' } });
  const colleagues = query.data?.items ?? [];
  const options = [{ value: '', label: '请选择' }, ...colleagues.map((one) => ({ value: String(one.id), label: `${one.displayName}（${one.office}）` }))];
  const none = query.data && colleagues.length === 0 ? '本单位还没有别的账号，不能委托。请先由系统管理员开设。' : undefined;
  return (
    <Field label="委托给谁" htmlFor={id} hint="本单位及其科室的同事" problem={none ?? (query.error ? '同事名单没有读到，请关闭后重试。' : undefined)} required>
      <Choice id={id} value={value} options={options} onChange={onChange} />
    </Field>
  );
}

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
import { SearchBox } from '#ui/inputs/search-box.tsx';
import { useViewer } from '#ui/viewer.ts';
import { borrowedRoutes } from '../contract/borrowed-routes.ts';
import { STAND_IN_DAYS } from '../contract/limits.ts';
import { accountRoutes } from '../contract/routes.ts';
import type { Account, Post } from '../contract/schemas.ts';
import styles from './accounts.module.css';
import { LendDays, type LentDays } from './lend-days.tsx';
import { isComplete, LendFields, NOTHING_LENT, verbOptions } from './lend-fields.tsx';

/** The security administrator says who acts while the holder of a post is away. */
export function AppointActing({ account, post, onClose }: { account: Account; post: Post; onClose: () => void }) {
  const { today } = useViewer();
  const client = useQueryClient();
  const toasts = useToasts();
  const [deputy, setDeputy] = useState('');
  const [lent, setLent] = useState(NOTHING_LENT);
  const [days, setDays] = useState<LentDays>({ first: today, last: null });
  const held = useCall(borrowedRoutes.getPostGrants, { params: { id: post.id } });
  const verbs = new Set(held.data?.grants.map(({ verb }) => verb));
  const appoint = useMutation({
    mutationFn: () =>
      call(borrowedRoutes.appointActing, {
        params: { id: post.id },
        body: { ...lent, accountId: Number(deputy), beginsOn: days.first, endsOn: addDays(days.last ?? days.first, 1) },
      }),
    onSuccess: async () => {
      await refresh(client, borrowedRoutes.listAccountStandIns);
      toasts.done('代理人已指定，两位都会收到通知。');
      onClose();
    },
  });
  const isReady = deputy !== '' && days.last !== null && isComplete(lent);
  return (
    <Modal
      open
      title={`指定 ${account.displayName} 的代理人`}
      okText="指定代理人"
      cancelText="取消"
      okButtonProps={{ disabled: !isReady, loading: appoint.isPending }}
      onOk={() => appoint.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        {(appoint.error ?? held.error) && <ProblemNotice error={appoint.error ?? held.error} />}
        <p>
          {post.divisionName} · {post.roleName}
        </p>
        <DeputyChoice account={account} value={deputy} onChange={setDeputy} />
        <LendFields options={verbOptions(verbs)} lent={lent} onChange={setLent} classHint="不会超出岗位现有的范围。" />
        <LendDays days={days} onChange={setDays} hint={`最长 ${STAND_IN_DAYS} 天，到期自动结束。`} />
      </div>
    </Modal>
  );
}

/** Accounts of the same duty in the branch, looked for by name. */
function DeputyChoice({ account, value, onChange }: { account: Account; value: string; onChange: (id: string) => void }) {
  const id = useId();
  const [q, setQ] = useState('');
  const found = useCall(accountRoutes.listAccounts, { query: { q: q || undefined, limit: '50' } }, { keep: true });
  const fitting = (found.data?.items ?? []).filter((one) => one.id !== account.id && one.duty === account.duty && one.state !== 'disabled');
  const options = [{ value: '', label: '请选择' }, ...fitting.map((one) => ({ value: String(one.id), label: `${one.displayName}（${one.office.name}）` }))];
  const none = found.data && fitting.length === 0 ? '没有找到用途相同、可以代理的账号。请换一个姓名。' : undefined;
  return (
    <Field label="由谁代理" htmlFor={id} problem={none} required>
      <SearchBox label="按账号名或姓名查找代理人" value={q} onChange={setQ} />
      <Choice id={id} value={value} options={options} onChange={onChange} />
    </Field>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import type { Answer } from '#ui/api/call.ts';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { type Duty, DUTY_NAMES } from '../contract/roles.ts';
import { accountRoutes } from '../contract/routes.ts';
import styles from './accounts.module.css';
import { InvitationLink } from './invitation-link.tsx';

type Invitation = Answer<typeof accountRoutes.createAccount>;
const DUTIES = Object.entries(DUTY_NAMES).map(([value, label]) => ({ value, label }));

/** Opens an account and shows, once, the link by which its holder sets the password. */
export function NewAccount({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [values, setValues] = useState({ officeId: '', name: '', displayName: '', duty: 'business' as Duty });
  const [invitation, setInvitation] = useState<Invitation>();
  const create = useMutation({
    mutationFn: () => call(accountRoutes.createAccount, { body: { ...values, officeId: Number(values.officeId) } }),
    onSuccess: async (answer) => {
      setInvitation(answer);
      await refresh(client, accountRoutes.listAccounts);
    },
  });
  if (invitation) return <InvitationLink invitation={invitation} onClose={onClose} />;
  return (
    <Modal open title="新设账号" okText="开设账号" cancelText="取消" confirmLoading={create.isPending} onOk={() => create.mutate()} onCancel={onClose}>
      <AccountFields values={values} onChange={setValues} error={create.error} />
    </Modal>
  );
}

interface Values {
  officeId: string;
  name: string;
  displayName: string;
  duty: Duty;
}

function AccountFields({ values, onChange, error }: { values: Values; onChange: (values: Values) => void; error: unknown }) {
  const id = useId();
  const offices = useCall(accountRoutes.listOffices, { query: { limit: '200' } });
  const options = [
    { value: '', label: '请选择' },
    ...(offices.data?.items ?? []).map((office) => ({
      value: String(office.id),
      label: `${office.parentName ? `${office.parentName} › ` : ''}${office.name}（${office.divisionName}）`,
    })),
  ];
  const fields = error instanceof Problem ? error.fields : [];
  const problemAt = (path: string) => fields.find((field) => field.path === path)?.message;
  return (
    <div className={styles.form}>
      {error !== null && <ProblemNotice error={error} />}
      <Field label="单位" htmlFor={`${id}-office`} problem={problemAt('officeId')} required>
        <Choice id={`${id}-office`} value={values.officeId} options={options} onChange={(officeId) => onChange({ ...values, officeId })} />
      </Field>
      <Field label="姓名" htmlFor={`${id}-display`} problem={problemAt('displayName')} required>
        <Input id={`${id}-display`} value={values.displayName} maxLength={40} onChange={(event) => onChange({ ...values, displayName: event.target.value })} />
      </Field>
      <Field label="账号" htmlFor={`${id}-name`} hint="3 至 32 个英文字母、数字、点、横线或下划线" problem={problemAt('name')} required>
        <Input id={`${id}-name`} value={values.name} maxLength={32} onChange={(event) => onChange({ ...values, name: event.target.value })} />
      </Field>
      <Field label="用途" htmlFor={`${id}-duty`} hint="用途开设后不能更改；三类管理员互不兼任，也不办理业务。">
        <Choice id={`${id}-duty`} value={values.duty} options={DUTIES} onChange={(duty) => onChange({ ...values, duty: duty as Duty })} />
      </Field>
    </div>
  );
}

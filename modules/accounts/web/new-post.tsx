import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useId, useState } from 'react';
import { addDays, type Day } from '#shared/day.ts';
import { call } from '#ui/api/call.ts';
import { refresh, useCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { DayPicker } from '#ui/inputs/day-picker.tsx';
import { DivisionPicker } from '#ui/inputs/division-picker.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { useViewer } from '#ui/viewer.ts';
import type { RoleId } from '../contract/roles.ts';
import { accountRoutes } from '../contract/routes.ts';
import type { Account } from '../contract/schemas.ts';
import styles from './accounts.module.css';

/** Grants a post: a role over a division and everything below. */
export function NewPost({ account, onClose }: { account: Account; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const [role, setRole] = useState('');
  const [division, setDivision] = useState<{ code: string; name: string } | null>(null);
  const [last, setLast] = useState<Day | null>(null);
  const grant = useMutation({
    mutationFn: () =>
      call(accountRoutes.grantPost, {
        params: { id: account.id },
        body: { role: role as RoleId, division: division?.code ?? '', ...(last ? { endsOn: addDays(last, 1) } : {}) },
      }),
    onSuccess: async () => {
      await refresh(client, accountRoutes.getAccount, accountRoutes.listAccounts);
      toasts.done('岗位已授予，本人重新打开页面即可使用。');
      onClose();
    },
  });
  const ready = role !== '' && division !== null;
  return (
    <Modal
      open
      title={`授予 ${account.displayName} 岗位`}
      okText="授予岗位"
      cancelText="取消"
      okButtonProps={{ disabled: !ready, loading: grant.isPending }}
      onOk={() => grant.mutate()}
      onCancel={onClose}
    >
      <div className={styles.form}>
        {grant.error && <ProblemNotice error={grant.error} />}
        <RoleChoice duty={account.duty} value={role} onChange={setRole} />
        <PostDivision levels={role} value={division} onChange={setDivision} />
        <Field label="到哪天止（含当天）" htmlFor={`${id}-last`} hint="不填则长期有效。">
          <DayPicker id={`${id}-last`} value={last} allowClear onChange={setLast} />
        </Field>
      </div>
    </Modal>
  );
}

function RoleChoice({ duty, value, onChange }: { duty: Account['duty']; value: string; onChange: (role: string) => void }) {
  const id = useId();
  const roles = useCall(accountRoutes.listRoles, {});
  const fitting = (roles.data?.items ?? []).filter((role) => role.duty === duty && role.grantable);
  const options = [{ value: '', label: '请选择' }, ...fitting.map((role) => ({ value: role.id, label: role.name }))];
  const chosen = fitting.find((role) => role.id === value);
  return (
    <Field label="角色" htmlFor={id} hint={chosen && `${chosen.does}。权限：${chosen.permissions.map(({ name }) => name).join('、')}`} required>
      <Choice id={id} value={value} options={options} onChange={onChange} />
    </Field>
  );
}

interface PostDivisionProps {
  levels: string;
  value: { code: string; name: string } | null;
  onChange: (division: { code: string; name: string }) => void;
}

function PostDivision({ levels: role, value, onChange }: PostDivisionProps) {
  const id = useId();
  const viewer = useViewer();
  const roles = useCall(accountRoutes.listRoles, {});
  const levels = roles.data?.items.find((one) => one.id === role)?.levels;
  if (viewer.division === null) return null;
  return (
    <Field label="管辖区划" htmlFor={id} hint="岗位管辖这个区划及其下级。" required>
      <DivisionPicker
        id={id}
        label="管辖区划"
        value={value}
        within={{ code: viewer.division, name: viewer.divisionName }}
        levels={levels}
        onChange={onChange}
      />
    </Field>
  );
}

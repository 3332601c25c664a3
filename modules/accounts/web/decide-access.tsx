import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Modal } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { borrowedRoutes } from '../contract/borrowed-routes.ts';
import type { AccessView } from '../contract/borrowed-schemas.ts';
import styles from './accounts.module.css';
import { lentText } from './stand-in-list.tsx';

/** Lets somebody in for as long as asked or shorter, or not. */
export function DecideAccess({ access, onClose }: { access: AccessView; onClose: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const toasts = useToasts();
  const [hours, setHours] = useState(access.hours);
  const [note, setNote] = useState('');
  const decide = useMutation({
    mutationFn: (granted: boolean) =>
      call(borrowedRoutes.decideAccess, { params: { id: access.id }, body: { granted, ...(granted ? { hours } : {}), note: note || undefined } }),
    onSuccess: async (_, granted) => {
      await refresh(client, borrowedRoutes.listIncomingAccesses);
      toasts.done(granted ? `已同意 ${hours} 小时，本人和这里的单位会收到通知。` : '没有同意，本人会收到通知。');
      onClose();
    },
  });
  const buttons = (
    <>
      <Button onClick={onClose}>取消</Button>
      <Button danger loading={decide.isPending && !decide.variables} onClick={() => decide.mutate(false)}>
        不同意
      </Button>
      <Button type="primary" loading={decide.isPending && decide.variables} onClick={() => decide.mutate(true)}>
        同意
      </Button>
    </>
  );
  return (
    <Modal open title="决定临时权限" footer={buttons} onCancel={onClose}>
      <div className={styles.form}>
        {decide.error && <ProblemNotice error={decide.error} />}
        <p>
          {access.account.office}的{access.account.name}（{access.roleName}）申请在{access.divisionName}办理：{lentText(access.verbs, access.classes)}。
        </p>
        <p>理由：{access.reason}</p>
        <Field label="同意多少小时" htmlFor={`${id}-hours`} hint={`对方申请 ${access.hours} 小时，可以减少。`}>
          <InputNumber id={`${id}-hours`} value={hours} min={1} max={access.hours} precision={0} onChange={(value) => setHours(value ?? access.hours)} />
        </Field>
        <Field label="说明" htmlFor={`${id}-note`} hint="不同意时请写明原因，本人会看到。">
          <Input.TextArea id={`${id}-note`} value={note} rows={2} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Modal>
  );
}

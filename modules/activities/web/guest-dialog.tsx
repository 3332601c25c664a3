import { useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { Confirm } from '#ui/feedback/confirm.tsx';
import { useToasts } from '#ui/feedback/toast.tsx';
import { Choice } from '#ui/inputs/choice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { OCCASION_LIMITS, PARTICIPANT_KINDS, type ParticipantKind } from '../contract/occasion.ts';
import { occasionRoutes } from '../contract/routes.ts';
import styles from './activities.module.css';

const KINDS = Object.entries(PARTICIPANT_KINDS).map(([value, label]) => ({ value, label }));

/** Somebody who rang or came. */
export function GuestDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [nameId, phoneId, kindId] = [useId(), useId(), useId()];
  const client = useQueryClient();
  const toasts = useToasts();
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [kind, setKind] = useState<ParticipantKind>('resident');
  async function add(): Promise<void> {
    const entry = await call(occasionRoutes.addGuest, { params: { id }, body: { name, phone: phone.trim() === '' ? null : phone, kind } });
    await refresh(client, occasionRoutes.signUps, occasionRoutes.occasion, occasionRoutes.occasions);
    toasts.done(entry.state === 'waiting' ? '名额已满，已加入候补。' : '已加到名单。');
  }
  return (
    <Confirm open title="替人报名" confirmText="加到名单" disabled={name.trim() === ''} onConfirm={add} onClose={onClose}>
      <div className={styles.stack}>
        <Field label="姓名" htmlFor={nameId} required>
          <Input id={nameId} value={name} maxLength={OCCASION_LIMITS.name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="手机号" htmlFor={phoneId} hint="可以不填；留了手机号，同一个人不会报两次。">
          <Input id={phoneId} value={phone} maxLength={20} inputMode="tel" onChange={(event) => setPhone(event.target.value)} />
        </Field>
        <Field label="以什么身份参加" htmlFor={kindId}>
          <Choice id={kindId} value={kind} options={KINDS} onChange={(next) => setKind(next as ParticipantKind)} />
        </Field>
      </div>
    </Confirm>
  );
}

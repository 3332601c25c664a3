import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { keyOfCall } from '#ui/api/use-call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { accountRoutes } from '../contract/routes.ts';

/** Changes the own password; the server's rules are shown at the field they concern. */
export function PasswordForm({ onChanged }: { onChanged: () => void }) {
  const id = useId();
  const client = useQueryClient();
  const [values, setValues] = useState({ current: '', next: '', again: '' });
  const change = useMutation({
    mutationFn: () => call(accountRoutes.changePassword, { body: { current: values.current, next: values.next } }),
    onSuccess: (session) => {
      client.setQueryData(keyOfCall(accountRoutes.getSession, {}), session);
      setValues({ current: '', next: '', again: '' });
      onChanged();
    },
  });
  const differs = values.again !== '' && values.again !== values.next;
  const problems = change.error instanceof Problem ? change.error.fields : [];
  const problemAt = (path: string) => problems.find((field) => field.path === path)?.message;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!differs) change.mutate();
  }
  const input = (name: keyof typeof values, autoComplete: string) => (
    <Input.Password
      id={`${id}-${name}`}
      value={values[name]}
      autoComplete={autoComplete}
      onChange={(event) => setValues({ ...values, [name]: event.target.value })}
      required
    />
  );
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 16, maxWidth: 420 }}>
      {change.error && <ProblemNotice error={change.error} />}
      <Field label="现在的密码" htmlFor={`${id}-current`} problem={problemAt('current')}>
        {input('current', 'current-password')}
      </Field>
      <Field label="新密码" htmlFor={`${id}-next`} problem={problemAt('next')}>
        {input('next', 'new-password')}
      </Field>
      <Field label="再输一遍新密码" htmlFor={`${id}-again`} problem={differs ? '两次输入的新密码不一样。' : undefined}>
        {input('again', 'new-password')}
      </Field>
      <Button type="primary" htmlType="submit" loading={change.isPending} disabled={differs}>
        修改密码
      </Button>
    </form>
  );
}

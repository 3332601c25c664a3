import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { accountRoutes } from '../contract/routes.ts';
import type { Session } from '../contract/schemas.ts';

interface SecondStepFormProps {
  onSignedIn: (session: Session) => void;
  /** back to the password, when the time for the code is over */
  onAgain: () => void;
}

/** The code of the authenticator after the password, or a recovery code in its place. */
export function SecondStepForm({ onSignedIn, onAgain }: SecondStepFormProps) {
  const id = useId();
  const [code, setCode] = useState('');
  const pass = useMutation({
    mutationFn: () => call(accountRoutes.passSecondStep, { body: { code } }),
    onSuccess: onSignedIn,
    onError: () => setCode(''),
  });
  const isOver = pass.error instanceof Problem && pass.error.status === 401;
  function submit(event: FormEvent): void {
    event.preventDefault();
    pass.mutate();
  }
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 16 }}>
      {pass.error && <ProblemNotice error={pass.error} />}
      <Field label="验证码" htmlFor={`${id}-code`} hint="打开手机上的身份验证器，输入“沃土”下面的 6 位数字。手机不在身边，可以用一个恢复码。">
        <Input
          id={`${id}-code`}
          size="large"
          value={code}
          autoComplete="one-time-code"
          maxLength={20}
          spellCheck={false}
          onChange={(event) => setCode(event.target.value)}
          required
        />
      </Field>
      <Button type="primary" size="large" htmlType="submit" loading={pass.isPending} disabled={isOver}>
        完成登录
      </Button>
      <Button onClick={onAgain}>重新输入账号和密码</Button>
    </form>
  );
}

import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { call } from '#ui/api/call.ts';
import { Problem } from '#ui/api/problem.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { accountRoutes } from '../contract/routes.ts';
import type { Session } from '../contract/schemas.ts';
import { SecondStepForm } from './second-step-form.tsx';

interface SignInFormProps {
  /** fixed when a session is renewed over a page */
  account?: string | undefined;
  onSignedIn: (session: Session) => void;
  /** begins with the code: the password was given elsewhere */
  beginsWithCode?: boolean;
}

/** Account name and password, then the code of a second factor where there is one. */
export function SignInForm({ account, onSignedIn, beginsWithCode = false }: SignInFormProps) {
  const [awaitsCode, setAwaitsCode] = useState(beginsWithCode);
  if (awaitsCode) return <SecondStepForm onSignedIn={onSignedIn} onAgain={() => setAwaitsCode(false)} />;
  return <PasswordStep account={account} onSignedIn={onSignedIn} onCodeNeeded={() => setAwaitsCode(true)} />;
}

/** A refusal says why and keeps the account name. */
function PasswordStep({ account: known, onSignedIn, onCodeNeeded }: Omit<SignInFormProps, 'beginsWithCode'> & { onCodeNeeded: () => void }) {
  const id = useId();
  const [account, setAccount] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => call(accountRoutes.signIn, { body: { account, password } }),
    onSuccess: onSignedIn,
    onError: (error) => {
      // nobody looked at it: it is sent once more as it is
      if (!(error instanceof Problem && error.status === 503)) setPassword('');
      if (error instanceof Problem && error.code === 'SECOND_CODE_NEEDED') onCodeNeeded();
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    signIn.mutate();
  }
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 16 }}>
      {signIn.error && <ProblemNotice error={signIn.error} />}
      <Field label="账号" htmlFor={`${id}-account`}>
        <Input
          id={`${id}-account`}
          size="large"
          value={account}
          autoComplete="username"
          readOnly={known !== undefined}
          onChange={(event) => setAccount(event.target.value)}
          required
        />
      </Field>
      <Field label="密码" htmlFor={`${id}-password`}>
        <Input.Password
          id={`${id}-password`}
          size="large"
          value={password}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
          required
        />
      </Field>
      <Button type="primary" size="large" htmlType="submit" loading={signIn.isPending}>
        登录
      </Button>
    </form>
  );
}

import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { type Answer, call } from '#ui/api/call.ts';
import { ProblemNotice } from '#ui/feedback/notice.tsx';
import { Field } from '#ui/inputs/field.tsx';
import { accountRoutes } from '../contract/routes.ts';
import styles from './accounts.module.css';
import { RecoveryCodes } from './recovery-codes.tsx';

interface SetUpProps {
  state: Pick<Answer<typeof accountRoutes.getSecondFactor>, 'required' | 'asksPassword'>;
  onDone: () => unknown;
}

/** Three steps: the password, the picture with the first code, the recovery codes. */
export function SetUpSecondFactor({ state, onDone }: SetUpProps) {
  const [secret, setSecret] = useState<Answer<typeof accountRoutes.beginSecondFactor>>();
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes) return <RecoveryCodes codes={codes} onKept={() => void onDone()} />;
  if (secret) return <FirstCode secret={secret} onConfirmed={setCodes} />;
  return <Begin state={state} onBegun={setSecret} />;
}

function Begin({ state, onBegun }: { state: SetUpProps['state']; onBegun: (secret: Answer<typeof accountRoutes.beginSecondFactor>) => void }) {
  const id = useId();
  const [password, setPassword] = useState('');
  const begin = useMutation({
    mutationFn: () => call(accountRoutes.beginSecondFactor, { body: state.asksPassword ? { password } : {} }),
    onSuccess: onBegun,
    onError: () => setPassword(''),
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    begin.mutate();
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <p>
        身份验证器是手机上的一个小程序（如系统自带的密码管理、微软或谷歌的 Authenticator），每 30 秒显示一个新的 6 位验证码，不需要联网。
        {state.required ? '您的岗位涉及管理权限或个人信息，必须设置。' : '设置后，别人就算知道您的密码也登录不了。'}
      </p>
      {begin.error && <ProblemNotice error={begin.error} />}
      {state.asksPassword && (
        <Field label="先输入您现在的密码" htmlFor={`${id}-password`}>
          <Input.Password
            id={`${id}-password`}
            value={password}
            autoComplete="current-password"
            onChange={(event) => setPassword(event.target.value)}
            required
          />
        </Field>
      )}
      <Button type="primary" htmlType="submit" loading={begin.isPending} className={styles.narrow}>
        开始设置
      </Button>
    </form>
  );
}

function FirstCode({ secret, onConfirmed }: { secret: Answer<typeof accountRoutes.beginSecondFactor>; onConfirmed: (codes: readonly string[]) => void }) {
  const id = useId();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => call(accountRoutes.confirmSecondFactor, { body: { code } }),
    onSuccess: ({ recoveryCodes }) => onConfirmed(recoveryCodes),
    onError: () => setCode(''),
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    confirm.mutate();
  }
  return (
    <form onSubmit={submit} className={styles.form}>
      <p>用身份验证器扫描二维码，然后输入它显示的 6 位验证码。</p>
      <img
        className={styles.picture}
        src={`data:image/svg+xml;utf8,${encodeURIComponent(secret.picture)}`}
        alt="身份验证器的二维码；不能扫描时，请手工输入下面的密钥"
      />
      <p>
        不能扫描？在身份验证器里选择“手工输入”，填写密钥：
        <span className={styles.link}>{secret.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</span>
      </p>
      {confirm.error && <ProblemNotice error={confirm.error} />}
      <Field label="验证码" htmlFor={`${id}-code`}>
        <Input
          id={`${id}-code`}
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          onChange={(event) => setCode(event.target.value)}
          required
        />
      </Field>
      <Button type="primary" htmlType="submit" loading={confirm.isPending} className={styles.narrow}>
        启用
      </Button>
    </form>
  );
}

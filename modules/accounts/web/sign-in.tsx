import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Button } from 'antd';
import { keyOfCall, useCall } from '#ui/api/use-call.ts';
import { useSearchState } from '#ui/search-state.ts';
import { accountRoutes } from '../contract/routes.ts';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in.module.css';

/** Only places inside the console are followed after the sign-in. */
function safePlace(next: string | undefined): string {
  return next && next.startsWith('/') && !next.startsWith('//') && !next.startsWith('/sign-in') ? next : '/';
}

/** The door of the console; leads on to where one wanted to go. */
export function SignInScreen() {
  const [{ next, step }] = useSearchState();
  const router = useRouter();
  const client = useQueryClient();
  useEffect(() => {
    document.title = '登录 · 沃土';
  }, []);
  return (
    <main className={styles.stage}>
      <div className={styles.card}>
        <h1>沃土</h1>
        <p className={styles.lead}>社区社会组织培育、指导与监督平台 · 工作台</p>
        <SignInForm
          beginsWithCode={step === 'code'}
          onSignedIn={(session) => {
            client.clear();
            client.setQueryData(keyOfCall(accountRoutes.getSession, {}), session);
            router.history.replace(router.history.createHref(`/console${safePlace(next)}`));
          }}
        />
        <OtherWays />
        <p className={styles.help}>账号由本单位的系统管理员开设。第一次使用，请打开管理员发给您的一次性链接；忘记密码，请联系本单位的系统管理员。</p>
      </div>
    </main>
  );
}

/** Providers of single sign-on, where the operator has set any up. */
function OtherWays() {
  const { data } = useCall(accountRoutes.listSignInWays, {});
  if (!data || data.providers.length === 0) return null;
  return (
    <div className={styles.ways}>
      {data.providers.map(({ id, name }) => (
        <Button key={id} size="large" href={`/sso/${id}`}>
          用{name}登录
        </Button>
      ))}
    </div>
  );
}

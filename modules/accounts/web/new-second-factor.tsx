import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { keyOfCall, useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { useSearchState } from '#ui/search-state.ts';
import { accountRoutes } from '../contract/routes.ts';
import { SetUpSecondFactor } from './set-up-second-factor.tsx';
import styles from './sign-in.module.css';

/** The post needs a second factor: nothing else works until there is one. */
export function NewSecondFactorScreen() {
  const [{ next }] = useSearchState();
  const router = useRouter();
  const client = useQueryClient();
  const query = useCall(accountRoutes.getSecondFactor, {});
  function goOn(): void {
    // what the frame knows still says that a second factor is missing, and would lead straight back here
    client.removeQueries({ queryKey: keyOfCall(accountRoutes.getSession, {}) });
    router.history.replace(router.history.createHref(`/console${next?.startsWith('/') ? next : '/'}`));
  }
  return (
    <main className={styles.stage}>
      <div className={styles.card}>
        <h1>请先设置身份验证器</h1>
        <p className={styles.lead}>您的岗位要用两步登录：密码，加手机上的验证码。设置一次即可。</p>
        <Loaded query={query}>{(state) => <SetUpSecondFactor state={state} onDone={goOn} />}</Loaded>
      </div>
    </main>
  );
}

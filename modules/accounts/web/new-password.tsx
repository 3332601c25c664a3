import { useRouter } from '@tanstack/react-router';
import { useSearchState } from '#ui/search-state.ts';
import { PasswordForm } from './password-form.tsx';
import styles from './sign-in.module.css';

/** The password has run out: nothing else works until it is changed. */
export function NewPasswordScreen() {
  const [{ next }] = useSearchState();
  const router = useRouter();
  return (
    <main className={styles.stage}>
      <div className={styles.card}>
        <h1>请先修改密码</h1>
        <p className={styles.lead}>您的密码已到期。修改后接着办理。</p>
        <PasswordForm onChanged={() => router.history.replace(router.history.createHref(`/console${next?.startsWith('/') ? next : '/'}`))} />
      </div>
    </main>
  );
}

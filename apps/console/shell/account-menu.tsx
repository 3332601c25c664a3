import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { accountRoutes } from '#modules/accounts/contract/routes.ts';
import type { Session } from '#modules/accounts/contract/schemas.ts';
import { call } from '#ui/api/call.ts';
import { useToasts } from '#ui/feedback/toast.tsx';
import styles from './shell.module.css';
import { useSwitchPost } from './use-switch-post.ts';

/** Who is signed in, in which post; what else one may act with; own account, lent rights and the way out. */
export function AccountMenu({ session }: { session: Session }) {
  const navigate = useNavigate();
  const toasts = useToasts();
  const client = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => call(accountRoutes.signOut, {}),
    onSuccess: () => {
      client.clear();
      if (session.signOffPage) globalThis.location.assign(session.signOffPage);
      else void navigate({ to: '/sign-in' });
    },
    onError: toasts.failed,
  });
  const inUse = session.borrowed?.label ?? (session.post ? `${session.post.divisionName} · ${session.post.roleName}` : '没有岗位');
  return (
    <details className={styles.account}>
      <summary>
        {session.account.displayName}
        <small>{inUse}</small>
      </summary>
      <div>
        <p>{inUse}</p>
        <PostList session={session} />
        <button type="button" onClick={() => void navigate({ to: '/account' })}>
          我的账号
        </button>
        <button type="button" onClick={() => void navigate({ to: '/lent-rights' })}>
          委托与临时权限
        </button>
        <button type="button" onClick={() => signOut.mutate()}>
          退出登录
        </button>
      </div>
    </details>
  );
}

/** The own posts, and rights that are lent for now. */
function PostList({ session: { post, posts, borrowed, borrowable } }: { session: Session }) {
  const change = useSwitchPost();
  if (posts.length + borrowable.length < 2) return null;
  return (
    <>
      <h2>切换岗位</h2>
      {posts.map((own) => (
        <button key={own.id} type="button" aria-pressed={!borrowed && own.id === post?.id} onClick={() => change.mutate({ postId: own.id })}>
          {own.divisionName} · {own.roleName}
        </button>
      ))}
      {borrowable.map(({ kind, id, label }) => (
        <button key={`${kind}${id}`} type="button" aria-pressed={borrowed?.kind === kind && borrowed.id === id} onClick={() => change.mutate({ kind, id })}>
          {label}
        </button>
      ))}
      <hr />
    </>
  );
}

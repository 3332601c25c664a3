import type { Session } from '#modules/accounts/contract/schemas.ts';
import { dayInWords } from '#shared/day.ts';
import { momentText } from '#ui/figures/dates.ts';
import styles from './shell.module.css';
import { useSwitchPost } from './use-switch-post.ts';

/** Says on every page that one acts with rights that are not one's own, and leads back. */
export function BorrowedBar({ session: { borrowed, posts } }: { session: Session }) {
  const change = useSwitchPost();
  const [own] = posts;
  if (!borrowed) return null;
  const until = borrowed.endsAt.length > 10 ? momentText(borrowed.endsAt) : dayInWords(borrowed.endsAt);
  return (
    <p className={styles.borrowed} role="status">
      <span>
        您正在使用{borrowed.label}，{until}
        {borrowed.kind === 'standIn' ? '前有效' : '自动结束'}。每次办理都会写明。
      </span>
      {own && (
        <button type="button" onClick={() => change.mutate({ postId: own.id })}>
          回到自己的岗位
        </button>
      )}
    </p>
  );
}

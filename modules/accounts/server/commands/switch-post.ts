import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { auditAccount } from '../account-events.ts';
import type { LiveSession } from '../authenticator.ts';
import { readBorrowedRights } from '../borrowed-rights.ts';
import { storeBorrowedInUse, storePostInUse } from '../session-store.ts';

export type PostInUse = { postId: number } | { kind: 'standIn' | 'temporaryAccess'; id: number };

/** From the next request on the person acts in another of their posts, or with rights lent to them. @throws POST_NOT_FOUND */
export async function switchPost(context: Context, session: LiveSession, chosen: PostInUse): Promise<void> {
  if ('kind' in chosen) return borrow(context, session, chosen);
  const post = session.posts.find((own) => own.id === chosen.postId);
  if (!post) throw refuse(accountErrors.POST_NOT_FOUND);
  await inTransaction(context.platform.db, async (tx) => {
    await storePostInUse(tx, session.stored.id, post.id);
    await auditAccount(tx, context, 'session.post-switched', session.account, { post: post.id, role: post.role });
  });
}

async function borrow(context: Context, session: LiveSession, { kind, id }: { kind: 'standIn' | 'temporaryAccess'; id: number }): Promise<void> {
  const all = await readBorrowedRights(context.platform.db, session.account.id, context.now);
  const lent = all.find(({ mark }) => mark.kind === kind && mark.id === id);
  if (!lent) throw refuse(accountErrors.POST_NOT_FOUND);
  await inTransaction(context.platform.db, async (tx) => {
    await storeBorrowedInUse(tx, session.stored.id, lent.mark);
    await auditAccount(tx, context, 'session.post-switched', session.account, { [kind]: id, post: lent.post.id, division: lent.div });
  });
}

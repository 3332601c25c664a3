import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import { roleOf } from '../contract/roles.ts';
import { notify } from './notice-store.ts';
import type { Post } from './post-store.ts';
import { deleteSessionsOfPost } from './session-store.ts';
import { revokeStandInsOfPost } from './stand-in-store.ts';
import { endAccessesOfPost } from './temporary-access-store.ts';

/** With a post end its sessions, whoever acts in its holder's place, and its accesses elsewhere. Tells those concerned. */
export async function endLentRights(tx: Transaction, context: Context, post: Post, holder: { displayName: string }): Promise<void> {
  await deleteSessionsOfPost(tx, post.id);
  await endAccessesOfPost(tx, post.id, context.now);
  const deputies = await revokeStandInsOfPost(tx, post.id, context.now);
  const role = roleOf(post.role)?.name ?? post.role;
  await notify(tx, context, { accounts: deputies }, 'standIn', `${holder.displayName}的岗位“${role}”已经结束，您代其办理工作的权限随之结束。`);
}

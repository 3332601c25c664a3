import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { isWithin, NATION_KEY } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { ROLES, roleOf } from '../../contract/roles.ts';
import { findAccount } from '../account-store.ts';
import { grantsOfPost } from '../actor-of.ts';
import { isInForce, lockPost } from '../post-store.ts';
import { requireOthersAccount } from '../require-account.ts';
import { type StandInInput, storeStandIn } from './stand-in-rules.ts';

/**
 * The security administrator appoints an acting deputy for a post whose holder is away. As with posts: within the branch,
 * nobody for the own level's administrators, never oneself, neither as deputy nor as the one acted for.
 * @throws POST_NOT_FOUND, ACCOUNT_NOT_FOUND, ACCOUNT_OWN, ROLE_BRANCH_OWN, GRANT_BEYOND_POST, those of `storeStandIn`
 */
export async function appointActing(context: Context, postId: number, deputyId: number, input: StandInInput): Promise<void> {
  requirePermission(context.actor, 'security.manage');
  await inTransaction(context.platform.db, async (tx) => {
    const post = await lockPost(tx, postId);
    if (!post || !isInForce(post, context.today) || !isWithin(post.div, context.actor.range)) throw refuse(accountErrors.POST_NOT_FOUND);
    const { actor } = context;
    const isOwnLevel = post.div === actor.division && post.level === actor.divisionLevel && post.div !== NATION_KEY;
    const role = roleOf(post.role);
    if (role && role.duty !== 'business' && isOwnLevel) throw refuse(accountErrors.ROLE_BRANCH_OWN, { role: role.name });
    if (actor.id === String(post.accountId)) throw refuse(accountErrors.ACCOUNT_OWN);
    const deputy = await requireOthersAccount(context, tx, deputyId);
    const holder = await findAccount(tx, post.accountId);
    if (!holder || holder.id === deputy.id) throw refuse(accountErrors.ACCOUNT_NOT_FOUND, { account: deputyId });
    const held = grantsOfPost(post);
    if (input.verbs.some((verb) => !held.has(verb))) throw refuse(accountErrors.GRANT_BEYOND_POST, { role: role ? role.name : ROLES.resident.name });
    await storeStandIn(tx, context, { post, holder, deputy }, { ...input, kind: 'acting' });
  });
}

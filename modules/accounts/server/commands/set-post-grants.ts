import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { DATA_CLASS_NAMES, type DataClass } from '#shared/data-class.ts';
import { isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { type Permission, PERMISSIONS } from '../../contract/permissions.ts';
import { presetGrants, roleOf } from '../../contract/roles.ts';
import { auditAccount } from '../account-events.ts';
import { grantsOfPost } from '../actor-of.ts';
import { grantableTo } from '../domain/grantable.ts';
import { notify } from '../notice-store.ts';
import { type GrantChanges, isInForce, lockPost, type Post, storeGrantChanges } from '../post-store.ts';
import { requireOthersAccount } from '../require-account.ts';
import { deleteSessionsOfPost } from '../session-store.ts';

export interface PostGrantsInput {
  /** all that the post shall hold: verb → classes; a verb that is left out is taken away */
  grants: Partial<Record<Permission, readonly DataClass[]>>;
  reason: string;
}

/**
 * Narrows or widens what one post holds. Only what differs from the role is kept, so that later presets reach the post too.
 * Sessions in the post end: whoever acts in it sees the new rights from the next sign-in.
 * @throws POST_NOT_FOUND, ACCOUNT_NOT_FOUND, ACCOUNT_OWN, GRANT_NOT_GRANTABLE
 */
export async function setPostGrants(context: Context, id: number, input: PostGrantsInput): Promise<number> {
  requirePermission(context.actor, 'security.manage');
  return inTransaction(context.platform.db, async (tx) => {
    const post = await lockPost(tx, id);
    const isOpen = post && (isInForce(post, context.today) || post.beginsOn > context.today);
    if (!isOpen || !isWithin(post.div, context.actor.range)) throw refuse(accountErrors.POST_NOT_FOUND);
    const account = await requireOthersAccount(context, tx, post.accountId);
    requireGrantable(context, post, input.grants);
    const changes = changesOf(post, input.grants);
    await storeGrantChanges(tx, id, changes);
    await deleteSessionsOfPost(tx, id);
    const role = roleOf(post.role)?.name ?? post.role;
    await notify(tx, context, { accounts: [account.id] }, 'standIn', `您的岗位“${role}”的权限已由安全管理员${context.actor.name}调整。理由：${input.reason}`);
    const details = { post: id, role: post.role, reason: input.reason, verbs: Object.keys(changes).join('、') };
    await auditAccount(tx, context, 'post.grants-changed', account, details, { before: post.grantChanges, after: changes });
    return account.id;
  });
}

function requireGrantable({ actor }: Context, post: Post, wanted: PostGrantsInput['grants']): void {
  const isFromAbove = actor.grants.has('*') || actor.division !== post.div || actor.divisionLevel !== post.level;
  const grantable = grantableTo(post, isFromAbove);
  // what somebody above has given stays when nothing is said about it
  const held = grantsOfPost(post);
  for (const [verb, classes] of Object.entries(wanted) as [Permission, readonly DataClass[]][]) {
    const missing = classes.find((name) => !grantable.get(verb)?.includes(name) && !held.get(verb)?.has(name));
    if (missing) throw refuse(accountErrors.GRANT_NOT_GRANTABLE, { permission: PERMISSIONS[verb], class: DATA_CLASS_NAMES[missing] });
  }
}

/** What differs from the preset, both ways. */
function changesOf(post: Post, wanted: PostGrantsInput['grants']): GrantChanges {
  const role = roleOf(post.role);
  const preset = role ? presetGrants(role) : new Map<Permission, readonly DataClass[]>();
  const verbs = new Set([...preset.keys(), ...(Object.keys(wanted) as Permission[])]);
  const same = (one: readonly DataClass[], other: readonly DataClass[]) => one.length === other.length && one.every((name) => other.includes(name));
  const differing = [...verbs].map((verb) => [verb, [...new Set(wanted[verb])]] as const).filter(([verb, classes]) => !same(classes, preset.get(verb) ?? []));
  return Object.fromEntries(differing);
}

import type { Actor, Grants } from '#platform/access/actor.ts';
import type { DataClass } from '#shared/data-class.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { presetGrants, roleOf } from '../contract/roles.ts';
import type { Account } from './account-store.ts';
import type { BorrowedRights } from './borrowed-rights.ts';
import type { Post } from './post-store.ts';
import type { Restriction } from './second-factor-rule.ts';

/**
 * Who acts: the account in its post, with the post's grants over the post's division.
 * @param post null for an account without a post in force: no verbs, nothing in range
 * @param restriction no verbs until it is met
 * @param borrowed rights in use instead of the post's
 */
export function actorOf(account: Account, post: Post | null, restriction: Restriction | null, borrowed: BorrowedRights | null = null): Actor {
  if (borrowed && restriction === null) return actorWith(account, borrowed);
  return {
    id: String(account.id),
    name: account.displayName,
    postId: post ? String(post.id) : null,
    division: post?.div ?? NATION_KEY,
    divisionLevel: post?.level ?? 'community',
    range: post ? rangeOf(post.div, post.level) : { from: 0, to: 0 },
    grants: post && restriction === null ? grantsOfPost(post) : new Map(),
  };
}

function actorWith(account: Account, { mark, post, div, level, verbs, classes }: BorrowedRights): Actor {
  return {
    id: String(account.id),
    name: mark.kind === 'standIn' ? `${account.displayName}（代${mark.name}）` : account.displayName,
    postId: String(post.id),
    division: div,
    divisionLevel: level,
    range: rangeOf(div, level),
    grants: partOf(grantsOfPost(post), verbs, classes),
    borrowed: mark,
  };
}

/** What a role gives without changes. Roles are part of the program, so it is worked out once for each. */
const presets = new Map<string, Grants>();

/** The role's preset with the post's own changes; nothing for a role that this version does not know. */
export function grantsOfPost({ role: id, grantChanges }: Pick<Post, 'role' | 'grantChanges'>): Grants {
  const role = roleOf(id);
  if (!role) return new Map();
  const changes = Object.entries(grantChanges);
  if (changes.length > 0) return reaching([...presetGrants(role), ...changes]);
  const known = presets.get(id) ?? reaching([...presetGrants(role)]);
  presets.set(id, known);
  return known;
}

/** Verbs that reach at least one class; of a verb named twice the later counts. */
function reaching(all: readonly (readonly [string, readonly DataClass[]])[]): Grants {
  return new Map([...new Map(all)].filter(([, classes]) => classes.length > 0).map(([verb, classes]) => [verb, new Set(classes)]));
}

/** What lies in both: the grants of now, and what was lent of them. */
export function partOf(grants: Grants, verbs: readonly string[], classes: readonly DataClass[]): Grants {
  const parts = verbs.map((verb) => [verb, new Set(classes.filter((name) => grants.get(verb)?.has(name)))] as const);
  return new Map(parts.filter(([, kept]) => kept.size > 0));
}

import type { z } from 'zod';
import { can, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { DataClass } from '#shared/data-class.ts';
import { isWithin } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { Grant, postGrantsSchema } from '../../contract/borrowed-schemas.ts';
import { accountErrors } from '../../contract/errors.ts';
import { type Permission, PERMISSIONS } from '../../contract/permissions.ts';
import { grantsOfPost } from '../actor-of.ts';
import { grantableTo } from '../domain/grantable.ts';
import { findPost } from '../post-store.ts';

/** What a post of the caller's branch holds, and what the caller may tick for it. @throws POST_NOT_FOUND */
export async function getPostGrants(context: Context, id: number): Promise<z.output<typeof postGrantsSchema>> {
  const { actor } = context;
  requirePermission(actor, 'account.read');
  const post = await findPost(context.platform.db, id);
  if (!post || !isWithin(post.div, actor.range)) throw refuse(accountErrors.POST_NOT_FOUND);
  const isFromAbove = actor.division !== post.div || actor.divisionLevel !== post.level;
  const mayGrant = can(actor, 'security.manage') && actor.id !== String(post.accountId);
  return {
    grants: presentGrants(grantsOfPost(post)),
    grantable: mayGrant ? presentGrants(grantableTo(post, isFromAbove)) : [],
    changed: Object.keys(post.grantChanges),
  };
}

/** Verbs with their names; the order is that of the catalogue. */
export function presentGrants(grants: ReadonlyMap<string, Iterable<DataClass>>): Grant[] {
  const known = Object.entries(PERMISSIONS) as [Permission, string][];
  return known.flatMap(([verb, name]) => {
    const classes = grants.get(verb);
    return classes ? [{ verb, name, classes: [...classes] }] : [];
  });
}

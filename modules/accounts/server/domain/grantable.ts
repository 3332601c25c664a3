/**
 * What a security administrator may put into a post. They hold no business right themselves, so "nobody grants what they
 * lack" cannot mean their own verbs; it means the set below: limited by branch (asked before), by level and by class.
 */
import { DATA_CLASSES, type DataClass } from '#shared/data-class.ts';
import type { DivisionLevel } from '#shared/division-code.ts';
import { PERMISSION_NAMES, type Permission } from '../../contract/permissions.ts';
import { presetGrants, type Role, roleOf, ROLES } from '../../contract/roles.ts';

/** Beyond a role's preset these are given from above only, never by the administrator of the post's own level. */
const FROM_ABOVE: readonly DataClass[] = ['restricted', 'financial'];

/**
 * Verb → classes that may be ticked for a post.
 * - An administrator's post keeps at most its preset.
 * - A business post may hold what the preset of some business role of the same level holds (so no community accepts reports),
 *   beyond its own preset without restricted and financial data unless the administrator stands above.
 */
export function grantableTo(post: { role: string; level: DivisionLevel }, isFromAbove: boolean): ReadonlyMap<Permission, readonly DataClass[]> {
  const role = roleOf(post.role);
  if (!role) return new Map();
  const own = presetGrants(role);
  if (role.duty !== 'business') return own;
  const peers: Role[] = Object.values(ROLES).filter((peer: Role) => peer.duty === 'business' && peer.levels.includes(post.level));
  const sets = [...peers.map(presetGrants), own];
  return new Map(
    PERMISSION_NAMES.map((verb) => {
      const reach = DATA_CLASSES.filter((name) => sets.some((grants) => grants.get(verb)?.includes(name)));
      return [verb, reach.filter((name) => isFromAbove || !FROM_ABOVE.includes(name) || own.get(verb)?.includes(name))] as const;
    }).filter(([, classes]) => classes.length > 0),
  );
}

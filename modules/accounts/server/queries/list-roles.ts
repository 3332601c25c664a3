import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { PERMISSIONS } from '../../contract/permissions.ts';
import { grantableBy, ROLE_IDS, ROLES } from '../../contract/roles.ts';
import type { roleSchema } from '../../contract/schemas.ts';

/** All role presets with the names of their verbs. */
export function listRoles(context: Context): z.input<typeof roleSchema>[] {
  const grantable = grantableBy(context.actor.grants);
  return ROLE_IDS.map((id) => {
    const { name, does, duty, levels, permissions } = ROLES[id];
    return {
      id,
      name,
      does,
      duty,
      levels: [...levels],
      permissions: permissions.map((verb) => ({ id: verb, name: PERMISSIONS[verb] })),
      grantable: grantable.includes(id),
    };
  });
}

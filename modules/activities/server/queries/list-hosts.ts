import { findDivisions } from '#modules/divisions/server/public.ts';
import { findOrganizationsNamed } from '#modules/organizations/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';

const MOST = 20;

/** Organizations of the jurisdiction for which an office may announce, by a part of their name. */
export async function listHosts(context: Context, q: string): Promise<{ id: string; name: string; divisionName: string }[]> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'activity.work');
  const found = await findOrganizationsNamed(platform.db, q.trim(), actor.range, today, MOST);
  const places = await findDivisions(platform.db, [...new Set(found.map(({ div }) => div))]);
  return found.map(({ id, name, div }) => ({ id: String(id), name, divisionName: places.get(div)?.name ?? codeOf(div) }));
}

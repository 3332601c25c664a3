import { findOrganizationsNamed } from '#modules/organizations/server/public.ts';
import { findDivisions } from '#modules/divisions/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import type { TeamOwner } from '../../contract/team.ts';

const MOST = 20;
const CITY_SPAN = 1e8;

/**
 * Organizations by a part of their name: those of the jurisdiction that a team may be part of, or associations of the whole city whose group
 * member it may be (GZ-D21), as their name is public.
 */
export async function listTeamOwners(
  { actor, platform: { db }, today }: Context,
  { q, use }: { q: string; use: 'organization' | 'association' },
): Promise<TeamOwner[]> {
  requirePermission(actor, 'volunteer.keep');
  const from = actor.range.from - (actor.range.from % CITY_SPAN);
  const city = { from, to: Math.max(actor.range.to, from + CITY_SPAN) };
  const found = await findOrganizationsNamed(db, q.trim(), use === 'organization' ? actor.range : city, today, MOST);
  const places = await findDivisions(db, [...new Set(found.map(({ div }) => div))]);
  return found.map(({ id, name, div }) => ({ id: String(id), name, divisionName: places.get(div)?.name ?? codeOf(div) }));
}

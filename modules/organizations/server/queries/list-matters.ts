import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Matter } from '../../contract/organization-page.ts';
import type { OrganizationMeans } from '../keeper.ts';

/** What is under way with an organization the caller has judged, and what was decided; only with the right to see such matters. */
export async function listMatters(context: Context, { keepers }: OrganizationMeans, id: number): Promise<{ isShown: boolean; matters: Matter[] }> {
  const seen = keepers.filter(({ permission }) => can(context.actor, permission));
  const matters = await Promise.all(seen.map((keeper) => keeper.matters(context, id)));
  return { isShown: seen.length > 0, matters: matters.flat().sort((one, other) => (one.begunOn < other.begunOn ? 1 : -1)) };
}

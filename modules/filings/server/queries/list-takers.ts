import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { isWithin } from '#shared/division-code.ts';
import type { FilingMeans, Taker } from '../means.ts';

/** Who may take over open cases: colleagues of whoever leaves, or of the caller for cases that nobody has yet. */
export async function listTakers(context: Context, means: FilingMeans, from: string | undefined): Promise<Taker[]> {
  const { actor } = context;
  requirePermission(actor, 'filing.hand-over');
  const found = await means.listColleagues(context, from ?? actor.id);
  return found.filter(({ mayHandle, division }) => mayHandle && isWithin(division, actor.range));
}

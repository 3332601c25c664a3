import { spanOf } from '#engines/indicators/world.ts';
import { findPartyMember, findPersonPhone } from '#modules/accounts/server/public.ts';
import { listLedOrganizations } from '#modules/filings/server/public.ts';
import type { NeedMeans, PlanGap } from '#modules/needs/server/public.ts';
import { listGaps, listPlansInForce } from '#modules/plans/server/public.ts';
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { isWithin, keyOf } from '#shared/division-code.ts';

const MOST_GAPS = 20;

/** Of every plan in force that holds there and that the caller may read. */
async function planGapsBelow(context: Context, division: string): Promise<PlanGap[]> {
  const key = keyOf(division);
  if (key === undefined || !can(context.actor, 'plan.read')) return [];
  const gaps: PlanGap[] = [];
  for (const { plan } of await listPlansInForce(context.platform.db)) {
    if (!isWithin(key, spanOf(Number(plan.division)))) continue;
    const { items } = await listGaps(context, { plan: plan.id, division, limit: MOST_GAPS, withTotal: false });
    gaps.push(...items.map(({ code, name, targetName, lacking }) => ({ plan: plan.id, division: code, place: name, targetName, lacking })));
  }
  return gaps.slice(0, MOST_GAPS);
}

/** What needs ask of others: whom a person leads and how they are reached, and whoever holds money (nobody yet). */
export const needMeans: NeedMeans = {
  ledBy: listLedOrganizations,
  phoneOf: (context) => findPersonPhone(context.platform.db, context, context.actor.id),
  partyMemberAt: async (context) => (await findPartyMember(context))?.div,
  gapsBelow: planGapsBelow,
  moneyRoutes: [],
};

import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { codeOf } from '#shared/division-code.ts';
import type { ActivityPlan, HeldActivity, PlanItem, PlanSummary } from '../contract/activity-plan.ts';
import { ACTIVITY_THEMES } from '../contract/themes.ts';
import { countByTheme, readHeld, readItems, type StoredHeld, type StoredItem, type StoredPlan } from './activity-plan-store.ts';
import { isGap, missingThemes } from './domain/plan-gaps.ts';
import { rangeOfOffice } from './plan-office.ts';

export function presentHeld({ id, name, organizationName, theme, startedOn, participants }: Omit<StoredHeld, 'itemId'>): HeldActivity {
  return { id: String(id), name, organizationName, theme, startedOn, participants };
}

/** Plans with what was carried out of each, in three questions for all. */
export async function presentPlans(db: Database | Transaction, context: Context, plans: readonly StoredPlan[]): Promise<PlanSummary[]> {
  if (plans.length === 0) return [];
  const [items, held, paths] = await Promise.all([
    readItems(db, plans),
    readHeld(db, context.actor.range, plans),
    getDivisionPaths(
      db,
      plans.map(({ div }) => div),
    ),
  ]);
  return plans.map((plan) => {
    const shown = itemsOf(plan, items, held, context.today);
    return { ...headOf(plan, shown), divisionName: paths.get(plan.div)?.path.join(' ') ?? '', items: shown.length };
  });
}

/** One plan with its items, what was held, and everything in the register beside it. */
export async function presentPlan(db: Database | Transaction, context: Context, plan: StoredPlan): Promise<ActivityPlan> {
  const range = await rangeOfOffice(db, plan.div);
  const items = await readItems(db, [plan]);
  const held = await readHeld(db, context.actor.range, [plan]);
  const paths = await getDivisionPaths(db, [plan.div]);
  const figures = await countByTheme(context.platform.gathered ?? db, range, plan.year);
  const shown = itemsOf(plan, items, held, context.today);
  const once = new Map(held.map((activity) => [activity.id, activity.participants]));
  return {
    ...headOf(plan, shown),
    divisionName: paths.get(plan.div)?.path.join(' ') ?? '',
    items: shown,
    activities: once.size,
    participants: [...once.values()].reduce((sum, people) => sum + people, 0),
    themes: ACTIVITY_THEMES.map((theme) => ({
      theme,
      planned: shown.filter((item) => item.theme === theme).length,
      held: figures.get(theme)?.held ?? 0,
      participants: figures.get(theme)?.participants ?? 0,
    })),
    mayEdit: can(context.actor, 'activity.plan') && (context.actor.division === plan.div || context.actor.grants.has('*')),
  };
}

function itemsOf(plan: StoredPlan, items: readonly StoredItem[], held: readonly StoredHeld[], today: string): PlanItem[] {
  return items
    .filter(({ planId }) => planId === plan.id)
    .map(({ planId: _planId, ...item }) => {
      const own = held.filter(({ itemId }) => itemId === item.id).map(presentHeld);
      return { ...item, id: String(item.id), held: own, isGap: isGap(item, plan.year, own.length, today) };
    });
}

function headOf({ id, version, div, year, features, demonstration }: StoredPlan, items: readonly PlanItem[]) {
  return {
    id: String(id),
    version,
    division: codeOf(div),
    year,
    features,
    demonstration,
    carriedOut: items.filter(({ held }) => held.length > 0).length,
    gaps: items.filter((item) => item.isGap).length,
    missingThemes: missingThemes(items.map(({ theme }) => theme)),
  };
}

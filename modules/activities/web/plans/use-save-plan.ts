import { useQueryClient } from '@tanstack/react-query';
import { call } from '#ui/api/call.ts';
import { refresh } from '#ui/api/use-call.ts';
import { type ActivityPlan, activityPlanRoutes, type PlanItemInput } from '../../contract/activity-plan.ts';

type Item = Pick<ActivityPlan['items'][number], 'month' | 'theme' | 'kind' | 'name' | 'organizer' | 'expectedPeople'> & { id?: string | undefined };

/** Saves the plan with these items under the version that is shown. */
export function useSavePlan(plan: ActivityPlan): (items: readonly Item[]) => Promise<void> {
  const client = useQueryClient();
  return async (items) => {
    const asked = items.map(
      ({ id, month, theme, kind, name, organizer, expectedPeople }): PlanItemInput => ({
        ...(id === undefined ? {} : { id }),
        month,
        theme,
        kind,
        name,
        organizer,
        expectedPeople,
      }),
    );
    await call(activityPlanRoutes.saveActivityPlan, { params: { id: plan.id }, body: { version: plan.version, features: plan.features, items: asked } });
    await refresh(client, activityPlanRoutes.activityPlan, activityPlanRoutes.activityPlans);
  };
}

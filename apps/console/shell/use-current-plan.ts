import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { planRoutes } from '#modules/plans/contract/routes.ts';
import { choosePlan, concerns } from '#modules/plans/web/choose-plan.ts';
import { useCall } from '#ui/api/use-call.ts';
import { useCan, useViewer } from '#ui/viewer.ts';

const REMEMBERED = 'plan';

/** The plan the menu leads into: the one in the address, else the one looked at last, else the nearest to the own division. */
export function useCurrentPlan(): string | null {
  const { plan } = useParams({ strict: false }) as { plan?: string };
  const viewer = useViewer();
  const query = useCall(planRoutes.list, {}, { enabled: useCan('plan.read') });
  useEffect(() => {
    if (plan) sessionStorage.setItem(REMEMBERED, plan);
  }, [plan]);
  if (plan) return plan;
  const plans = query.data?.plans ?? [];
  const remembered = sessionStorage.getItem(REMEMBERED);
  return plans.find((one) => one.id === remembered && concerns(one, viewer.division))?.id ?? choosePlan(plans, viewer.division)?.id ?? null;
}

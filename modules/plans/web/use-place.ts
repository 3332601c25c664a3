import { useParams } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Day } from '#shared/day.ts';
import { useCall } from '#ui/api/use-call.ts';
import { type SearchValues, useSearchState } from '#ui/search-state.ts';
import { useViewer } from '#ui/viewer.ts';
import { planRoutes } from '../contract/routes.ts';
import { isWithinCode, type PlanSummary } from './choose-plan.ts';

export type Boundaries = 'today' | 'then';

/** Which plan is looked at, where, on which day and in whose boundaries; all of it stands in the address. */
export interface Place {
  plan: string;
  /** null until the plans are known */
  summary: PlanSummary | null;
  plans: readonly PlanSummary[];
  division: string | null;
  asOf: Day;
  boundaries: Boundaries;
  /** the same as every route of a plan asks for it */
  asked: { division: string | undefined; asOf: Day; boundaries: Boundaries };
  /** the same as search values, for links that keep the place */
  search: SearchValues;
  values: SearchValues;
  set: (patch: SearchValues, options?: { push?: boolean }) => void;
  error: unknown;
}

/** The own division when the plan covers it, else the plan's. */
function defaultDivision(summary: PlanSummary, own: string | null): string {
  return own !== null && isWithinCode(own, summary.division) ? own : summary.division;
}

export function usePlace(): Place {
  const { plan } = useParams({ strict: false }) as { plan: string };
  const viewer = useViewer();
  const [values, set] = useSearchState();
  const query = useCall(planRoutes.list, {});
  const plans = query.data?.plans ?? [];
  const summary = plans.find(({ id }) => id === plan) ?? null;
  const division = values['division'] ?? (summary && defaultDivision(summary, viewer.division));
  const asOf = values['asOf'] ?? viewer.today;
  const boundaries = values['boundaries'] === 'then' ? 'then' : 'today';
  return {
    plan,
    summary,
    plans,
    division,
    asOf,
    boundaries,
    asked: { division: division ?? undefined, asOf, boundaries },
    search: { division: values['division'], asOf: values['asOf'], boundaries: values['boundaries'] },
    values,
    set: useCallback((patch, options) => set(patch, options), [set]),
    error: query.error,
  };
}

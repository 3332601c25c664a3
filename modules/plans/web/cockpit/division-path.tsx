import { useDivision } from '#ui/inputs/use-division.ts';
import { Breadcrumb } from '#ui/layout/breadcrumb.tsx';
import { useViewer } from '#ui/viewer.ts';
import { isWithinCode } from '../choose-plan.ts';
import type { Place } from '../use-place.ts';

/** From the plan's own division down to the one looked at; steps above one's own jurisdiction are words only. */
export function DivisionPath({ place, to = '/plans/$plan' }: { place: Place; to?: string }) {
  const { data } = useDivision(place.division);
  const { division: own } = useViewer();
  const { plan, summary } = place;
  if (!data || !summary) return <Breadcrumb label="所在区划" crumbs={[{ key: 'wait', label: ' ' }]} />;
  const steps = [...data.ancestors, data].filter(({ code }) => isWithinCode(code, summary.division));
  const crumbs = steps.map(({ code, name }) => ({
    key: code,
    label: name,
    to: own === null || isWithinCode(code, own) ? to.replace('$plan', plan) : undefined,
    search: { ...place.search, target: place.values['target'], division: code },
  }));
  return <Breadcrumb label="所在区划" crumbs={crumbs} />;
}

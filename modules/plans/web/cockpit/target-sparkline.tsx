import { addDays } from '#shared/day.ts';
import { useCall } from '#ui/api/use-call.ts';
import { Sparkline } from '#ui/figures/sparkline.tsx';
import { STATUS_COLORS } from '#ui/tokens.ts';
import type { TargetProgress } from '../../contract/progress.ts';
import { planRoutes } from '../../contract/routes.ts';
import { thresholdOfChildren, valueText } from '../figure.ts';
import type { Place } from '../use-place.ts';

const YEAR = 365;

/** The last twelve months of a target, fetched after the page stands. */
export function TargetSparkline({ place, target }: { place: Place; target: TargetProgress }) {
  const { plan, asOf } = place;
  const query = useCall(planRoutes.trend, { params: { plan, target: target.id }, query: { ...place.asked, from: addDays(asOf, -YEAR) } }, { keep: true });
  const values = query.data?.months.map(({ value }) => value) ?? [];
  const first = values.find((value) => value !== null);
  const last = values.at(-1);
  if (first === undefined || first === null || last === undefined || last === null) return null;
  const label = `近 12 个月：从 ${valueText(target, first)} 到 ${valueText(target, last)}`;
  return <Sparkline values={values} threshold={thresholdOfChildren(target)} color={STATUS_COLORS[target.status].fill} label={label} />;
}

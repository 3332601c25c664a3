import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { TrendChart } from '#ui/charts/trend-chart.tsx';
import { useCall } from '#ui/api/use-call.ts';
import { Loaded } from '#ui/feedback/loaded.tsx';
import { Panel } from '#ui/layout/panel.tsx';
import type { MonthlyFigure } from '../../contract/drill-down.ts';
import type { TargetProgress } from '../../contract/progress.ts';
import { planRoutes } from '../../contract/routes.ts';
import { valueText } from '../figure.ts';
import type { Place } from '../use-place.ts';

/** The run of the chosen target since the campaign began; drawn when asked for, so the cockpit opens fast. */
export function TargetTrend({ place, target }: { place: Place; target: TargetProgress }) {
  const [open, setOpen] = useState(false);
  const action = (
    <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
      {open ? '收起' : '画出走势图'}
    </Button>
  );
  return (
    <Panel title="走势" actions={action} flush={!open}>
      {open && <TrendSinceStart place={place} target={target} />}
    </Panel>
  );
}

/** Every month end since the plan's first day. */
export function TrendSinceStart({ place, target }: { place: Place; target: TargetProgress }) {
  const { plan, summary } = place;
  const query = useCall(
    planRoutes.trend,
    { params: { plan, target: target.id }, query: { ...place.asked, from: summary?.period.from } },
    { enabled: summary !== null, keep: true },
  );
  return (
    <Loaded query={query} lines={6}>
      {({ months }) => <Trend months={months} target={target} />}
    </Loaded>
  );
}

function Trend({ months, target }: { months: readonly MonthlyFigure[]; target: TargetProgress }) {
  const line = useMemo(
    () => ({
      points: months.map(({ month, value }) => ({ day: month, value })),
      threshold: target.threshold,
      format: (value: number) => valueText({ kind: target.kind, threshold: null }, value),
      label: `${target.name}，按月走势`,
    }),
    [months, target],
  );
  return <TrendChart {...line} />;
}

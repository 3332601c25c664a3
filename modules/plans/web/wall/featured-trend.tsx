import { lazy, Suspense, useMemo } from 'react';
import { useCall } from '#ui/api/use-call.ts';
import type { TargetProgress } from '../../contract/progress.ts';
import { planRoutes } from '../../contract/routes.ts';
import { valueText } from '../figure.ts';
import type { Place } from '../use-place.ts';
import styles from './wall.module.css';

const Drawing = lazy(() => import('#ui/charts/trend-drawing.tsx').then((module) => ({ default: module.TrendDrawing })));

/** Fourth story: the run of the same target since the campaign began. */
export function FeaturedTrend({ place, target }: { place: Place; target: TargetProgress }) {
  const { plan, summary } = place;
  const query = useCall(
    planRoutes.trend,
    { params: { plan, target: target.id }, query: { ...place.asked, from: summary?.period.from } },
    { enabled: summary !== null, keep: true },
  );
  const months = query.data?.months;
  const line = useMemo(
    () => ({
      points: (months ?? []).map(({ month, value }) => ({ day: month, value })),
      threshold: target.threshold,
      format: (value: number) => valueText({ kind: target.kind, threshold: null }, value),
      label: `${target.name}，按月走势`,
      onDark: true,
      height: '100%' as const,
    }),
    [months, target],
  );
  return (
    <section className={styles.story}>
      <h2>走势</h2>
      <div className={styles.chart}>
        <Suspense>{months && <Drawing {...line} />}</Suspense>
      </div>
    </section>
  );
}

import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { dayInWords } from '#shared/day.ts';
import { useCall } from '#ui/api/use-call.ts';
import { ProblemNotice, Skeleton } from '#ui/feedback/notice.tsx';
import { countdownText, momentText } from '#ui/figures/dates.ts';
import { useDivision } from '#ui/inputs/use-division.ts';
import { useViewer } from '#ui/viewer.ts';
import type { TargetProgress } from '../../contract/progress.ts';
import { planRoutes } from '../../contract/routes.ts';
import { hasFigure, planHeading } from '../figure.ts';
import { type Place, usePlace } from '../use-place.ts';
import { FeaturedTrend } from './featured-trend.tsx';
import { FeaturedUnits } from './featured-units.tsx';
import { ShortfallStory } from './shortfall-story.tsx';
import { StatusStory } from './status-story.tsx';
import { useTicks } from './use-ticks.ts';
import styles from './wall.module.css';

const MINUTE = 60_000;
const TURN = 20_000;

/** The wall display: four stories, dark, no scrolling; figures anew every minute, one target after the other. */
export function WallScreen() {
  const place = usePlace();
  const { plan, division } = place;
  const query = useCall(planRoutes.progress, { params: { plan }, query: place.asked }, { enabled: division !== null, every: MINUTE });
  useEffect(() => {
    document.title = '大屏 · 沃土';
  }, []);
  if (query.error && !query.data) return <ProblemNotice error={query.error} retry={query.refetch} />;
  if (!query.data) return <Skeleton lines={8} label="正在打开大屏" />;
  return <Wall place={{ ...place, asOf: query.data.asOf }} targets={query.data.targets} updatedAt={query.dataUpdatedAt} />;
}

function Wall({ place, targets, updatedAt }: { place: Place; targets: TargetProgress[]; updatedAt: number }) {
  const shown = targets.filter(hasFigure);
  const turn = useTicks(TURN);
  const [start] = useState(() =>
    Math.max(
      0,
      shown.findIndex(({ id }) => id === place.values['target']),
    ),
  );
  const featured = shown[(start + turn) % Math.max(1, shown.length)];
  return (
    <main className={styles.wall}>
      <WallHead place={place} updatedAt={updatedAt} />
      <StatusStory targets={targets} />
      {featured && <FeaturedUnits place={place} target={featured} />}
      <ShortfallStory targets={shown} />
      {featured && <FeaturedTrend place={place} target={featured} />}
    </main>
  );
}

function WallHead({ place, updatedAt }: { place: Place; updatedAt: number }) {
  const { isDemonstration } = useViewer();
  const here = useDivision(place.division);
  const { summary } = place;
  return (
    <header className={styles.head}>
      <h1>{planHeading(here.data?.name, summary ? `${summary.shortName} ${summary.period.from.slice(0, 4)}–${summary.period.to.slice(0, 4)}` : undefined)}</h1>
      {isDemonstration && <span className={styles.demonstration}>演示数据</span>}
      <span className={`figures ${styles.quiet}`}>
        截至{dayInWords(place.asOf)}
        {summary && ` · ${countdownText(summary.period.to, place.asOf)}`}
        <br />
        {momentText(new Date(updatedAt).toISOString())} 更新 ·{' '}
        <Link to="/plans/$plan" params={{ plan: place.plan }} search={place.search}>
          回驾驶舱
        </Link>
      </span>
    </header>
  );
}

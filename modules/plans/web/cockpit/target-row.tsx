import { Link } from '@tanstack/react-router';
import { figureText, fractionText, thresholdText } from '#ui/figures/format-figure.ts';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { countdownText } from '#ui/figures/dates.ts';
import type { TargetProgress } from '../../contract/progress.ts';
import { failingText, hasFigure } from '../figure.ts';
import type { Place } from '../use-place.ts';
import { forecastSentence } from './forecast-text.ts';
import { TargetParts } from './target-parts.tsx';
import styles from './target-list.module.css';
import { TargetSparkline } from './target-sparkline.tsx';

interface TargetRowProps {
  place: Place;
  target: TargetProgress;
  isChosen: boolean;
}

/** One target: how it stands, its figure against the threshold, what is still missing and when it is due. */
export function TargetRow({ place, target, isChosen }: TargetRowProps) {
  const { plan, search } = place;
  return (
    <div className={styles.row}>
      <StatusMark status={target.status} tag />
      <span className={styles.name}>
        <Link
          to="."
          search={{ ...search, target: target.id }}
          replace
          resetScroll={false}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={isChosen ? 'true' : undefined}
        >
          {target.name}
        </Link>
      </span>
      <span className={`figures ${styles.value}`}>
        {hasFigure(target) && (
          <>
            <Link
              to="/plans/$plan/targets/$target"
              params={{ plan, target: target.id }}
              search={search}
              aria-label={`${target.name}：${figureText(target)}，查看各单位`}
            >
              {figureText(target)}
            </Link>
            <small>{[fractionText(target), thresholdText(target) && `目标 ${thresholdText(target)}`].filter(Boolean).join('，')}</small>
          </>
        )}
      </span>
      <span className={styles.line}>{hasFigure(target) && <TargetSparkline place={place} target={target} />}</span>
      <TargetRemarks place={place} target={target} />
    </div>
  );
}

function TargetRemarks({ place, target }: { place: Place; target: TargetProgress }) {
  const failing = failingText(target);
  const forecast = forecastSentence(target);
  const isDue = target.status === 'atRisk' || target.status === 'onTrack' || target.status === 'notStarted';
  const hasMore = failing !== '' || forecast !== null || isDue || target.parts !== undefined;
  if (!hasMore) return null;
  return (
    <span className={styles.more}>
      {failing && hasFigure(target) && (
        <Link to="/plans/$plan/targets/$target" params={{ plan: place.plan, target: target.id }} search={{ ...place.search, filter: 'failing' }}>
          {failing} →
        </Link>
      )}
      {isDue && <span className="figures">{countdownText(target.deadline, place.asOf)}</span>}
      {forecast && <span className="figures">{forecast}</span>}
      {target.parts && <TargetParts parts={target.parts} unit={target.unit} />}
    </span>
  );
}

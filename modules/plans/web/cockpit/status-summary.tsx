import { formatNumber } from '#ui/figures/format-figure.ts';
import { StatusMark } from '#ui/figures/status-mark.tsx';
import { countdownText } from '#ui/figures/dates.ts';
import { type Status, STATUS_WORDS } from '#ui/tokens.ts';
import type { TargetProgress } from '../../contract/progress.ts';
import { isJudged } from '../figure.ts';
import type { Place } from '../use-place.ts';
import styles from './cockpit.module.css';
import { SelfCheck } from './self-check.tsx';

const ORDER: Status[] = ['met', 'onTrack', 'atRisk', 'missed', 'notStarted', 'noData', 'shown'];

/** How many targets stand how, and how long the campaign still runs. */
export function StatusSummary({ place, targets }: { place: Place; targets: readonly TargetProgress[] }) {
  const judged = targets.filter(isJudged);
  const met = judged.filter(({ status }) => status === 'met').length;
  const counts = ORDER.map((status) => ({ status, count: targets.filter((target) => target.status === status).length })).filter(({ count }) => count > 0);
  const end = place.summary?.period.to;
  return (
    <div className={styles.summary}>
      {judged.length === 0 ? (
        <span>还没有可以判断的目标</span>
      ) : (
        <span className="figures">
          <b>
            {formatNumber(met)}/{formatNumber(judged.length)}
          </b>{' '}
          项目标达标
        </span>
      )}
      <span className={styles.counts}>
        {counts.map(({ status, count }) => (
          <StatusMark key={status} status={status} word={`${count} 项${STATUS_WORDS[status]}`} />
        ))}
      </span>
      <span className={`figures ${styles.aside}`}>
        {end && `专项行动${countdownText(end, place.asOf)}`}
        <SelfCheck />
      </span>
    </div>
  );
}

import { StatusIcon } from '#ui/figures/status-mark.tsx';
import { type Status, STATUS_COLORS, STATUS_WORDS } from '#ui/tokens.ts';
import type { TargetProgress } from '../../contract/progress.ts';
import { isJudged } from '../figure.ts';
import styles from './wall.module.css';

const ORDER: Status[] = ['met', 'onTrack', 'atRisk', 'missed'];

/** First story: how many targets are met, and how the others stand. */
export function StatusStory({ targets }: { targets: readonly TargetProgress[] }) {
  const judged = targets.filter(isJudged);
  const countOf = (status: Status) => judged.filter((target) => target.status === status).length;
  return (
    <section className={styles.story}>
      <h2>目标达标</h2>
      <p className={`figures ${styles.big}`}>
        {countOf('met')}
        <small> / {judged.length} 项</small>
      </p>
      <p className={styles.strip} aria-hidden="true">
        {ORDER.flatMap((status) => judged.filter((target) => target.status === status)).map((target) => (
          <i key={target.id} style={{ background: STATUS_COLORS[target.status].fill }} />
        ))}
      </p>
      <p className={`figures ${styles.statuses}`}>
        {ORDER.filter((status) => countOf(status) > 0).map((status) => (
          <span key={status}>
            <StatusIcon status={status} size={34} onDark />
            {STATUS_WORDS[status]} {countOf(status)}
          </span>
        ))}
      </p>
    </section>
  );
}

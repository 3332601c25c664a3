import { figureText, thresholdText } from '#ui/figures/format-figure.ts';
import { StatusIcon } from '#ui/figures/status-mark.tsx';
import type { TargetProgress } from '../../contract/progress.ts';
import styles from './wall.module.css';

const LINES = 6;

/** Third story: which targets still want work, the ones with the most failing units first. */
export function ShortfallStory({ targets }: { targets: readonly TargetProgress[] }) {
  const open = targets.filter(({ met }) => met === false).sort((one, other) => other.failing.count - one.failing.count);
  return (
    <section className={styles.story}>
      <h2>还没有达标的目标</h2>
      {open.length === 0 && <p>全部目标都已达标。</p>}
      <ol className={styles.lines}>
        {open.slice(0, LINES).map((target) => (
          <li key={target.id}>
            <StatusIcon status={target.status} size={34} onDark />
            <span>{target.name}</span>
            <b className="figures">
              {figureText(target)} <span className={styles.quiet}>{thresholdText(target)}</span>
            </b>
          </li>
        ))}
      </ol>
      {open.length > LINES && <p className={styles.quiet}>另有 {open.length - LINES} 项，见驾驶舱。</p>}
    </section>
  );
}

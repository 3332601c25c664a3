import { Link } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import { thresholdText } from '#ui/figures/format-figure.ts';
import { Panel } from '#ui/layout/panel.tsx';
import type { TargetProgress } from '../../contract/progress.ts';
import type { Place } from '../use-place.ts';
import { forecastRule } from './forecast-text.ts';
import styles from './target-side.module.css';

/** Where the target comes from, in the policy's own words, and how the forecast was made. */
export function TargetWords({ place, target }: { place: Place; target: TargetProgress }) {
  const rule = forecastRule(target);
  const threshold = thresholdText(target);
  return (
    <Panel
      title="依据"
      actions={
        <Link to="/plans/$plan/document" params={{ plan: place.plan }} search={{ target: target.id }}>
          看原文与计算方法 →
        </Link>
      }
    >
      <div className={styles.words}>
        <blockquote className={styles.quote}>{target.clause.quote}</blockquote>
        <p className="figures">
          {threshold ? `目标 ${threshold}，` : '没有设定目标值，'}
          {dayInWords(target.deadline)}截止。
        </p>
        {rule && (
          <details>
            <summary>预测是怎样算的</summary>
            <p className={styles.rule}>{rule}</p>
          </details>
        )}
      </div>
    </Panel>
  );
}

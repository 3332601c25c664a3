import { Link } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import type { Outcome, Phase } from '../../contract/plan-file.ts';
import styles from './plan-page.module.css';

/** A dated phase and its tasks. */
export function PhaseCard({ phase }: { phase: Phase }) {
  return (
    <article className={styles.card}>
      <h3>
        {phase.name}
        <small className="figures">
          {dayInWords(phase.from)}至{dayInWords(phase.to)}
        </small>
      </h3>
      <ul>
        {phase.tasks.map((task) => (
          <li key={task.text}>
            <Link to="." search={{ clause: task.clauses[0] }} resetScroll={false} activeOptions={{ exact: true, includeSearch: true }}>
              {task.text}
            </Link>
          </li>
        ))}
      </ul>
    </article>
  );
}

/** A dated aim without a number. */
export function OutcomeCard({ outcome }: { outcome: Outcome }) {
  return (
    <article className={styles.card}>
      <h3>
        {outcome.text}
        <small className="figures">{dayInWords(outcome.by)}前</small>
      </h3>
      <div className={styles.cardLinks}>
        <Link to="." search={{ clause: outcome.clauses[0] }} resetScroll={false} activeOptions={{ exact: true, includeSearch: true }}>
          ← 看原文这一句
        </Link>
      </div>
    </article>
  );
}

import { Link } from '@tanstack/react-router';
import { useSearchState } from '#ui/search-state.ts';
import { CAPABILITIES } from '../../contract/capabilities.ts';
import type { Duty, PlanFile } from '../../contract/plan-file.ts';
import styles from './plan-page.module.css';

/** What the policy asks of somebody, in its own words, and what the platform does for it. */
export function DutyCard({ plan, duty }: { plan: PlanFile; duty: Duty }) {
  const [values] = useSearchState();
  const quotes = plan.documents.flatMap(({ clauses }) => clauses).filter(({ id }) => duty.clauses.includes(id));
  return (
    <article className={styles.card} data-here={values['duty'] === duty.id}>
      <h3>
        {duty.capabilities.map((code) => CAPABILITIES[code]).join('、')} <small>{duty.id}</small>
      </h3>
      <dl>
        <dt>文件要求</dt>
        <dd>{quotes.map(({ quote }) => quote).join('')}</dd>
        <dt>平台支持</dt>
        <dd>{duty.software}</dd>
      </dl>
      <div className={styles.cardLinks}>
        <Link to="." search={{ duty: duty.id, show: 'duties' }} resetScroll={false} activeOptions={{ exact: true, includeSearch: true }}>
          ← 看原文这一句
        </Link>
      </div>
    </article>
  );
}

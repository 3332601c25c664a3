import { Link } from '@tanstack/react-router';
import { dayInWords } from '#shared/day.ts';
import type { Cycle } from '../../contract/plan-file.ts';
import styles from './plan-page.module.css';

const RHYTHMS: Record<Cycle['rhythm'], string> = { quarterly: '每季度', yearly: '每年', once: '一次', onOccasion: '按需' };

/** Who reports what to whom, and when. */
export function CycleCard({ cycle }: { cycle: Cycle }) {
  const when = [RHYTHMS[cycle.rhythm], cycle.due && `${dayInWords(cycle.due)}前`, cycle.suggested].filter(Boolean).join('，');
  return (
    <article className={styles.card}>
      <h3>
        {cycle.name}
        <small>{when}</small>
      </h3>
      <dl>
        <dt>谁报给谁</dt>
        <dd>
          {cycle.from}
          {cycle.to ? ` → ${cycle.to}` : ''}
        </dd>
        {cycle.content.length > 0 && (
          <>
            <dt>内容</dt>
            <dd>{cycle.content.join('、')}</dd>
          </>
        )}
      </dl>
      <div className={styles.cardLinks}>
        <Link to="." search={{ clause: cycle.clauses[0] }} resetScroll={false} activeOptions={{ exact: true, includeSearch: true }}>
          ← 看原文这一句
        </Link>
      </div>
    </article>
  );
}

import type { TargetProgress } from '../../contract/progress.ts';
import type { Place } from '../use-place.ts';
import styles from './target-list.module.css';
import { TargetRow } from './target-row.tsx';

/** Every target of the plan, in the order of the policy; those without a unit to judge here stand folded at the end. */
export function TargetList({ place, targets, chosen }: { place: Place; targets: readonly TargetProgress[]; chosen: string | undefined }) {
  const telling = targets.filter(({ status }) => status !== 'noData');
  const silent = targets.filter(({ status }) => status === 'noData');
  const rows = (list: readonly TargetProgress[]) => (
    <ol>
      {list.map((target) => (
        <li key={target.id} data-chosen={target.id === chosen}>
          <TargetRow place={place} target={target} isChosen={target.id === chosen} />
        </li>
      ))}
    </ol>
  );
  return (
    <section className={styles.list} aria-label="目标">
      {rows(telling)}
      {silent.length > 0 && (
        <details className={styles.silent} open={telling.length === 0 || silent.some(({ id }) => id === chosen)}>
          <summary>{silent.length} 项目标在这里没有可以判断的单位</summary>
          {rows(silent)}
        </details>
      )}
    </section>
  );
}

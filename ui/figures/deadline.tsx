import { type Day, dayInWords, dayNumber } from '#shared/day.ts';
import { useViewer } from '../viewer.ts';
import styles from './deadline.module.css';

interface Due {
  dueOn: Day | null;
  dueWhose: string | null;
  isOverdue: boolean;
  isDueProvisional: boolean;
}

/** `明天到期`, `已逾期 3 天`, and whose turn it is; colour, mark and word say the same. @param none what stands where there is no deadline */
export function Deadline({ due, none }: { due: Due; none?: string }) {
  const { today } = useViewer();
  if (due.dueOn === null) return none === undefined ? null : <span className={styles.deadline}>{none}</span>;
  const days = dayNumber(due.dueOn) - dayNumber(today);
  const tone = due.isOverdue ? 'late' : days <= 2 ? 'near' : 'far';
  const title = `${dayInWords(due.dueOn)}到期，轮到${due.dueWhose ?? ''}${due.isDueProvisional ? '；所跨年度的放假安排还没有公布，届时会重新计算' : ''}`;
  return (
    <span className={styles.deadline} data-tone={tone} title={title}>
      <span aria-hidden="true">{tone === 'late' ? '▲ ' : tone === 'near' ? '● ' : ''}</span>
      {textOf(days)}
    </span>
  );
}

function textOf(days: number): string {
  if (days < 0) return `已逾期 ${-days} 天`;
  if (days === 0) return '今天到期';
  return days === 1 ? '明天到期' : `还有 ${days} 天`;
}

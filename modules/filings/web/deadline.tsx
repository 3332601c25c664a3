import { type Day, dayInWords, dayNumber } from '#shared/day.ts';
import { useViewer } from '#ui/viewer.ts';
import styles from './filings.module.css';

interface Due {
  dueOn: Day | null;
  dueWhose: string | null;
  isOverdue: boolean;
  isDueProvisional: boolean;
}

/** `明天到期`, `已逾期 3 天`; colour, mark and word say the same. */
export function Deadline({ due }: { due: Due }) {
  const { today } = useViewer();
  if (due.dueOn === null) return <span className={styles.faint}>没有期限</span>;
  const days = dayNumber(due.dueOn) - dayNumber(today);
  const tone = due.isOverdue ? 'late' : days <= 2 ? 'near' : 'far';
  const title = `${dayInWords(due.dueOn)}到期，由${due.dueWhose ?? ''}办理${due.isDueProvisional ? '；所跨年度的放假安排还没有公布，届时会重新计算' : ''}`;
  return (
    <span className={styles.deadline} data-tone={tone} title={title}>
      <span aria-hidden="true">{tone === 'late' ? '▲ ' : tone === 'near' ? '● ' : ''}</span>
      {deadlineText(days)}
    </span>
  );
}

export function deadlineText(days: number): string {
  if (days < 0) return `已逾期 ${-days} 天`;
  if (days === 0) return '今天到期';
  return days === 1 ? '明天到期' : `还有 ${days} 天`;
}

import { dayInWords, dayNumber } from '#shared/day.ts';
import { useViewer } from '#ui/viewer.ts';
import type { NeedSummary } from '../contract/need.ts';
import styles from './need.module.css';

/** `明天到期`, `已逾期 3 天`, and whose turn it is; colour, mark and word say the same. */
export function Deadline({ due }: { due: Pick<NeedSummary, 'dueOn' | 'dueWhose' | 'isOverdue' | 'isDueProvisional'> }) {
  const { today } = useViewer();
  if (due.dueOn === null) return null;
  const days = dayNumber(due.dueOn) - dayNumber(today);
  const tone = due.isOverdue ? 'late' : days <= 2 ? 'near' : 'far';
  const title = `${dayInWords(due.dueOn)}到期，等${due.dueWhose ?? ''}${due.isDueProvisional ? '；所跨年度的放假安排还没有公布' : ''}`;
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

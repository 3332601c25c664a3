import { Notice } from '#ui/feedback/notice.tsx';
import { Lines } from '#ui/layout/lines.tsx';
import type { Health } from '../contract/health.ts';
import styles from './operations.module.css';

/** Statements that took long, for whoever looks after the database. */
export function SlowList({ slow: { source, statements } }: { slow: Health['slow'] }) {
  const told = source === 'server' ? '数据库服务器（pg_stat_statements）统计的平均 20 毫秒以上的语句' : '这个服务进程启动以来超过 200 毫秒的语句';
  if (statements.length === 0) return <Notice tone="info">没有慢语句。这里会列出{told}。</Notice>;
  return (
    <>
      <p>{told}，按总用时排列。偶尔一两条不要紧；平均几秒的请交给维护人员。</p>
      <Lines>
        {statements.map(({ text, count, averageMs, longestMs }) => (
          <li key={text}>
            <span>
              <small className={styles.statement}>{text}</small>
            </span>
            <span className="figures">
              {count} 次，平均 {averageMs} 毫秒，最长 {longestMs} 毫秒
            </span>
          </li>
        ))}
      </Lines>
    </>
  );
}

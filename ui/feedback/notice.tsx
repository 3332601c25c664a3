import { Button } from 'antd';
import type { ReactNode } from 'react';
import { mayHelpToTryAgain, messageOf } from '../api/problem.ts';
import { classNames } from '../class-names.ts';
import styles from './notice.module.css';

/** A sentence that must not be overlooked, with what can be done about it. */
export function Notice({ tone, children, action }: { tone: 'problem' | 'warning' | 'info'; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classNames(styles.notice, styles[tone])} role={tone === 'problem' ? 'alert' : 'status'}>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** What went wrong, in the server's own words, with the offer to try again where that may help. */
export function ProblemNotice({ error, retry }: { error: unknown; retry?: () => unknown }) {
  return (
    <Notice tone="problem" action={retry && mayHelpToTryAgain(error) && <Button onClick={() => void retry()}>再试一次</Button>}>
      {messageOf(error)}
    </Notice>
  );
}

/** Says what belongs here and offers the first step. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <strong>{title}</strong>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

const WIDTHS = [92, 78, 85, 64, 88, 72];

/** Stands in for content on its way, at about its height, so nothing jumps. */
export function Skeleton({ lines = 4, label = '正在读取' }: { lines?: number; label?: string }) {
  return (
    <div className={styles.skeleton} role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className={styles.bar} style={{ width: `${WIDTHS[index % WIDTHS.length]}%` }} />
      ))}
    </div>
  );
}

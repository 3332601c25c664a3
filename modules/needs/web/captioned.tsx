import type { ReactNode } from 'react';
import styles from './need.module.css';

/** Words above a control that says its name to screen readers itself. */
export function Captioned({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className={styles.captioned}>
      <span aria-hidden="true">{text}</span>
      {children}
    </div>
  );
}

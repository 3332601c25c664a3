import type { ReactNode } from 'react';
import styles from './lines.module.css';

/** A list, one thing a line. Each `li` has first what it is, with `small` for the rest of it, then its state and buttons. */
export function Lines({ children }: { children: ReactNode }) {
  return <ul className={styles.lines}>{children}</ul>;
}

import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import styles from './plain-table.module.css';

export interface PlainTableProps {
  /** what the table tells, for screen readers */
  label: string;
  /** widths of its own */
  className?: string | undefined;
  /** `thead`, `tbody`, `tfoot`; cells with numbers say `data-number`, what is late or wrong `data-warn` */
  children: ReactNode;
}

/** A table of a known few rows, without pages, choice or order of columns. A wide one is scrolled by itself, with the keyboard too. */
export function PlainTable({ label, className, children }: PlainTableProps) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={classNames(styles.table, className)} aria-label={label}>
        {children}
      </table>
    </div>
  );
}

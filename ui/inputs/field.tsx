import type { ReactNode } from 'react';
import styles from './field.module.css';

interface FieldProps {
  label: string;
  htmlFor: string;
  hint?: ReactNode;
  /** what is wrong with this field, in words */
  problem?: string | undefined;
  required?: boolean;
  children: ReactNode;
}

/** A labelled field with its hint and its problem. */
export function Field({ label, htmlFor, hint, problem, required = false, children }: FieldProps) {
  return (
    <div className={styles.field}>
      <label htmlFor={htmlFor}>
        {label}
        {required && <span className={styles.hint}>（必填）</span>}
      </label>
      {children}
      {hint && <span className={styles.hint}>{hint}</span>}
      {problem && (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}

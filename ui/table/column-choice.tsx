import styles from './data-table.module.css';
import type { ColumnChoiceState } from './use-column-choice.ts';

interface ColumnChoiceProps {
  choice: ColumnChoiceState<{ key: string; hidden?: boolean }>;
  columns: readonly { key: string; title: string }[];
}

/** The list of columns to show. */
export function ColumnChoice({ choice, columns }: ColumnChoiceProps) {
  return (
    <details className={styles.columns}>
      <summary>选择列</summary>
      <ul>
        {columns.slice(1).map((column) => (
          <li key={column.key}>
            <label>
              <input type="checkbox" checked={choice.isShown(column.key)} onChange={() => choice.toggle(column.key)} />
              {column.title}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

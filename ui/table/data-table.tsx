import { Button } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { formatNumber } from '../figures/format-figure.ts';
import type { Pages } from '../api/use-pages.ts';
import { ProblemNotice, Skeleton } from '../feedback/notice.tsx';
import { ColumnChoice } from './column-choice.tsx';
import styles from './data-table.module.css';
import { useColumnChoice } from './use-column-choice.ts';

export interface Column<T> {
  key: string;
  title: string;
  cell: (row: T) => ReactNode;
  number?: boolean;
  /** whole sentences, set in a narrow column of several lines */
  sentences?: boolean;
  /** left out until somebody chooses it */
  hidden?: boolean;
}

interface DataTableProps<T> {
  /** names the remembered choice of columns */
  name: string;
  label: string;
  /** the first column is the key column: it stays in sight */
  columns: readonly Column<T>[];
  pages: Pages<T>;
  rowKey: (row: T) => string;
  /** what a row leads to; Enter opens it too */
  onOpen?: (row: T) => void;
  empty: ReactNode;
  /** 个街道, 条记录 */
  counted?: string;
}

/** A register as a table: head and key column stay in sight, arrows move, columns are remembered, 50 rows a page. */
export function DataTable<T>({ name, label, columns, pages, rowKey, onOpen, empty, counted = '条' }: DataTableProps<T>) {
  const choice = useColumnChoice(name, columns);
  if (pages.error && !pages.items) return <ProblemNotice error={pages.error} retry={pages.retry} />;
  if (!pages.items) return <Skeleton lines={8} />;
  if (pages.items.length === 0) return <>{empty}</>;
  return (
    <div>
      <div className={styles.frame} tabIndex={-1}>
        <table className={styles.table} aria-label={label}>
          <thead>
            <tr>
              {choice.shown.map((column) => (
                <th key={column.key} scope="col" data-number={column.number}>
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pages.items.map((row, index) => (
              <Row key={rowKey(row)} row={row} columns={choice.shown} isFirst={index === 0} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        <span className="figures">
          {pages.total === null
            ? `已显示 ${formatNumber(pages.items.length)} ${counted}`
            : `已显示 ${formatNumber(pages.items.length)} / 共 ${formatNumber(pages.total)} ${counted}`}
        </span>
        {pages.hasMore && (
          <Button onClick={pages.more} loading={pages.isFetchingMore}>
            继续显示 50 {counted}
          </Button>
        )}
        {columns.length > 4 && <ColumnChoice choice={choice} columns={columns} />}
      </div>
    </div>
  );
}

interface RowProps<T> {
  row: T;
  columns: readonly Column<T>[];
  isFirst: boolean;
  onOpen: ((row: T) => void) | undefined;
}

function Row<T>({ row, columns, isFirst, onOpen }: RowProps<T>) {
  return (
    <tr tabIndex={isFirst ? 0 : -1} onKeyDown={(event) => moveAmongRows(event, onOpen && (() => onOpen(row)))}>
      {columns.map((column, index) =>
        index === 0 ? (
          <th key={column.key} scope="row">
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.key} data-number={column.number} data-sentences={column.sentences}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

/** Up and down move between rows, Enter opens. Keys inside a link or field stay theirs. */
function moveAmongRows(event: KeyboardEvent<HTMLTableRowElement>, open: (() => void) | undefined): void {
  const row = event.currentTarget;
  if (event.target !== row) return;
  const neighbour = event.key === 'ArrowDown' ? row.nextElementSibling : event.key === 'ArrowUp' ? row.previousElementSibling : null;
  if (neighbour instanceof HTMLElement) {
    event.preventDefault();
    row.tabIndex = -1;
    neighbour.tabIndex = 0;
    neighbour.focus();
  } else if (event.key === 'Enter' && open) open();
}

/** What the writer is asked to write. */

/** In a `date` column a `YYYY-MM-DD` string becomes a real Excel date; in any other a string stays the text it is. */
export type WriteValue = string | number | boolean | null;

export interface ColumnSpec {
  heading: string;
  /** `text`: codes and long numbers, kept as text also in rows people add. `general`: what the value is. Default `general`. */
  kind?: 'text' | 'date' | 'number' | 'general';
  /** in characters; by default from the heading */
  width?: number;
  hidden?: boolean;
  required?: boolean;
  /** drop-down list; people may still leave the cell blank */
  choices?: readonly string[];
  /** wrap long text within the column */
  wrap?: boolean;
}

export interface SheetSpec {
  name: string;
  hidden?: boolean;
  columns: readonly ColumnSpec[];
  rows: Iterable<readonly WriteValue[]> | AsyncIterable<readonly WriteValue[]>;
  /** false for sheets of free text without a row of headings. Default true; the heading row is frozen. */
  hasHeadings?: boolean;
  /** printed on A4 across, all columns on one page's width; for tables that go out on paper */
  landscape?: boolean;
}

/** Name of the hidden sheet that holds drop-down lists too long for a cell rule. Readers may pass over it. */
export const CHOICES_SHEET = '下拉选项';

import type { ColumnDefinition, Problem, ResolvedDivision } from '../imports/sheet.ts';

/** A value as somebody wrote it: a workbook's cell, or a form's field made to look like one. */
export interface RawCell {
  kind: 'text' | 'number' | 'boolean' | 'date' | 'error' | 'empty';
  value: string | number | boolean | null;
  isFormula: boolean;
  formulaHasResult: boolean;
}

/** Divisions are codes here, lists arrays of text, personal data in clear. */
export type ReadValue = string | number | boolean | readonly string[];

/** What one cell says about its field. */
export type DraftCell =
  /** no such column, blank, or masked: the stored value stays */
  | { state: 'keep'; masked?: true }
  /** `-`: the stored value goes; blank in a new record */
  | { state: 'clear' }
  | { state: 'value'; value: ReadValue }
  /** a finding was reported */
  | { state: 'invalid' };

/** One row or form as read: before it is matched with a stored record. */
export interface Draft {
  cells: ReadonlyMap<string, DraftCell>;
  problems: Problem[];
  /** resolved divisions by field; several for a list */
  divisions: Map<string, readonly ResolvedDivision[]>;
  /** found records by `store` field of a reference; null: looked for and not found */
  references: Map<string, ReferredRecord | null>;
  /** it is about a place outside the jurisdiction: nothing is looked up for it */
  isOutside?: true;
}

export interface ReferredRecord {
  id: number;
  district: number;
  div: number;
  recordedDiv: number;
}

const ABSENT: DraftCell = Object.freeze({ state: 'keep' });

export function cellOf(draft: Draft, field: string): DraftCell {
  return draft.cells.get(field) ?? ABSENT;
}

/** The value of a field, or undefined when the row does not give one. */
export function valueOf(draft: Draft, field: string): ReadValue | undefined {
  const cell = draft.cells.get(field);
  return cell?.state === 'value' ? cell.value : undefined;
}

export function divisionOf(draft: Draft, field: string): ResolvedDivision | undefined {
  return draft.divisions.get(field)?.[0];
}

export function hasFindings(draft: Draft): boolean {
  return draft.problems.some((problem) => problem.severity === 'finding');
}

type Issue = Omit<Problem, 'field' | 'severity'>;

export function finding(column: Pick<ColumnDefinition, 'field'>, issue: Issue): Problem {
  return { severity: 'finding', field: column.field, ...issue };
}

export function notice(column: Pick<ColumnDefinition, 'field'>, issue: Issue): Problem {
  return { severity: 'notice', field: column.field, ...issue };
}

import type { Day } from '#shared/day.ts';
import type { ColumnDefinition, DivisionOrNameColumn, SheetDefinition } from '../imports/sheet.ts';
import { type Draft, type DraftCell, finding, type RawCell, valueOf } from './draft.ts';
import { readCell } from './read-cell.ts';
import { isDivisionCode } from './read-typed.ts';

/**
 * Reads one row or form. Nothing is looked up yet.
 * @param rawOf the cell of a column; undefined when the sheet has no such column (then a missing required one is not the row's fault)
 */
export function readDraft(definition: SheetDefinition, rawOf: (column: ColumnDefinition) => RawCell | undefined, today: Day): Draft {
  const cells = new Map<string, DraftCell>();
  const draft: Draft = { cells, problems: [], divisions: new Map(), references: new Map() };
  for (const column of definition.columns) {
    const raw = rawOf(column);
    if (!raw) continue;
    const { cell, problems } = readCell(column, raw, today);
    cells.set(column.field, cell);
    draft.problems.push(...problems);
    if (column.required) requireValue(draft, column, cell);
  }
  for (const column of definition.columns) if (column.type === 'divisionOrName') settleDivisionOrName(definition, draft, column, cells);
  return draft;
}

function requireValue(draft: Draft, column: ColumnDefinition, cell: DraftCell): void {
  if (cell.state === 'keep')
    draft.problems.push(finding(column, { rule: 'required', message: `“${column.heading}”必填，不能为空。`, suggestion: `请填写${column.heading}。` }));
  if (cell.state === 'clear')
    draft.problems.push(finding(column, { rule: 'required', message: `“${column.heading}”必填，不能用 - 清除。`, suggestion: `请填写${column.heading}。` }));
}

/** A code carries its own division, a name needs one beside it. */
function settleDivisionOrName(definition: SheetDefinition, draft: Draft, column: DivisionOrNameColumn, cells: Map<string, DraftCell>): void {
  const kind = valueOf(draft, column.codeWhen.field);
  const value = valueOf(draft, column.field);
  const beside = definition.columns.find(({ field }) => field === column.divisionField);
  if (kind === undefined || typeof value !== 'string' || !beside) return;
  const given = cells.get(beside.field)?.state ?? 'keep';
  if (kind !== column.codeWhen.is) {
    if (given === 'keep' || given === 'clear') {
      draft.problems.push(
        finding(beside, { rule: 'required', message: `“${column.heading}”是名称时，“${beside.heading}”必填。`, suggestion: `请填写${beside.heading}。` }),
      );
    }
    return;
  }
  if (given === 'value' || given === 'invalid') {
    draft.problems.push(
      finding(beside, {
        rule: 'must-be-blank',
        message: `${column.codeWhen.is}时“${beside.heading}”应留空。`,
        suggestion: `代码只填在“${column.heading}”一列。`,
      }),
    );
  }
  // a dash in a cell that stays blank says nothing: the division comes from the code
  if (given === 'clear') cells.set(beside.field, { state: 'keep' });
  if (isDivisionCode(value)) {
    cells.set(column.field, { state: 'value', value: value.padEnd(12, '0') });
    return;
  }
  cells.set(column.field, { state: 'invalid' });
  draft.problems.push(
    finding(column, {
      rule: 'division-format',
      message: `${column.codeWhen.is}时“${column.heading}”应填区划代码，“${value}”不是。`,
      suggestion: '请填 12 位代码；区县可填 6 位。',
    }),
  );
}

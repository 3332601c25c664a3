import { foldText } from '#shared/fold-text.ts';
import type { Day } from '#shared/day.ts';
import { isMasked } from '../crypto/masking.ts';
import type { ColumnDefinition, Problem } from '../imports/sheet.ts';
import { type DraftCell, finding, notice, type RawCell, type ReadValue } from './draft.ts';
import { isPersonal } from './table-layout.ts';
import { readTyped } from './read-typed.ts';

export interface ReadCell {
  cell: DraftCell;
  problems: Problem[];
}

/** The longest number Excel keeps exactly. */
const EXACT_DIGITS_LIMIT = 1e15;
const CODE_LIKE: readonly ColumnDefinition['type'][] = ['text', 'division', 'divisionList', 'divisionOrName', 'idNumber', 'phone', 'creditCode', 'recordCode'];

/** What a person sees in the cell, trimmed and folded. */
export function cellText(cell: RawCell): string {
  if (cell.kind === 'empty' || cell.value === null) return '';
  if (typeof cell.value === 'boolean') return cell.value ? '是' : '否';
  return foldText(String(cell.value));
}

const invalid = (...problems: Problem[]): ReadCell => ({ cell: { state: 'invalid' }, problems });

/** Reads one cell for its column. Blank, `-` and masked cells are told apart from values; bad values become findings. */
export function readCell(column: ColumnDefinition, cell: RawCell, today: Day): ReadCell {
  const refused = refuseUnreadable(column, cell);
  if (refused) return invalid(refused);
  const problems = cell.isFormula ? [formulaNotice(column)] : [];
  const text = cellText(cell);
  if (text === '') return { cell: { state: 'keep' }, problems };
  if (text === '-' || text === '－') return { cell: { state: 'clear' }, problems };
  if (isPersonal(column) && isMasked(text)) return { cell: { state: 'keep', masked: true }, problems };
  const read = readTyped(column, text, cell, today);
  if ('problem' in read) return invalid(...problems, read.problem);
  return { cell: valueCell(read.value), problems: [...problems, ...(read.notices ?? [])] };
}

/** A list of separators only is blank. */
function valueCell(value: ReadValue): DraftCell {
  return Array.isArray(value) && value.length === 0 ? { state: 'keep' } : { state: 'value', value };
}

function formulaNotice(column: ColumnDefinition): Problem {
  return notice(column, {
    rule: 'formula',
    message: '这是公式单元格，按其中保存的计算结果读取。',
    suggestion: '如结果有变化，请重新计算并保存后再导入，或粘贴为数值。',
  });
}

function refuseUnreadable(column: ColumnDefinition, cell: RawCell): Problem | undefined {
  if (cell.isFormula && !cell.formulaHasResult) {
    return finding(column, {
      rule: 'formula-without-result',
      message: '公式没有保存计算结果，无法读取。',
      suggestion: '请用 Excel 或 WPS 打开文件，重新计算并保存，或粘贴为数值。',
    });
  }
  if (cell.kind === 'error') {
    return finding(column, { rule: 'error-value', message: `单元格是错误值 ${String(cell.value)}。`, suggestion: '请改正公式或直接填写内容。' });
  }
  if (cell.kind === 'number' && CODE_LIKE.includes(column.type) && Math.abs(Number(cell.value)) >= EXACT_DIGITS_LIMIT) {
    return finding(column, {
      rule: 'number-too-long',
      message: '数字超过 15 位，Excel 已丢失末尾几位，无法还原。',
      suggestion: '请把该列设为文本格式，再重新填写完整内容。',
    });
  }
  return undefined;
}

/** Turns the XML of one worksheet into rows of typed cells, a chunk at a time. */
import { refuse } from '#shared/errors.ts';
import { type Cell, columnIndex, columnLetters, EMPTY_CELL, type WorkbookRow } from './cell.ts';
import { workbookErrors } from './errors.ts';
import type { WorkbookLimits } from './limits.ts';
import { type DateSystem, dayOfSerial } from './serial-date.ts';
import { plainText } from './shared-strings.ts';
import { attribute, createXmlTokenizer, type XmlTokenizer } from './xml-tokens.ts';

export interface SheetContext {
  sheet: string;
  dateSystem: DateSystem;
  dateStyles: readonly boolean[];
  sharedStrings: readonly string[];
  limits: WorkbookLimits;
}

/** A cell while its element is open. */
interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string;
  hasValue: boolean;
  inline: string;
  isFormula: boolean;
}

const EXCEL_COLUMNS = 16_384;
/** A plain cell as Excel, WPS and this platform write nearly all of them; whatever looks otherwise is read element by element. */
const PLAIN_CELL =
  /<c r="([A-Z]{1,3})\d{1,7}"(?: s="(\d{1,6})")?(?: t="(n|s|b|str|inlineStr)")?>(?:<v>([^<>&]*)<\/v>|<is><t(?: xml:space="preserve")?>([^<>&]*)<\/t><\/is>)<\/c>/y;
const SMALL_C = 99;

function numberCell(raw: string, isDate: boolean, system: DateSystem, isFormula: boolean): Cell {
  const value = Number(raw);
  const base = { raw, isFormula, formulaHasResult: true };
  if (Number.isNaN(value)) return { ...base, kind: 'text', value: plainText(raw) };
  const day = isDate ? dayOfSerial(value, system) : undefined;
  return day === undefined ? { ...base, kind: 'number', value } : { ...base, kind: 'date', value: day };
}

function textCell(text: string, isFormula: boolean): Cell {
  const value = plainText(text);
  if (value === '') return isFormula ? { ...EMPTY_CELL, isFormula } : EMPTY_CELL;
  return { kind: 'text', value, raw: value, isFormula, formulaHasResult: true };
}

/** Types one stored value; shared by both readers only through the cell types. */
export function typeCell(cell: OpenCell, context: SheetContext): Cell {
  const { type, value: raw, isFormula } = cell;
  const base = { raw, isFormula, formulaHasResult: true };
  if (type === 'inlineStr') return textCell(cell.inline, isFormula);
  if (type === 'str') return isFormula && !cell.hasValue ? { ...EMPTY_CELL, isFormula, formulaHasResult: false } : textCell(raw, isFormula);
  if (raw === '') return isFormula ? { ...EMPTY_CELL, isFormula, formulaHasResult: false } : EMPTY_CELL;
  if (type === 's') return textCell(context.sharedStrings[Number(raw)] ?? '', isFormula);
  if (type === 'b') return { ...base, kind: 'boolean', value: raw === '1' || raw.toLowerCase() === 'true' };
  if (type === 'e') return { ...base, kind: 'error', value: raw };
  if (type === 'd') return /^\d{4}-\d{2}-\d{2}/.test(raw) ? { ...base, kind: 'date', value: raw.slice(0, 10) } : textCell(raw, isFormula);
  return numberCell(raw, context.dateStyles[cell.style] === true, context.dateSystem, isFormula);
}

function outside(context: SheetContext, what: string): Error {
  return refuse(workbookErrors.WORKBOOK_DIMENSIONS, { sheet: context.sheet, what });
}

export interface SheetParser {
  push(xml: string): void;
  end(): void;
  /** rows completed since the last call */
  take(): WorkbookRow[];
}

type RowBuilder = ReturnType<typeof createRowBuilder>;

/** The row under construction and the rules on where cells may lie. */
function createRowBuilder(context: SheetContext, done: (row: WorkbookRow) => void) {
  let cells: Cell[] = [];
  let rowNumber = 0;
  let nextColumn = 0;
  return {
    startRow(reference: string | undefined): void {
      const number = reference === undefined ? rowNumber + 1 : Number(reference);
      if (!Number.isInteger(number) || number < 1 || number > context.limits.rows)
        throw outside(context, `行号 ${reference ?? number} 超过 ${context.limits.rows} 行`);
      if (number <= rowNumber) throw refuse(workbookErrors.WORKBOOK_DAMAGED, { what: `工作表“${context.sheet}”的行号 ${number} 重复或颠倒` });
      rowNumber = number;
      nextColumn = 0;
      cells = [];
    },
    columnOf(reference: string | undefined): number {
      const column = reference === undefined ? nextColumn : columnIndex(reference);
      if (column < 0 || column >= EXCEL_COLUMNS) throw outside(context, `第 ${rowNumber} 行有单元格超出 ${EXCEL_COLUMNS} 列`);
      nextColumn = column + 1;
      return column;
    },
    add(column: number, cell: Cell): void {
      if (cell.kind === 'empty' && !cell.isFormula) return;
      if (column >= context.limits.columns) throw outside(context, `单元格 ${columnLetters(column)}${rowNumber} 有内容，超过 ${context.limits.columns} 列`);
      if (cell.kind === 'text' && cell.value.length > context.limits.cellCharacters) {
        throw outside(context, `单元格 ${columnLetters(column)}${rowNumber} 的文字超过 ${context.limits.cellCharacters} 个`);
      }
      while (cells.length < column) cells.push(EMPTY_CELL);
      cells[column] = cell;
    },
    endRow(): void {
      if (cells.length > 0) done({ number: rowNumber, cells });
    },
  };
}

function openCell(attributes: string, builder: RowBuilder): OpenCell {
  return {
    column: builder.columnOf(attribute(attributes, 'r')),
    type: attribute(attributes, 't') ?? 'n',
    style: Number(attribute(attributes, 's') ?? -1),
    value: '',
    hasValue: false,
    inline: '',
    isFormula: false,
  };
}

/** The same as its elements would give, without a call for each. @returns where it ends, -1 when it is not plain or has not arrived whole */
function takePlainCell(buffer: string, at: number, builder: RowBuilder, context: SheetContext): number {
  if (buffer.charCodeAt(at + 1) !== SMALL_C) return -1;
  PLAIN_CELL.lastIndex = at;
  const found = PLAIN_CELL.exec(buffer);
  if (!found) return -1;
  const [, letters = '', style = '-1', type = 'n', value = '', inline = ''] = found;
  const column = builder.columnOf(letters);
  builder.add(column, typeCell({ column, type, style: Number(style), value, hasValue: found[4] !== undefined, inline, isFormula: false }, context));
  return PLAIN_CELL.lastIndex;
}

export function createSheetParser(context: SheetContext): SheetParser {
  let rows: WorkbookRow[] = [];
  let cell: OpenCell | undefined;
  let collecting: 'value' | 'inline' | undefined;
  let inData = false;
  let inPhonetic = false;
  const builder = createRowBuilder(context, (row) => rows.push(row));

  function openInCell(name: string, open: OpenCell): void {
    if (name === 'v') {
      open.hasValue = true;
      collecting = 'value';
    } else if (name === 't' && !inPhonetic) collecting = 'inline';
    else if (name === 'f') open.isFormula = true;
    else if (name === 'rPh') inPhonetic = true;
  }

  const tokenizer: XmlTokenizer = createXmlTokenizer({
    takeWhole: (buffer, at) => (inData && !cell ? takePlainCell(buffer, at, builder, context) : -1),
    open(name, attributes) {
      if (name === 'sheetData') inData = true;
      else if (!inData) return;
      else if (name === 'row') builder.startRow(attribute(attributes, 'r'));
      else if (name === 'c') cell = openCell(attributes, builder);
      else if (cell) openInCell(name, cell);
    },
    close(name) {
      if (!inData) return;
      if (name === 'c' && cell) {
        builder.add(cell.column, typeCell(cell, context));
        cell = undefined;
      } else if (name === 'row') builder.endRow();
      else if (name === 'sheetData') inData = false;
      else if (name === 'rPh') inPhonetic = false;
      collecting = undefined;
    },
    text(text) {
      if (!cell || collecting === undefined) return;
      if (collecting === 'value') cell.value += text;
      else cell.inline += text;
    },
  });

  return {
    push: (xml) => tokenizer.push(xml),
    end: () => tokenizer.end(),
    take() {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

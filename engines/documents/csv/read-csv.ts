/** Tables as text (RFC 4180), in UTF-8 or, as Chinese offices still write them, GB 18030. */
import { refuse } from '#shared/errors.ts';
import { csvErrors } from './errors.ts';

export interface CsvLimits {
  rows: number;
  columns: number;
  /** of one cell */
  characters: number;
}

export interface CsvRow {
  /** as a spreadsheet numbers it, from 1 */
  number: number;
  cells: string[];
}

/** @returns rows with at least one filled cell @throws CSV_UNREADABLE */
export function readCsv(bytes: Uint8Array, limits: CsvLimits): CsvRow[] {
  const rows: CsvRow[] = [];
  let number = 0;
  for (const cells of rowsOf(textOf(bytes), limits)) {
    number += 1;
    if (cells.every((cell) => cell.trim() === '')) continue;
    rows.push({ number, cells });
    if (rows.length > limits.rows) throw unreadable(`超过 ${limits.rows} 行`);
  }
  return rows;
}

function unreadable(what: string) {
  return refuse(csvErrors.CSV_UNREADABLE, { what });
}

function textOf(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (text.includes('\0')) throw unreadable('里面有不是文字的内容');
      return text;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw unreadable('不是 UTF-8 或 GBK 编码的文字');
}

function* rowsOf(text: string, limits: CsvLimits): Generator<string[]> {
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quoted(text, at) : plain(text, at);
    if (cell.value.length > limits.characters) throw unreadable(`有一格超过 ${limits.characters} 个字`);
    cells.push(cell.value);
    if (cells.length > limits.columns) throw unreadable(`超过 ${limits.columns} 列`);
    at = cell.end;
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) cells.push('');
      else continue;
    }
    yield cells;
    cells = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
}

function plain(text: string, from: number): { value: string; end: number } {
  let end = from;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(from, end), end };
}

/** Two marks within stand for one. */
function quoted(text: string, from: number): { value: string; end: number } {
  for (let at = from + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at === -1) throw unreadable('有一格的引号没有结束');
    if (text[at + 1] === '"') continue;
    const { value, end } = plain(text, at + 1);
    return { value: text.slice(from + 1, at).replaceAll('""', '"') + value, end };
  }
}

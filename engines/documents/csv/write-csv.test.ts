import { expect, it } from 'vitest';
import { readCsv } from './read-csv.ts';
import { csvBytes } from './write-csv.ts';

it('is read again as it was written, but for what a spreadsheet would take for a formula', () => {
  const bytes = csvBytes([
    ['名称', '数'],
    ['a,"b"\nc', 3],
    ['=1+1', null],
    ['@x', -4],
  ]);
  expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
  expect(readCsv(bytes, { rows: 9, columns: 9, characters: 99 }).map(({ cells }) => cells)).toEqual([
    ['名称', '数'],
    ['a,"b"\nc', '3'],
    ["'=1+1", ''],
    ["'@x", '-4'],
  ]);
});

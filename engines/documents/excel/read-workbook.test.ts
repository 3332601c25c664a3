import * as SheetJs from '@e965/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { WorkbookRow, WorkbookSheet } from './cell.ts';
import { readWorkbook } from './read-workbook.ts';
import { type HandMade, handMadeWorkbook } from '#tests/support/hand-made-workbook.ts';

async function rowsOf(sheet: WorkbookSheet | undefined): Promise<WorkbookRow[]> {
  return sheet ? Array.fromAsync(sheet.rows()) : [];
}

async function firstRows(parts: HandMade): Promise<WorkbookRow[]> {
  return rowsOf((await readWorkbook(await handMadeWorkbook(parts)))[0]);
}

function values(rows: readonly WorkbookRow[]): unknown[][] {
  return rows.map((row) => row.cells.map((cell) => cell.value));
}

describe('readWorkbook', () => {
  it('reads hand-made inline strings, rich text without phonetic guides, and shared strings', async () => {
    const rows = await firstRows({
      sharedStrings: ['<si><t>甲</t></si>', '<si><r><t>乙</t></r><r><t xml:space="preserve"> 丙</t></r><rPh sb="0" eb="1"><t>BING</t></rPh></si>'],
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><r><t>丁</t></r><r><t>戊&lt;&#24049;</t></r></is></c></row>',
    });
    expect(values(rows)).toEqual([['甲', '乙 丙', null, '丁戊<己']]);
  });

  it('reads plain cells and texts the same as those that look otherwise', async () => {
    const text = '<t xml:space="preserve"> 甲_x0041_ </t>';
    const shared = [`<si>${text}</si>`, `<si>${text.replace('<t', '<t foo="1"')}</si>`, '<si><t></t></si>', '<si><t/></si>', '<si><t>1 > 0</t></si>'];
    const cells = [
      '<c r="A1" s="1"><v>44197</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="inlineStr"><is><t> 乙</t></is></c><c r="F1"><v>3</v></c>',
      "<c s='1' r='A2'><v>44197</v></c><c t='s' r='B2'><v>1</v></c><c r='C2' t='b'><v>1</v></c><c r='D2' t='inlineStr'><is ><t> 乙</t></is></c><c r='F2'><v>3</v></c>",
      '<c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>3</v></c><c r="C3" t="s"><v>4</v></c><c r="D3" t="str"><v></v></c><c r="E3"><v>x</v></c>',
    ];
    const rows = await firstRows({ sharedStrings: shared, rows: cells.map((row, index) => `<row r="${index + 1}">${row}</row>`).join('') });
    expect(rows[1]?.cells).toEqual(rows[0]?.cells);
    expect(values(rows).slice(1)).toEqual([
      ['2021-01-01', ' 甲A ', true, ' 乙', null, 3],
      [null, null, '1 > 0', null, 'x'],
    ]);
  });

  it('keeps row numbers and passes over phantom rows and cells', async () => {
    const rows = await firstRows({
      rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" s="1"/></row><row r="900000"><c r="B900000" t="str"><v>末</v></c><c r="XFD900000" s="1"/></row>',
    });
    expect(rows.map((row) => [row.number, row.cells.map((cell) => cell.value)])).toEqual([
      [1, [1]],
      [900_000, [null, '末']],
    ]);
  });

  it('counts rows and cells that carry no reference', async () => {
    const rows = await firstRows({ rows: '<row><c><v>1</v></c><c><v>2</v></c></row><row><c r="C2"><v>3</v></c><c><v>4</v></c></row>' });
    expect(rows.map((row) => [row.number, row.cells.map((cell) => cell.value)])).toEqual([
      [1, [1, 2]],
      [2, [null, null, 3, 4]],
    ]);
  });

  it('flags formulas, and those without a stored result', async () => {
    const rows = await firstRows({
      rows: '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+2</f></c><c r="C1"><f>1+2</f><v></v></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="str"><f>A1&amp;"人"</f><v>2人</v></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
    });
    expect(rows[0]?.cells.map((cell) => [cell.kind, cell.value, cell.isFormula, cell.formulaHasResult])).toEqual([
      ['number', 2, true, true],
      ['empty', null, true, false],
      ['empty', null, true, false],
      ['empty', null, true, true],
      ['text', '2人', true, true],
      ['error', '#DIV/0!', true, true],
    ]);
  });

  it('drops the time of dates, in both date systems, around the leap day that never was', async () => {
    const serials = [1, 59, 60, 61, 44_927, 45_047.75, 45_046.999_999_999_9, 0.5];
    const cells = serials.map((serial, index) => `<c r="${'ABCDEFGH'[index]}1" s="1"><v>${serial}</v></c>`).join('');
    expect(values(await firstRows({ rows: `<row r="1">${cells}</row>` }))).toEqual([
      ['1900-01-01', '1900-02-28', '1900-02-29', '1900-03-01', '2023-01-01', '2023-05-01', '2023-05-01', 0.5],
    ]);
    expect(values(await firstRows({ date1904: true, rows: '<row r="1"><c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>43585.5</v></c></row>' }))).toEqual([
      ['1904-01-01', '2023-05-01'],
    ]);
  });

  it('knows dates by Chinese, built-in and ISO formats, and times are no dates', async () => {
    const rows = await firstRows({
      formats: ['yyyy"年"m"月"d"日"', '[$-804]yyyy年m月d日;@', 'h:mm', '0.00E+00', '[Red]0', '[h]:mm', 'General'],
      rows: `<row r="1">${[2, 3, 4, 5, 6, 7, 8].map((style, index) => `<c r="${'ABCDEFG'[index]}1" s="${style}"><v>45047</v></c>`).join('')}<c r="H1" t="d"><v>2023-05-01T08:00:00</v></c></row>`,
    });
    expect(rows[0]?.cells.map((cell) => cell.kind)).toEqual(['date', 'date', 'number', 'number', 'number', 'number', 'number', 'date']);
    expect(rows[0]?.cells[0]).toMatchObject({ value: '2023-05-01', raw: '45047' });
  });

  it('tells hidden sheets and reads each independently, twice if asked', async () => {
    const bytes = await handMadeWorkbook({ rows: '<row r="1"><c r="A1"><v>7</v></c></row>', hiddenSheet: true });
    const sheets = await readWorkbook(bytes);
    expect(sheets.map((sheet) => [sheet.name, sheet.hidden])).toEqual([
      ['表一', false],
      ['隐藏', true],
    ]);
    expect(values(await rowsOf(sheets[1]))).toEqual([[7]]);
    expect(values(await rowsOf(sheets[1]))).toEqual([[7]]);
  });

  it('reads UTF-16 parts, single quotes and prefixed names', async () => {
    const xml = `\ufeff<?xml version='1.0' encoding='UTF-16'?><x:worksheet xmlns:x='m'><x:sheetData><x:row r='3'><x:c r='A3' t='inlineStr'><x:is><x:t>沃土 > 田</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(values(await rowsOf((await readWorkbook(await handMadeWorkbook({ sheetXml: xml, utf16: true })))[0]))).toEqual([['沃土 > 田']]);
  });

  it('reads what hucre writes', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '数据',
          rows: [
            ['名称', '日期', '数'],
            ['甲', new Date('2023-05-01T00:00:00Z'), 3],
          ],
        },
        { name: '藏', hidden: true, rows: [[true]] },
      ],
      dateSystem: '1904',
    });
    const sheets = await readWorkbook(bytes);
    expect(values(await rowsOf(sheets[0]))).toEqual([
      ['名称', '日期', '数'],
      ['甲', '2023-05-01', 3],
    ]);
    expect(sheets[1]?.hidden).toBe(true);
    expect(values(await rowsOf(sheets[1]))).toEqual([[true]]);
  });

  it.each(['xlsx', 'biff8'] as const)('reads what SheetJS writes as %s', async (bookType) => {
    const sheet = SheetJs.utils.aoa_to_sheet([
      ['名称', '日期', '数'],
      ['甲', { t: 'n', v: 45_047, z: 'yyyy-mm-dd' }, 1.5],
      [],
      [true, null, { t: 'n', v: 2, f: '1+1' }],
    ]);
    const workbook = SheetJs.utils.book_new(sheet, '数据');
    workbook.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }], WBProps: { date1904: false } };
    SheetJs.utils.book_append_sheet(workbook, SheetJs.utils.aoa_to_sheet([['藏']]), '藏');
    const sheets = await readWorkbook(new Uint8Array(SheetJs.write(workbook, { type: 'array', bookType })));
    const rows = await rowsOf(sheets[0]);
    expect(rows.map((row) => row.number)).toEqual([1, 2, 4]);
    expect(values(rows)).toEqual([
      ['名称', '日期', '数'],
      ['甲', '2023-05-01', 1.5],
      [true, null, 2],
    ]);
    // SheetJS writes no formulas into the old format
    expect(rows[2]?.cells[2]?.isFormula).toBe(bookType === 'xlsx');
    expect(sheets[1]?.hidden).toBe(true);
  });

  it('takes bytes that arrive in pieces', async () => {
    const bytes = await handMadeWorkbook({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>' });
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
    }
    expect(values(await rowsOf((await readWorkbook(pieces()))[0]))).toEqual([[1]]);
  });
});

import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { readWorkbook } from './read-workbook.ts';
import { CHOICES_SHEET, type SheetSpec, type WriteValue } from './sheet-spec.ts';
import { workbookBytes } from './write-workbook.ts';

async function readBack(sheets: SheetSpec[]): Promise<Record<string, Cell[][]>> {
  const result: Record<string, Cell[][]> = {};
  for (const sheet of await readWorkbook(await workbookBytes(sheets))) {
    result[sheet.name] = (await Array.fromAsync(sheet.rows())).map((row) => [...row.cells]);
  }
  return result;
}

const columns = [{ heading: '名称' }, { heading: '成立日期', kind: 'date' as const }, { heading: '人数', kind: 'number' as const }, { heading: '是否' }];

describe('writeWorkbook', () => {
  it('reads back text, real dates, numbers and booleans unchanged', async () => {
    const rows = [
      ['夕阳红舞蹈队', '2023-05-01', 12, true],
      ['𣒍头村巡逻队', '1900-02-28', -0.5, false],
    ];
    const sheet = (await readBack([{ name: '社区社会组织', columns, rows }]))['社区社会组织'];
    expect(sheet?.slice(1).map((row) => row.map((cell) => [cell.kind, cell.value]))).toEqual([
      [
        ['text', '夕阳红舞蹈队'],
        ['date', '2023-05-01'],
        ['number', 12],
        ['boolean', true],
      ],
      [
        ['text', '𣒍头村巡逻队'],
        ['date', '1900-02-28'],
        ['number', -0.5],
        ['boolean', false],
      ],
    ]);
    expect(sheet?.[0]?.map((cell) => cell.value)).toEqual(['名称', '成立日期', '人数', '是否']);
  });

  it('keeps any row unchanged through write and read', async () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    const text = fc.string({ unit: 'binary', maxLength: 60 }).map((value) => value.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]/gu, '\n'));
    const row = fc.tuple(text, fc.option(day), fc.option(fc.double({ noDefaultInfinity: true, noNaN: true })), fc.option(fc.boolean()));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), async (rows) => {
        const read = (await readBack([{ name: '表', columns, rows }]))['表']?.slice(1) ?? [];
        const expected = rows.map((values) => values.map((value) => (value === '' ? null : Object.is(value, -0) ? 0 : value)));
        const withValues = expected.filter((values) => values.some((value) => value !== null));
        expect(read.map((cells) => [0, 1, 2, 3].map((index) => cells[index]?.value ?? null))).toEqual(withValues);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what looks like a formula or an Excel escape a text', async () => {
    const hostile = ['=1+1', '+86', '-', '@SUM(A1)', '\tx', '_x000D_', "=cmd|' /C calc'!A0", ']]>', '<b>&amp;'];
    const sheet = (await readBack([{ name: '表', columns: [{ heading: '文字' }], rows: hostile.map((text) => [text]) }]))['表'];
    expect(sheet?.slice(1).map(([cell]) => [cell?.kind, cell?.value, cell?.isFormula])).toEqual(hostile.map((text) => ['text', text, false]));
  });

  it('writes code columns, drop-downs, hidden sheets and frozen headings that another reader understands', async () => {
    const long = Array.from({ length: 80 }, (_, index) => `选项${index}号`);
    const bytes = await workbookBytes([
      {
        name: '数据',
        columns: [
          { heading: '代码', kind: 'text' },
          { heading: '类型', choices: ['甲', '乙'] },
          { heading: '长', choices: long },
          { heading: '标识', hidden: true },
        ],
        rows: [['410402000000', '甲', '选项3号', 'x']],
      },
      { name: '模板版本', hidden: true, columns: [{ heading: '版本' }], rows: [['1']] },
    ]);
    const workbook = await readXlsx(bytes, { readStyles: true });
    expect(workbook.sheets.map((sheet) => [sheet.name, Boolean(sheet.hidden)])).toEqual([
      ['数据', false],
      ['模板版本', true],
      [CHOICES_SHEET, true],
    ]);
    const data = workbook.sheets[0];
    expect(data?.rows).toEqual([
      ['代码', '类型', '长', '标识'],
      ['410402000000', '甲', '选项3号', 'x'],
    ]);
    expect(data?.freezePane).toMatchObject({ rows: 1 });
    expect(data?.columns?.[3]?.hidden).toBe(true);
    expect(data?.dataValidations?.map((rule) => [rule.range, rule.values ?? rule.formula1])).toEqual([
      ['B2:B1048576', ['甲', '乙']],
      ['C2:C1048576', `'${CHOICES_SHEET}'!$A$1:$A$80`],
    ]);
    expect(workbook.sheets[2]?.rows.length).toBe(80);
  });

  it('gives the same bytes for the same content', async () => {
    const sheet: SheetSpec = { name: '表', columns, rows: [['甲', '2023-01-01', 1, true]] };
    expect(await workbookBytes([sheet])).toEqual(await workbookBytes([sheet]));
  });

  it('passes on an error of the row source instead of writing a short file', async () => {
    function* broken(): Generator<WriteValue[]> {
      yield ['一'];
      throw new Error('source failed');
    }
    await expect(workbookBytes([{ name: '表', columns, rows: broken() }])).rejects.toThrow('source failed');
  });

  it('refuses sheet names Excel would repair', async () => {
    await expect(workbookBytes([{ name: 'a/b', columns, rows: [] }])).rejects.toThrow('sheet name');
  });
});

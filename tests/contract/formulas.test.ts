/** Texts that look like formulas stay texts in every workbook that the product writes, and come in again unchanged. */
import { afterEach, describe, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { workbookBytes } from '#engines/documents/excel/write-workbook.ts';
import { findFormulas, FORMULA_SIGNS } from '#tests/support/formula-cells.ts';
import { openProduct, readBack } from './product.ts';
import { fullRow, SHEETS } from './rows.ts';
import { type Book, workbook } from './workbooks.ts';

const product = await openProduct();
afterEach(() => product.clear());

/** Headings of a sheet whose texts are free: nobody checks how they look. */
function freeTexts(sheet: string): string[] {
  const columns = productRegisters.bySheet.get(sheet)?.columns ?? [];
  return columns
    .filter((column) => (column.type === 'text' && !column.pattern) || (column.type === 'list' && !column.choices) || column.type === 'divisionOrName')
    .map(({ heading }) => heading);
}

/** A full row of every sheet, each free text with the sign before it, so that names still find what they name. */
function planted(sign: string): Book {
  const signed = (text: string) => (/^\d{12}$/.test(text) ? text : text.replaceAll(/[^、；]+/g, (part) => sign + part));
  return Object.fromEntries(
    SHEETS.map((sheet) => {
      const row = fullRow(sheet);
      for (const heading of freeTexts(sheet)) if (typeof row[heading] === 'string') row[heading] = signed(row[heading]);
      return [sheet, [row]];
    }),
  );
}

const count = (book: Book) => SHEETS.reduce((sum, sheet) => sum + freeTexts(sheet).filter((heading) => book[sheet]?.[0]?.[heading] !== undefined).length, 0);
/** Blanks at the ends are not kept on the way in. */
const isKept = (sign: string) => sign.trim() !== '';

describe.each(FORMULA_SIGNS.map((sign) => ({ sign, named: JSON.stringify(sign) })))('texts that begin with $named', ({ sign }) => {
  it('are no formulas in exports, in clear and masked, and come in again without a change', async () => {
    const outcome = await product.bring(planted(sign));
    expect(outcome.findings).toEqual([]);
    const clear = await product.export();
    for (const bytes of [clear, await product.export({ masked: true })]) {
      const { marked, unsafe } = await findFormulas(bytes);
      expect(unsafe).toEqual([]);
      expect(marked >= (isKept(sign) ? 20 : 0), `${marked} marked`).toBe(true);
      const again = await product.bring(bytes);
      expect(again.findings).toEqual([]);
      expect(again.sheets.map(({ created, updated, rejected }) => created + updated + rejected)).toEqual(SHEETS.map(() => 0));
    }
    const names = readBack(clear)
      .get('社区社会组织')
      ?.map((cells) => cells[1]);
    expect(names).toEqual(['名称', `${isKept(sign) ? sign.normalize('NFC') : ''}合唱队`]);
  });

  it('are no formulas in the checked workbook, where they stand as they were brought', async () => {
    const book = planted(sign);
    const bytes = workbook({ ...book, [`随记`]: [{ [`${sign}标题`]: `${sign}1+1` }] });
    const outcome = await product.bring(bytes, { dryRun: true });
    const { marked, unsafe } = await findFormulas(await product.checked(bytes, outcome));
    expect(unsafe).toEqual([]);
    expect(marked).toBeGreaterThanOrEqual(isKept(sign) ? count(book) : 0);
  });

  it('are no formulas whatever the kind of column', async () => {
    const kinds = ['text', 'general', 'number', 'date'] as const;
    const columns = kinds.flatMap((kind) =>
      [false, true].map((wrap) => ({ heading: `${kind}${wrap ? '宽' : ''}`, kind, wrap, required: wrap, choices: [`${sign}甲`, '乙'] })),
    );
    const bytes = await workbookBytes([{ name: '表', columns, rows: [columns.map(() => `${sign}cmd|' /C calc'!A0`)] }]);
    expect(await findFormulas(bytes)).toEqual({ marked: columns.length, unsafe: [] });
  });
});

it('formulas that an office brings are values in the checked workbook', async () => {
  const bytes = workbook({ 社区社会组织: [fullRow('社区社会组织', { 名称: { formula: 'HYPERLINK("http://x","甲")', result: '=甲' } })] });
  const { unsafe, marked } = await findFormulas(await product.checked(bytes, await product.bring(bytes, { dryRun: true })));
  expect([unsafe, marked]).toEqual([[], 1]);
});

it('the finder finds what it looks for', async () => {
  const bytes = workbook({ 表: [{ 甲: { formula: '1+1', result: 2 } }] });
  expect((await findFormulas(bytes)).unsafe).not.toEqual([]);
});

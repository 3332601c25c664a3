/** Files made to harm, and files that are no workbooks: refused whole, with a sentence that says what to do, nothing written. */
import { Buffer } from 'node:buffer';
import { CFB } from '@e965/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { handMadeParts, zipOf } from '#tests/support/hand-made-workbook.ts';
import { openProduct } from './product.ts';
import { organization, STREET } from './rows.ts';
import { handMade, textRow, workbook } from './workbooks.ts';

const product = await openProduct();
const ORGANIZATIONS = '社区社会组织';
const station = (number: number) => textRow(number, [`站${number}`, STREET, '2023-05-01']);
const stations = (rows: string) => handMade([{ name: '社工站', rows: textRow(1, ['名称', '乡镇街道代码', '启用日期']) + rows }]);
const good = () => workbook({ [ORGANIZATIONS]: [organization()] });
const named = (parts: Record<string, string>) => ({ ...parts, 'xl/workbook.xml': parts['xl/workbook.xml']?.replace('表一', '社工站') ?? '' });
const sheetOf = (xml: string) => zipOf(named(handMadeParts({ sheetXml: xml })));

async function zipBomb(): Promise<Buffer> {
  return sheetOf(
    `<worksheet><sheetData>${textRow(1, ['名称'])}<row r="2"><c r="A2" t="inlineStr"><is><t>${'0'.repeat(30_000_000)}</t></is></c></row></sheetData></worksheet>`,
  );
}

async function nestedZip(): Promise<Buffer> {
  return zipOf({ '台账.xlsx': Buffer.from(good()) });
}

const ENTITIES = '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>';
const EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>';
const encrypted = () => writeXlsx({ sheets: [{ name: ORGANIZATIONS, rows: [[1]] }], encryption: { password: '123456', spinCount: 1000 } });

const FILES: Record<string, [string, () => Promise<Uint8Array> | Uint8Array]> = {
  'a zip bomb': ['WORKBOOK_BOMB', zipBomb],
  'a zip of many parts': [
    'WORKBOOK_BOMB',
    () => zipOf({ ...handMadeParts({}), ...Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`x/${index}`, ''])) }),
  ],
  'an entity bomb': [
    'WORKBOOK_ENTITIES',
    () => sheetOf(`<?xml version="1.0"?>${ENTITIES}<worksheet><sheetData><row><c t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>`),
  ],
  'an external entity': ['WORKBOOK_ENTITIES', () => sheetOf(`<?xml version="1.0"?>${EXTERNAL}<worksheet><sheetData/></worksheet>`)],
  'an undeclared entity': ['WORKBOOK_ENTITIES', () => stations('<row r="2"><c r="A2" t="inlineStr"><is><t>&lol;</t></is></c></row>')],
  'a row beyond the last': ['WORKBOOK_DIMENSIONS', () => stations('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')],
  'a row number like a telephone': ['WORKBOOK_DIMENSIONS', () => stations('<row r="99999999999"><c><v>1</v></c></row>')],
  'a column beyond the last': ['WORKBOOK_DIMENSIONS', () => stations('<row r="2"><c r="XFE2"><v>1</v></c></row>')],
  'content far to the right': ['WORKBOOK_DIMENSIONS', () => stations('<row r="2"><c r="XFD2"><v>1</v></c></row>')],
  'rows in disorder': ['WORKBOOK_DAMAGED', () => stations(station(3) + station(2))],
  'a truncated file': ['WORKBOOK_DAMAGED', () => good().subarray(0, 900)],
  'a file with a broken middle': [
    'WORKBOOK_DAMAGED',
    () => {
      const bytes = Buffer.from(good());
      bytes.fill(0x55, 200, 400);
      return bytes;
    },
  ],
  'XML that does not end': ['WORKBOOK_DAMAGED', () => sheetOf('<worksheet><sheetData><row r="1">')],
  'a missing sheet part': [
    'WORKBOOK_DAMAGED',
    async () => {
      const { 'xl/worksheets/sheet1.xml': _gone, ...parts } = handMadeParts({});
      return zipOf(named(parts));
    },
  ],
  'a password': ['WORKBOOK_ENCRYPTED', encrypted],
  'an empty file': ['WORKBOOK_EMPTY', () => new Uint8Array()],
  'a text': ['WORKBOOK_WRONG_TYPE', () => Buffer.from('名称,所属区划代码\n甲,410402001001\n')],
  'a web page': ['WORKBOOK_WRONG_TYPE', () => Buffer.from('<html><table><tr><td>名称</td></tr></table></html>')],
  'a PDF': ['WORKBOOK_WRONG_TYPE', () => Buffer.from('%PDF-1.7')],
  'a zip with a workbook in it': ['WORKBOOK_WRONG_TYPE', nestedZip],
  'a Word document': ['WORKBOOK_WRONG_TYPE', () => zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' })],
  'an old container of something else': [
    'WORKBOOK_WRONG_TYPE',
    () => {
      const container = CFB.utils.cfb_new();
      CFB.utils.cfb_add(container, '/WordDocument', Buffer.alloc(5000));
      return new Uint8Array(CFB.write(container, { type: 'buffer' }) as Uint8Array);
    },
  ],
  'a truncated .xls': [
    'WORKBOOK_DAMAGED',
    () => workbook({ [ORGANIZATIONS]: Array.from({ length: 200 }, () => organization()) }, { type: 'biff8' }).subarray(0, 3000),
  ],
};

describe('a hostile or wrong file', () => {
  it.each(Object.entries(FILES))('%s is refused', { timeout: 60_000 }, async (_name, [code, make]) => {
    const started = performance.now();
    const outcome = await product.bring(await make());
    expect(outcome.error?.code).toBe(code);
    expect(outcome.error?.message).toMatch(/请[^。]*。/);
    expect(outcome.error?.message).not.toMatch(/[{}]|undefined|Error/);
    expect(outcome.sheets).toEqual([]);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect((await product.count('organizations')) + (await product.count('stations'))).toBe(0);
  });

  it('whose name promises another type is refused', async () => {
    expect((await product.bring(good(), { fileName: '台账.xls' })).error?.code).toBe('WORKBOOK_WRONG_EXTENSION');
    expect((await product.bring(good(), { fileName: '台账.csv' })).error?.code).toBe('WORKBOOK_WRONG_EXTENSION');
    expect((await product.bring(good(), { fileName: '台账.XLSX', dryRun: true })).error).toBeUndefined();
  });
});

describe('a file that is only odd', () => {
  it('is read: absurd stated dimensions, no dimensions, no cell references, prefixed names, phantom cells', async () => {
    const headings = ['名称', '乡镇街道代码', '启用日期'];
    const inline = (texts: readonly string[]) => texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
    const parts: Record<string, string> = named(
      handMadeParts({
        sheetXml: `<worksheet><dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" style="1"/></cols><sheetData><row>${inline(headings)}</row><row>${inline(['站一', STREET, '2023-05-01'])}</row></sheetData></worksheet>`,
      }),
    );
    expect((await product.bring(await zipOf(parts), { dryRun: true })).sheets).toMatchObject([{ rows: 1, created: 1 }]);
    parts['xl/worksheets/sheet1.xml'] =
      `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1">${inline(headings).replaceAll('<', '<x:').replaceAll('<x:/', '</x:')}</x:row><x:row r="2">${inline(['站一', STREET, '2023-05-01']).replaceAll('<', '<x:').replaceAll('<x:/', '</x:')}<x:c r="XFD2" s="1"/></x:row></x:sheetData></x:worksheet>`;
    expect((await product.bring(await zipOf(parts), { dryRun: true })).sheets).toMatchObject([{ rows: 1, created: 1 }]);
  });
});

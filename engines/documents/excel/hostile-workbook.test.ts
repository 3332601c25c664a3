import { Buffer } from 'node:buffer';
import * as SheetJs from '@e965/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { type HandMade, handMadeParts, handMadeWorkbook, zipOf } from '#tests/support/hand-made-workbook.ts';
import type { WorkbookLimits } from './limits.ts';
import { readWorkbook } from './read-workbook.ts';

/** Reads everything; gives the refusal, or undefined when all went through. */
async function refusalOf(bytes: Uint8Array, limits?: Partial<WorkbookLimits>, fileName?: string): Promise<Refusal | undefined> {
  try {
    for (const sheet of await readWorkbook(bytes, { limits, fileName })) await Array.fromAsync(sheet.rows());
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

async function codeOf(bytes: Uint8Array, limits?: Partial<WorkbookLimits>, fileName?: string): Promise<string | undefined> {
  return (await refusalOf(bytes, limits, fileName))?.code;
}

async function handMadeCode(made: HandMade, limits?: Partial<WorkbookLimits>): Promise<string | undefined> {
  return codeOf(await handMadeWorkbook(made), limits);
}

const ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>';
const ENTITY_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
const VALID_XLS = (): Buffer => Buffer.from(SheetJs.write(SheetJs.utils.book_new(SheetJs.utils.aoa_to_sheet([['a']])), { type: 'buffer', bookType: 'biff8' }));

describe('a file that is no workbook', () => {
  it.each([
    ['空', ''],
    ['PDF', '%PDF-1.7 ...'],
    ['图片', '\x89PNG\r\n\x1a\n'],
    ['网页', '<html><table><tr><td>1</td></tr></table></html>'],
    ['XML', '<?xml version="1.0"?><Workbook/>'],
    ['CSV', '名称,日期\n甲,2023'],
    ['程序', 'MZ\x90\x00'],
  ])('is refused in plain words: %s', async (_, content) => {
    const refusal = await refusalOf(Buffer.from(content, 'latin1'));
    expect(refusal?.code).toMatch(/^WORKBOOK_(EMPTY|WRONG_TYPE)$/);
    expect(refusal?.message).toMatch(/[。]$/);
    expect(refusal?.message).not.toMatch(/[{}]/);
  });

  it.each([
    ['Word', { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }, 'Word'],
    ['ODS', { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }, 'OpenDocument'],
    ['xlsb', { '[Content_Types].xml': '<Types/>', 'xl/workbook.bin': 'x' }, 'xlsb'],
    ['zip', { 'a.txt': 'x' }, '压缩包'],
    ['zipped workbook', { 'inner.xlsx': 'x' }, '先解压'],
  ])('is named when it is another kind of zip: %s', async (_, parts, word) => {
    const refusal = await refusalOf(await zipOf(parts));
    expect(refusal?.code).toBe('WORKBOOK_WRONG_TYPE');
    expect(refusal?.message).toContain(word);
  });

  it('is refused when the name promises another type than the bytes hold', async () => {
    const bytes = await handMadeWorkbook({ rows: ONE_CELL });
    expect(await codeOf(bytes, {}, '台账.xls')).toBe('WORKBOOK_WRONG_EXTENSION');
    expect(await codeOf(bytes, {}, '台账.xlsx.exe')).toBe('WORKBOOK_WRONG_EXTENSION');
    expect(await codeOf(VALID_XLS(), {}, '台账.xlsx')).toBe('WORKBOOK_WRONG_EXTENSION');
    expect(await codeOf(bytes, {}, 'C:\\表\\台账.XLSX')).toBeUndefined();
    expect(await codeOf(VALID_XLS(), {}, '台账.xls')).toBeUndefined();
  });

  it('is refused when it is encrypted, with the way to remove the password', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: '密', rows: [[1]] }], encryption: { password: '123456', spinCount: 1000 } });
    const refusal = await refusalOf(bytes);
    expect(refusal?.code).toBe('WORKBOOK_ENCRYPTED');
    expect(refusal?.message).toContain('取消密码');
  });
});

describe('a bomb', () => {
  it('is refused by its real unzipped size', async () => {
    const big = 'x'.repeat(3_000_000);
    expect(await handMadeCode({ rows: ONE_CELL, parts: { 'xl/media/a.xml': big } }, { unzippedBytes: 2_000_000 })).toBe('WORKBOOK_BOMB');
    expect(
      await handMadeCode(
        { rows: ONE_CELL, sharedStrings: Array.from({ length: 3000 }, () => `<si><t>${big.slice(0, 1000)}</t></si>`) },
        { heldBytes: 2_000_000 },
      ),
    ).toBe('WORKBOOK_BOMB');
    expect(await handMadeCode({ rows: ONE_CELL, formats: [big] }, { heldBytes: 2_000_000 })).toBe('WORKBOOK_BOMB');
  });

  it('is refused by its ratio', async () => {
    const refusal = await refusalOf(await handMadeWorkbook({ rows: ONE_CELL, parts: { 'xl/media/a.bin': '0'.repeat(20_000_000) } }));
    expect(refusal?.code).toBe('WORKBOOK_BOMB');
    expect(refusal?.message).toContain('200 倍');
  });

  it('cannot hide its size behind lying headers', async () => {
    const bytes = await handMadeWorkbook({ rows: ONE_CELL, parts: { 'xl/media/a.bin': '0'.repeat(5_000_000) } });
    const claimed = Buffer.alloc(4);
    claimed.writeUInt32LE(5_000_000);
    const lie = Buffer.from(bytes);
    for (let at = lie.indexOf(claimed); at >= 0; at = lie.indexOf(claimed, at + 1)) lie.writeUInt32LE(1_000, at);
    expect(await codeOf(lie)).toBe('WORKBOOK_DAMAGED');
  });

  it('is refused by its number of parts', async () => {
    const parts = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`xl/media/${index}.bin`, 'x']));
    expect(await handMadeCode({ rows: ONE_CELL, parts }, { entries: 50 })).toBe('WORKBOOK_BOMB');
  });

  it('is refused when parts overlap under one name', async () => {
    const bytes = await handMadeWorkbook({ rows: ONE_CELL, parts: { 'xl/STYLES.xml': '<x/>' } });
    expect(await codeOf(bytes)).toBe('WORKBOOK_DAMAGED');
  });

  it.each([
    [
      'sheet',
      { sheetXml: `<?xml version="1.0"?>${ENTITY_BOMB}<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>` },
    ],
    ['sheet in UTF-16', { sheetXml: `\ufeff${ENTITY_BOMB}<worksheet/>`, utf16: true }],
    ['workbook', { parts: { 'xl/workbook.xml': `${ENTITY_BOMB}<workbook/>` } }],
    ['external entity', { sheetXml: '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>' }],
    ['undeclared entity', { rows: '<row r="1"><c r="A1" t="str"><v>&lol;</v></c></row>' }],
    ['after a long comment', { sheetXml: `<!--${'x'.repeat(200_000)}-->${ENTITY_BOMB}<worksheet/>` }],
  ])('of entities is refused: %s', async (_, made) => {
    expect(await handMadeCode(made)).toBe('WORKBOOK_ENTITIES');
  });
});

describe('absurd dimensions', () => {
  it.each([
    ['a row beyond Excel', '<row r="1048577"><c r="A1048577"><v>1</v></c></row>'],
    ['a row of no number', '<row r="1e3x"><c r="A1"><v>1</v></c></row>'],
    ['a column beyond Excel', '<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'],
    ['a value right of the allowed columns', '<row r="1"><c r="XFD1"><v>1</v></c></row>'],
    ['a text longer than a cell', `<row r="1"><c r="A1" t="str"><v>${'长'.repeat(40_000)}</v></c></row>`],
  ])('are refused with the place: %s', async (_, rows) => {
    const refusal = await refusalOf(await handMadeWorkbook({ rows }));
    expect(refusal?.code).toBe('WORKBOOK_DIMENSIONS');
    expect(refusal?.message).toContain('表一');
  });

  it('in the head of a sheet alone cost nothing', async () => {
    const sheetXml = `<worksheet><dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384"/></cols><sheetData>${ONE_CELL}</sheetData></worksheet>`;
    expect(await handMadeCode({ sheetXml })).toBeUndefined();
  });

  it('of a legacy workbook are refused alike', async () => {
    const wide = SheetJs.write(SheetJs.utils.book_new(SheetJs.utils.aoa_to_sheet([Array.from({ length: 250 }, () => 1)])), {
      type: 'buffer',
      bookType: 'biff8',
    });
    expect(await codeOf(Buffer.from(wide))).toBe('WORKBOOK_DIMENSIONS');
    expect(await codeOf(VALID_XLS(), { legacyFileBytes: 100 })).toBe('WORKBOOK_TOO_LARGE');
  });
});

describe('a damaged file', () => {
  it('is refused wherever it was cut off', async () => {
    const bytes = await handMadeWorkbook({ rows: ONE_CELL.repeat(1) });
    for (let length = 1; length < bytes.length; length += 37) {
      expect(await codeOf(bytes.subarray(0, length)), `cut at ${length}`).toMatch(/^WORKBOOK_(DAMAGED|WRONG_TYPE)$/);
    }
  });

  it('is refused or read, never a crash, whatever byte is changed', async () => {
    const bytes = await handMadeWorkbook({ rows: ONE_CELL });
    for (let at = 0; at < bytes.length; at += 5) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      expect((await codeOf(changed)) ?? 'read').toMatch(/^(WORKBOOK_\w+|read)$/);
    }
  });

  it('is refused or read, never a crash, when a legacy file is cut or changed', async () => {
    const bytes = VALID_XLS();
    for (let length = 8; length < bytes.length; length += 611) expect((await codeOf(bytes.subarray(0, length))) ?? 'read').toMatch(/^(WORKBOOK_\w+|read)$/);
  });

  it.each([
    ['unbalanced elements', { sheetXml: '<worksheet><sheetData><row r="1"></sheetData></worksheet>' }],
    ['an end that is missing', { sheetXml: '<worksheet><sheetData><row r="1">' }],
    ['no element at all', { sheetXml: ' ' }],
    ['rows in disorder', { rows: `<row r="2"/>${ONE_CELL}` }],
    ['depth without end', { sheetXml: '<a>'.repeat(5_000) }],
    ['an endless tag', { sheetXml: `<worksheet ${'a'.repeat(1_200_000)}` }],
    ['a character that is none', { rows: '<row r="1"><c r="A1" t="str"><v>&#x0;</v></c></row>' }],
  ])('is refused: %s', async (_, made) => {
    expect(await handMadeCode(made)).toBe('WORKBOOK_DAMAGED');
  });

  it('is refused when a part is missing', async () => {
    const parts = handMadeParts({ rows: ONE_CELL });
    delete parts['xl/worksheets/sheet1.xml'];
    expect(await codeOf(await zipOf(parts))).toBe('WORKBOOK_DAMAGED');
  });

  it('names that point out of the archive stay inside it', async () => {
    const rels = handMadeParts({})['xl/_rels/workbook.xml.rels']?.replace('worksheets/sheet1.xml', '../../../../../../etc/passwd') ?? '';
    expect(await handMadeCode({ parts: { 'xl/_rels/workbook.xml.rels': rels } })).toBe('WORKBOOK_DAMAGED');
  });

  it('drops NUL and halves of characters, which no database text can hold', async () => {
    const [sheet] = await readWorkbook(await handMadeWorkbook({ rows: '<row r="1"><c r="A1" t="str"><v>a_x0000_b_xD800_c\u0000</v></c></row>' }));
    const rows = sheet ? await Array.fromAsync(sheet.rows()) : [];
    expect(rows[0]?.cells[0]?.value).toBe('ab\ufffdc');
  });
});

it('refuses a file beyond the size limit before reading all of it', async () => {
  let served = 0;
  async function* endless() {
    for (;;) {
      served += 1;
      yield new Uint8Array(1_000_000);
    }
  }
  await expect(readWorkbook(endless(), { limits: { fileBytes: 3_000_000 } })).rejects.toMatchObject({ code: 'WORKBOOK_TOO_LARGE', status: 413 });
  expect(served).toBe(4);
});

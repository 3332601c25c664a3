/** Files made to harm, each kind by a rule and a few numbers drawn by chance. */
import { Buffer } from 'node:buffer';
import * as SheetJs from '@e965/xlsx';
import { writeXlsx } from 'hucre/xlsx';
import { handMadeParts } from '#tests/support/hand-made-workbook.ts';
import { type HostileEntry, hostileZip } from './hostile-zip.ts';

/** A whole number from 0 to below `limit`. */
export type Draw = (limit: number) => number;

export interface HostileKind {
  /** the refusal that people get */
  refused: RegExp;
  /** name of the upload, `台账.xlsx` unless said */
  fileName?: string;
  make(draw: Draw): Buffer | Promise<Buffer>;
}

const ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row>';
const sheetOf = (rows: string): string => `<worksheet><sheetData>${ROW}${rows}</sheetData></worksheet>`;

/** The entries of a good workbook, with further or other parts. */
function entriesOf(parts: Record<string, string> = {}, sheetXml = sheetOf('')): HostileEntry[] {
  const good = handMadeParts({ sheetXml });
  good['xl/workbook.xml'] = good['xl/workbook.xml']?.replace('表一', '社工站') ?? '';
  return Object.entries({ ...good, ...parts }).map(([name, content]) => ({ name, content }));
}

const withParts = (parts: Record<string, string>): Buffer => hostileZip(entriesOf(parts));
const withSheet = (sheetXml: string): Buffer => hostileZip(entriesOf({}, sheetXml));
const pick = <T>(draw: Draw, list: readonly [T, ...T[]]): T => list[draw(list.length)] ?? list[0];

function entityBomb(draw: Draw): string {
  const depth = 3 + draw(8);
  const names = Array.from({ length: depth }, (_, index) => `e${index}`);
  const entities = names.map((name, index) => `<!ENTITY ${name} "${index === 0 ? '哈'.repeat(10) : `&${names[index - 1]};`.repeat(10)}">`);
  return `<!DOCTYPE x [${entities.join('')}]>`;
}

function xlsOf(rows: unknown[][]): Buffer {
  return Buffer.from(SheetJs.write(SheetJs.utils.book_new(SheetJs.utils.aoa_to_sheet(rows), '社工站'), { type: 'buffer', bookType: 'biff8' }) as Uint8Array);
}

/** An old container with these streams. */
function containerOf(streams: Record<string, Buffer>): Buffer {
  const container = SheetJs.CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) SheetJs.CFB.utils.cfb_add(container, `/${name}`, content);
  return Buffer.from(SheetJs.CFB.write(container, { type: 'buffer' }) as Uint8Array);
}

const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
const OTHER_HEADS = ['%PDF-1.7\n', 'GIF89a', '\x89PNG\r\n\x1a\n', 'MZ\x90\x00', '\x7fELF', 'Rar!\x1a\x07', '<html>', '<svg onload="alert(1)">', EICAR] as const;

const HEADS_BEFORE_ZIP: readonly [string, ...string[]] = ['PK\x03\x04<script>alert(1)</script>', ...OTHER_HEADS];

export const HOSTILE_KINDS: Readonly<Record<string, HostileKind>> = {
  'a flat zip bomb': {
    refused: /^WORKBOOK_BOMB$/,
    make: (draw) => withParts({ 'xl/media/image1.bin': '0'.repeat(8_000_000 + draw(30) * 1_000_000) }),
  },
  'a bomb of a sheet': {
    refused: /^WORKBOOK_BOMB$/,
    make: (draw) => withSheet(sheetOf(`<row r="2"><c r="A2" t="inlineStr"><is><t>${' '.repeat(8_000_000 + draw(30) * 1_000_000)}</t></is></c></row>`)),
  },
  'a bomb that claims to be small': {
    refused: /^WORKBOOK_(BOMB|DAMAGED)$/,
    make: (draw) => hostileZip([...entriesOf(), { name: 'xl/media/a.bin', content: '0'.repeat(20_000_000), claimedSize: draw(5000) }]),
  },
  'a claim of gigabytes': {
    refused: /^WORKBOOK_BOMB$/,
    make: (draw) => hostileZip([...entriesOf(), { name: 'xl/media/a.bin', content: 'x', claimedSize: 1_200_000_000 + draw(2_000_000_000) }]),
  },
  'thousands of parts': {
    refused: /^WORKBOOK_BOMB$/,
    make: (draw) => withParts(Object.fromEntries(Array.from({ length: 2001 + draw(8000) }, (_, index) => [`x/${index}`, '']))),
  },
  'parts that overlap': {
    refused: /^WORKBOOK_DAMAGED$/,
    make: (draw) => {
      const entries = entriesOf();
      const content = '0'.repeat(50_000);
      const kernel = { name: 'xl/media/0.bin', content };
      const copies = Array.from({ length: 10 + draw(900) }, (_, index) => ({ name: `xl/media/${index + 1}.bin`, content, sharesBytesOf: entries.length }));
      return hostileZip([...entries, kernel, ...copies]);
    },
  },
  'a zip in a zip': {
    refused: /^WORKBOOK_WRONG_TYPE$/,
    make: (draw) => {
      let bytes = hostileZip(entriesOf());
      for (let depth = 0; depth <= draw(12); depth += 1) bytes = hostileZip([{ name: `${depth}.${pick(draw, ['zip', 'xlsx', 'xls'])}`, content: bytes }]);
      return bytes;
    },
  },
  'an entity bomb': {
    refused: /^WORKBOOK_ENTITIES$/,
    make: (draw) => {
      const part = pick(draw, ['xl/workbook.xml', 'xl/styles.xml', 'xl/sharedStrings.xml', 'xl/worksheets/sheet1.xml', '_rels/.rels']);
      return withParts({ [part]: `<?xml version="1.0"?>${entityBomb(draw)}<x>&e2;</x>` });
    },
  },
  'an external entity': {
    refused: /^WORKBOOK_ENTITIES$/,
    make: (draw) => {
      const target = pick(draw, ['file:///etc/passwd', 'http://169.254.169.254/latest', 'php://filter', '\\\\10.0.0.1\\share', 'jar:file:///x!/y']);
      return withSheet(`<!DOCTYPE x [<!ENTITY ${pick(draw, ['a', '% a'])} SYSTEM "${target}">]>${sheetOf('')}`);
    },
  },
  'a wrong type': {
    refused: /^WORKBOOK_WRONG_TYPE$/,
    make: (draw) => Buffer.from(`${pick(draw, OTHER_HEADS)}${'内容'.repeat(draw(500))}`, 'latin1'),
  },
  'two types in one': {
    refused: /^WORKBOOK_(WRONG_TYPE|DAMAGED)$/,
    make: (draw) => {
      // by the head another file, or by the head a zip with another archive behind it
      const before = Buffer.from(pick(draw, HEADS_BEFORE_ZIP), 'latin1');
      return hostileZip(entriesOf(), before);
    },
  },
  'a name that hides the type': {
    refused: /^WORKBOOK_WRONG_EXTENSION$/,
    fileName: '台账.xlsx.exe',
    make: () => hostileZip(entriesOf()),
  },
  'absurd dimensions': {
    refused: /^WORKBOOK_DIMENSIONS$/,
    make: (draw) => {
      const row = pick(draw, [1_048_577 + draw(1_000_000), 99_999_999_999, 2 ** 53]);
      const cell = pick(draw, [
        `<row r="${row}"><c r="A${row}"><v>1</v></c></row>`,
        '<row r="2"><c r="XFE2"><v>1</v></c></row>',
        '<row r="2"><c r="ZZZZZZZ2"><v>1</v></c></row>',
      ]);
      return withSheet(sheetOf(cell));
    },
  },
  'a text longer than a cell': {
    refused: /^WORKBOOK_DIMENSIONS$/,
    make: (draw) => withSheet(sheetOf(`<row r="2"><c r="A2" t="inlineStr"><is><t>${'长短不一'.repeat(10_000 + draw(50_000))}</t></is></c></row>`)),
  },
  'a name that leaves the archive': {
    refused: /^WORKBOOK_DAMAGED$/,
    make: (draw) => {
      const name = pick(draw, ['../../../../etc/cron.d/x', '/etc/passwd', '..\\..\\windows\\x.dll', 'C:/windows/x.dll', 'xl/../../../x', 'xl/\\..\\x']);
      return hostileZip([...entriesOf(), { name, content: 'x' }]);
    },
  },
  'a symbolic link': {
    refused: /^WORKBOOK_DAMAGED$/,
    make: (draw) => hostileZip([...entriesOf(), { name: `xl/media/${draw(99)}.bin`, content: '/etc/passwd', mode: 0o120777, method: 0 }]),
  },
  'a broken checksum': {
    refused: /^WORKBOOK_DAMAGED$/,
    make: (draw) => hostileZip(entriesOf().map((entry, index) => (index === 2 ? { ...entry, claimedChecksum: draw(2 ** 31) } : entry))),
  },
  'an unknown compression': {
    refused: /^WORKBOOK_DAMAGED$/,
    make: (draw) => hostileZip([...entriesOf(), { name: 'x.bin', content: 'x', method: pick(draw, [1, 6, 9, 12, 14, 93, 98]) }]),
  },
  'a truncated file': {
    refused: /^WORKBOOK_(DAMAGED|WRONG_TYPE)$/,
    make: (draw) => {
      const bytes = hostileZip(entriesOf());
      return bytes.subarray(0, 1 + draw(bytes.length - 1));
    },
  },
  'a truncated .xls': {
    refused: /^WORKBOOK_(DAMAGED|WRONG_TYPE)$/,
    fileName: '台账.xls',
    make: (draw) => xlsOf(Array.from({ length: 300 }, (_, index) => [`名称${index}`, index])).subarray(0, 600 + draw(2000)),
  },
  'an old container of something else': {
    refused: /^WORKBOOK_(WRONG_TYPE|DAMAGED)$/,
    fileName: '台账.xls',
    make: (draw) => containerOf({ [pick(draw, ['WordDocument', 'PowerPoint Document', 'Contents', 'Package'])]: Buffer.alloc(1000 + draw(9000)) }),
  },
  'a password on an .xlsx': {
    refused: /^WORKBOOK_ENCRYPTED$/,
    make: async (draw) =>
      Buffer.from(await writeXlsx({ sheets: [{ name: '社工站', rows: [[draw(99)]] }], encryption: { password: '123456', spinCount: 1000 } })),
  },
  'an encrypted part': {
    refused: /^WORKBOOK_ENCRYPTED$/,
    make: (draw) => hostileZip(entriesOf().map((entry, index) => (index === draw(7) || index === 0 ? { ...entry, flags: 0x0801 } : entry))),
  },
  macros: {
    refused: /^WORKBOOK_MACROS$/,
    make: (draw) => withParts({ [pick(draw, ['xl/vbaProject.bin', 'xl/VBAPROJECT.BIN', 'custom/vbaProject.bin'])]: 'x'.repeat(draw(9000)) }),
  },
  'macros by its name': { refused: /^WORKBOOK_MACROS$/, fileName: '台账.xlsm', make: () => hostileZip(entriesOf()) },
  'macros in an .xls': {
    refused: /^WORKBOOK_MACROS$/,
    fileName: '台账.xls',
    make: (draw) => containerOf({ Workbook: Buffer.alloc(5000 + draw(5000)), _VBA_PROJECT_CUR: Buffer.alloc(1000) }),
  },
  'a huge table of texts': {
    refused: /^WORKBOOK_BOMB$/,
    make: (draw) => {
      const text = String.fromCodePoint(0x4e00 + draw(20_000)).repeat(3000);
      return withParts({
        'xl/sharedStrings.xml': `<sst>${Array.from({ length: 3000 + draw(3000) }, (_, index) => `<si><t>${text}${index}</t></si>`).join('')}</sst>`,
      });
    },
  },
  'depth without end': {
    refused: /^WORKBOOK_DAMAGED$/,
    make: (draw) => withSheet(pick(draw, ['<a>', '<x:row>', '<row r="1">']).repeat(2000 + draw(20_000))),
  },
  'an endless tag': { refused: /^WORKBOOK_DAMAGED$/, make: (draw) => withSheet(`<worksheet ${'a'.repeat(1_200_000 + draw(1_000_000))}`) },
  'a sheet that is elsewhere': {
    refused: /^WORKBOOK_DAMAGED$/,
    make: (draw) => {
      const target = pick(draw, ['../../../../../../etc/passwd', '/etc/passwd', 'file:///etc/passwd', 'nowhere.xml']);
      const rels = handMadeParts({})['xl/_rels/workbook.xml.rels'] ?? '';
      return withParts({ 'xl/_rels/workbook.xml.rels': rels.replaceAll('../xl/worksheets/sheet1.xml', target).replaceAll('worksheets/sheet1.xml', target) });
    },
  },
};

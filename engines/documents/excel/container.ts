/** What a file is, judged by its bytes; the name of a file proves nothing. */
import { Buffer } from 'node:buffer';
import { refuse } from '#shared/errors.ts';
import type { Archive } from './archive.ts';
import { workbookErrors } from './errors.ts';
import { type WorkbookLimits, sizeInWords } from './limits.ts';

export type ContainerKind = 'zip' | 'legacy';

const LEGACY_MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const OTHER_TYPES: readonly [RegExp, string][] = [
  [/^%PDF/, '这是 PDF 文件'],
  [/^\{\\rtf/, '这是 RTF 文档'],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8/, '这是图片'],
  [/^Rar!|^7z\xbc\xaf|^\x1f\x8b/, '这是压缩包'],
  [/^MZ/, '这是程序文件'],
  [/^\s*(<!doctype html|<html|<table|<meta|<head)/i, '这是网页（有些系统导出的“.xls”其实是网页）'],
  [/^(\xef\xbb\xbf)?\s*<\?xml/, '这是 XML 文件'],
];

/** Collects bytes that arrive in pieces. @throws WORKBOOK_TOO_LARGE as soon as the limit is passed */
export async function collectInput(input: Uint8Array | AsyncIterable<Uint8Array>, limits: WorkbookLimits): Promise<Uint8Array> {
  const tooLarge = () => refuse(workbookErrors.WORKBOOK_TOO_LARGE, { limit: sizeInWords(limits.fileBytes) });
  if (input instanceof Uint8Array) {
    if (input.byteLength > limits.fileBytes) throw tooLarge();
    return input;
  }
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of input) {
    total += chunk.byteLength;
    if (total > limits.fileBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function contains(bytes: Buffer, streamName: string): boolean {
  return bytes.includes(Buffer.from(streamName, 'utf16le'));
}

/** An old Office container holds an .xls, an encrypted .xlsx, or another kind of document. */
function legacyKind(bytes: Buffer): ContainerKind {
  if (contains(bytes, 'EncryptedPackage')) throw refuse(workbookErrors.WORKBOOK_ENCRYPTED);
  if (contains(bytes, '_VBA_PROJECT')) throw refuse(workbookErrors.WORKBOOK_MACROS);
  if (contains(bytes, 'Workbook') || contains(bytes, 'Book')) return 'legacy';
  const found = contains(bytes, 'WordDocument') ? '这是旧版 Word 文档' : '这是旧版 Office 文档，但不是工作簿';
  throw refuse(workbookErrors.WORKBOOK_WRONG_TYPE, { found });
}

/** @throws WORKBOOK_EMPTY, WORKBOOK_WRONG_TYPE, WORKBOOK_ENCRYPTED, WORKBOOK_MACROS */
export function containerKind(input: Uint8Array): ContainerKind {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (bytes.length === 0) throw refuse(workbookErrors.WORKBOOK_EMPTY);
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return 'zip';
  if (bytes.subarray(0, 8).equals(LEGACY_MAGIC)) return legacyKind(bytes);
  const start = bytes.subarray(0, 200).toString('latin1');
  const found = OTHER_TYPES.find(([pattern]) => pattern.test(start))?.[1] ?? '这不是 Excel 文件（可能是文本、CSV 或其他格式）';
  throw refuse(workbookErrors.WORKBOOK_WRONG_TYPE, { found });
}

/** A name that promises something else than the bytes hold is refused: it is a mistake or a disguise. */
export function checkExtension(fileName: string | undefined, kind: ContainerKind): void {
  if (fileName === undefined) return;
  const name = fileName.split(/[\\/]/).at(-1) ?? '';
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (extension === 'xlsm' && kind === 'zip') throw refuse(workbookErrors.WORKBOOK_MACROS);
  const expected = kind === 'zip' ? ['xlsx'] : ['xls', 'et'];
  if (expected.includes(extension)) return;
  const found = kind === 'zip' ? '内容是新版工作簿（.xlsx）' : '内容是旧版工作簿（.xls）';
  throw refuse(workbookErrors.WORKBOOK_WRONG_EXTENSION, { name, found });
}

/** A zip may be a document of another kind. @throws WORKBOOK_WRONG_TYPE, WORKBOOK_MACROS */
export function checkIsWorkbook(archive: Archive): void {
  // never run here, but nobody should pass them on either; also under a name that ends in .xlsx
  if (archive.paths().some((path) => /(^|\/)vbaProject\.bin$/i.test(path))) throw refuse(workbookErrors.WORKBOOK_MACROS);
  if (archive.has('xl/workbook.xml')) return;
  const paths = archive.paths();
  const found =
    (archive.has('xl/workbook.bin') && '这是二进制工作簿（.xlsb）') ||
    (archive.has('word/document.xml') && '这是 Word 文档') ||
    (archive.has('ppt/presentation.xml') && '这是 PowerPoint 演示文稿') ||
    (archive.has('content.xml') && archive.has('mimetype') && '这是 OpenDocument 文件（如 .ods）') ||
    (paths.some((path) => /\.xlsx?$/i.test(path)) && '这是压缩包，里面的工作簿请先解压') ||
    '这是压缩包';
  if (archive.has('[content_types].xml') && found === '这是压缩包') return;
  throw refuse(workbookErrors.WORKBOOK_WRONG_TYPE, { found });
}

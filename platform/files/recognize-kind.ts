import type { FileKind } from '#shared/file-kind.ts';

/** By the first bytes; `zip` may be a document of the newer Office, which only a look inside tells. */
export type Recognized = Exclude<FileKind, 'word' | 'excel'> | 'zip';

const MAGIC: readonly (readonly [Recognized, RegExp])[] = [
  ['jpeg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['webp', /^RIFF[\s\S]{4}WEBP/],
  ['pdf', /^%PDF-\d/],
  ['zip', /^PK\x03\x04/],
];

/** What is often sent and not kept, in words for whoever sends it. */
const OTHERS: readonly (readonly [string, RegExp])[] = [
  ['旧版 Office 文档（doc、xls、ppt）', /^\xd0\xcf\x11\xe0/],
  ['HEIC 照片（苹果手机的格式，请在相机设置里改为“兼容性最佳”，或截图后上传）', /^[\s\S]{4}ftyp(?:heic|heix|hevc|mif1|msf1)/],
  ['GIF 动图', /^GIF8/],
  ['BMP 图片', /^BM/],
  ['压缩包', /^(?:Rar!|7z\xbc\xaf|\x1f\x8b)/],
  ['程序文件', /^(?:MZ|\x7fELF|#!)/],
  ['视频', /^[\s\S]{4}ftyp/],
  ['网页或 XML（含 SVG 图）', /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|svg|\?xml|script)/i],
];

function startOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 256)).toString('latin1');
}

/** @returns undefined for what is not kept, whatever its name says */
export function recognizeKind(bytes: Uint8Array): Recognized | undefined {
  const start = startOf(bytes);
  return MAGIC.find(([, pattern]) => pattern.test(start))?.[0];
}

/** What it is instead, when that is known. */
export function nameOther(bytes: Uint8Array): string | undefined {
  const start = startOf(bytes);
  return OTHERS.find(([, pattern]) => pattern.test(start))?.[0];
}

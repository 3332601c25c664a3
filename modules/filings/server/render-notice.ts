import type { TemplateValues } from '#engines/documents/word-template/fill-template.ts';
import { renderWordFile, WORD_CONTENT_TYPES, type WordFormat } from '#platform/documents/render-word-file.ts';
import type { Day } from '#shared/day.ts';
import { groupCode } from '#shared/codes/check-code.ts';
import type { NoticeContent } from './domain/notice-content.ts';

export type NoticeFormat = WordFormat;

export const NOTICE_CONTENT_TYPES = WORD_CONTENT_TYPES;

/** Pixels at 96 to the inch: 3.4 cm on paper. */
const CODE_SIZE = 130;

/** Where anybody may ask about a certificate. Without a public address the code alone is printed. */
export function checkAddress(code: string, address: string | undefined): string {
  return address === undefined ? '' : `${address}/check/${code}`;
}

async function valuesOf(content: NoticeContent, code: string | null, address: string | undefined): Promise<TemplateValues> {
  if (code === null) return content;
  const { qrPng } = await import('#engines/documents/qr-code.ts');
  const place = checkAddress(code, address);
  const picture = { png: qrPng(place || `核验码 ${groupCode(code)}`), size: CODE_SIZE, description: '核验二维码' };
  return { ...content, 核验码: groupCode(code), 核验网址: place || '本平台“证书核验”页', 二维码: picture };
}

/** A notice as a file. The same template and content give the same bytes. */
export async function renderNotice(
  template: Uint8Array,
  {
    content,
    checkCode,
    address,
    ...about
  }: { content: NoticeContent; checkCode: string | null; address: string | undefined; title: string; day: Day; isInvented: boolean },
  format: NoticeFormat,
): Promise<Uint8Array> {
  const { fillTemplate } = await import('#engines/documents/word-template/fill-template.ts');
  const word = await fillTemplate(template, await valuesOf(content, checkCode, address));
  return renderWordFile(word, about, format);
}

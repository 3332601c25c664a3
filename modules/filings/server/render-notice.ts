import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDF_FONT_URLS } from '#engines/documents/pdf/embedded-fonts.ts';
import type { PdfFonts } from '#engines/documents/pdf/use-fonts.ts';
import type { TemplateValues } from '#engines/documents/word-template/fill-template.ts';
import type { Day } from '#shared/day.ts';
import { groupCode } from '#shared/codes/check-code.ts';
import type { NoticeContent } from './domain/notice-content.ts';

export type NoticeFormat = 'docx' | 'pdf';

export const NOTICE_CONTENT_TYPES: Record<NoticeFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** Pixels at 96 to the inch: 3.4 cm on paper. */
const CODE_SIZE = 130;

/** Twenty megabytes, read for each PDF: they are rare, and a server that makes none keeps none. */
async function pdfFonts(): Promise<PdfFonts> {
  const [regular, bold] = await Promise.all([PDF_FONT_URLS.regular, PDF_FONT_URLS.bold].map((url) => readFile(fileURLToPath(url))));
  if (!regular || !bold) throw new Error('the fonts for PDF are missing');
  return { regular, bold };
}

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
  { content, checkCode, address, title, day }: { content: NoticeContent; checkCode: string | null; address: string | undefined; title: string; day: Day },
  format: NoticeFormat,
): Promise<Uint8Array> {
  const { fillTemplate } = await import('#engines/documents/word-template/fill-template.ts');
  const word = await fillTemplate(template, await valuesOf(content, checkCode, address));
  if (format === 'docx') return word;
  const { renderWordPdf } = await import('#engines/documents/pdf/render-word-pdf.ts');
  return renderWordPdf(word, { title, day }, await pdfFonts());
}

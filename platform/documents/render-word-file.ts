/** A filled Word file as it is fetched: itself, or as PDF with the fonts that come with the product. */
import type { Day } from '#shared/day.ts';
import { pdfFonts } from './pdf-fonts.ts';

export type WordFormat = 'docx' | 'pdf';

export const WORD_CONTENT_TYPES: Record<WordFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** What files say that were made of demonstration records: nobody must take one for an official document. */
export const INVENTED_STAMP = '演示数据，不是真实文件';

/** The same word file gives the same bytes. */
export async function renderWordFile(
  word: Uint8Array,
  { isInvented, ...about }: { title: string; day: Day; isInvented: boolean },
  format: WordFormat,
): Promise<Uint8Array> {
  if (format === 'docx') return isInvented ? stampWord(word) : word;
  const { renderWordPdf } = await import('#engines/documents/pdf/render-word-pdf.ts');
  return renderWordPdf(word, { ...about, ...(isInvented && { stamp: INVENTED_STAMP }) }, await pdfFonts());
}

/** A Word file of demonstration records. */
export async function stampWord(word: Uint8Array): Promise<Uint8Array> {
  const { stampDocument } = await import('#engines/documents/word/stamp-document.ts');
  return stampDocument(word, INVENTED_STAMP);
}

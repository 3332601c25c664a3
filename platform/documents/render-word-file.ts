/** A filled Word file as it is fetched: itself, or as PDF with the fonts that come with the product. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDF_FONT_URLS } from '#engines/documents/pdf/embedded-fonts.ts';
import type { PdfFonts } from '#engines/documents/pdf/use-fonts.ts';
import type { Day } from '#shared/day.ts';

export type WordFormat = 'docx' | 'pdf';

export const WORD_CONTENT_TYPES: Record<WordFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

/** Twenty megabytes, read for each PDF: they are rare, and a server that makes none keeps none. */
async function pdfFonts(): Promise<PdfFonts> {
  const [regular, bold] = await Promise.all([PDF_FONT_URLS.regular, PDF_FONT_URLS.bold].map((url) => readFile(fileURLToPath(url))));
  if (!regular || !bold) throw new Error('the fonts for PDF are missing');
  return { regular, bold };
}

/** The same word file gives the same bytes. */
export async function renderWordFile(word: Uint8Array, about: { title: string; day: Day }, format: WordFormat): Promise<Uint8Array> {
  if (format === 'docx') return word;
  const { renderWordPdf } = await import('#engines/documents/pdf/render-word-pdf.ts');
  return renderWordPdf(word, about, await pdfFonts());
}

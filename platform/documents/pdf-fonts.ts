import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDF_FONT_URLS } from '#engines/documents/pdf/embedded-fonts.ts';
import type { PdfFonts } from '#engines/documents/pdf/use-fonts.ts';

/** Twenty megabytes, read for each PDF: they are rare, and a server that makes none keeps none. */
export async function pdfFonts(): Promise<PdfFonts> {
  const [regular, bold] = await Promise.all([PDF_FONT_URLS.regular, PDF_FONT_URLS.bold].map((url) => readFile(fileURLToPath(url))));
  if (!regular || !bold) throw new Error('the fonts for PDF are missing');
  return { regular, bold };
}

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { workbookBytes, WORKBOOK_CONTENT_TYPE } from '#engines/documents/excel/write-workbook.ts';
import { PDF_FONT_URLS } from '#engines/documents/pdf/embedded-fonts.ts';
import type { PdfFonts } from '#engines/documents/pdf/use-fonts.ts';
import type { ReportFormat } from '../contract/report.ts';
import { annexWorkbook } from './domain/annex-workbook.ts';
import type { ReportContent } from './domain/report-content.ts';
import { reportDocument } from './domain/report-document.ts';

export const CONTENT_TYPES: Record<ReportFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: WORKBOOK_CONTENT_TYPE,
  pdf: 'application/pdf',
};

let fonts: Promise<PdfFonts> | undefined;

/** Twenty megabytes, read once by a process that makes PDFs. */
function pdfFonts(): Promise<PdfFonts> {
  fonts ??= Promise.all([PDF_FONT_URLS.regular, PDF_FONT_URLS.bold].map((url) => readFile(fileURLToPath(url)))).then(([regular, bold]) => {
    if (!regular || !bold) throw new Error('the fonts for PDF are missing');
    return { regular, bold };
  });
  return fonts;
}

/** The report as a file. The three formats hold the same figures. */
export async function renderContent(content: ReportContent, format: ReportFormat): Promise<Uint8Array> {
  if (format === 'xlsx') return workbookBytes(annexWorkbook(content));
  const document = reportDocument(content);
  // the libraries take as long to load as the rest of the server; the first page does not wait for them
  if (format === 'docx') {
    const { renderOfficialDocument } = await import('#engines/documents/word/render-official-document.ts');
    return renderOfficialDocument(document);
  }
  const { renderPdf } = await import('#engines/documents/pdf/render-pdf.ts');
  return renderPdf(document, await pdfFonts());
}

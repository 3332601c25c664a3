import { workbookBytes, WORKBOOK_CONTENT_TYPE } from '#engines/documents/excel/write-workbook.ts';
import { pdfFonts } from '#platform/documents/pdf-fonts.ts';
import { INVENTED_STAMP, stampWord } from '#platform/documents/render-word-file.ts';
import type { ReportFormat } from '../contract/report.ts';
import { annexWorkbook } from './domain/annex-workbook.ts';
import type { ReportContent } from './domain/report-content.ts';
import { reportDocument } from './domain/report-document.ts';

export const CONTENT_TYPES: Record<ReportFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: WORKBOOK_CONTENT_TYPE,
  pdf: 'application/pdf',
};

/** The report as a file. The three formats hold the same figures. */
export async function renderContent(content: ReportContent, format: ReportFormat): Promise<Uint8Array> {
  if (format === 'xlsx') return workbookBytes(annexWorkbook(content));
  const document = reportDocument(content);
  const isInvented = content.frozen.isInvented === true;
  // the libraries take as long to load as the rest of the server; the first page does not wait for them
  if (format === 'docx') {
    const { renderOfficialDocument } = await import('#engines/documents/word/render-official-document.ts');
    const word = await renderOfficialDocument(document);
    return isInvented ? stampWord(word) : word;
  }
  const { renderPdf } = await import('#engines/documents/pdf/render-pdf.ts');
  return renderPdf(document, await pdfFonts(), isInvented ? INVENTED_STAMP : undefined);
}

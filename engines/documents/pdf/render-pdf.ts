/** An official document as PDF: the same content and page as `word/`, in a font that may be embedded. */
import pdfmake, { type PdfNode } from 'pdfmake';
import { cleanDocument, type OfficialDocument, PAGE, SIZE } from '../official-document.ts';
import { bodyNodes, headNodes, imprintHeight, imprintNode } from './pdf-content.ts';
import { lineHeight, pageNumber, points, stampNode } from './pdf-measures.ts';
import { FAMILY, type PdfFonts, useFonts } from './use-fonts.ts';

const IMPRINT_MARKER = 'imprint';

/** The 版记 needs its height free above the lower edge, else it goes to a page of its own. */
function needsBreak(limit: number) {
  return (node: { id?: string; startPosition?: { top: number } }): boolean => node.id === IMPRINT_MARKER && (node.startPosition?.top ?? 0) > limit;
}

/**
 * Renders the document. The same document and fonts give the same bytes; characters the fonts lack show as boxes.
 * @param stamp a line above every page
 * @returns the bytes of a PDF
 */
export async function renderPdf(given: OfficialDocument, fonts: PdfFonts, stamp?: string): Promise<Uint8Array> {
  const document = cleanDocument(given);
  useFonts(fonts);
  const { imprint } = document;
  const bottom = points(PAGE.height - PAGE.bottom);
  const definition: PdfNode = {
    pageSize: 'A4',
    pageMargins: [points(PAGE.left), points(PAGE.top), points(PAGE.right), points(PAGE.bottom)],
    info: { title: document.title, author: document.signature.organ, creationDate: new Date(`${document.signature.date}T00:00:00Z`) },
    defaultStyle: { font: FAMILY, fontSize: SIZE.third, lineHeight: lineHeight(SIZE.third), characterSpacing: -0.25 },
    footer: pageNumber,
    ...(stamp !== undefined && { header: stampNode(stamp) }),
    content: [
      ...headNodes(document),
      ...bodyNodes(document),
      ...(imprint ? [{ text: ' ', id: IMPRINT_MARKER, fontSize: 1, lineHeight: 1 }, imprintNode(imprint)] : []),
    ],
    ...(imprint ? { pageBreakBefore: needsBreak(bottom - imprintHeight(imprint)) } : {}),
  };
  return pdfmake.createPdf(definition).getBuffer();
}

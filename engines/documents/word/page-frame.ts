/** The page all our Word documents share: margins, grid, page numbers and default style of GB/T 9704-2012. */
import { AlignmentType, Document, DocumentGridType, Footer, LineRuleType, PageNumber, Paragraph, type Table, TextRun } from 'docx';
import { SIZE } from '../official-document.ts';
import { BOTTOM_MARGIN, CHARACTER_SPACING, FONT, LINE_TWIPS, PAGE_HEIGHT } from './measures.ts';
import { type DocumentProperties, packDocument } from './pack-document.ts';

/** Twips, as worked out from the millimetres of the standard; the foot puts the dash 7 mm below the text block. */
const SECTION = {
  page: { size: { width: 11_906, height: PAGE_HEIGHT }, margin: { top: 2_098, bottom: BOTTOM_MARGIN, left: 1_587, right: 1_474, footer: 1_418, header: 850 } },
  grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: 580, charSpace: -848 },
};

/** — 1 — in 四号宋体, one character from the outer edge: right on odd pages, left on even ones. */
function pageNumber(side: 'odd' | 'even'): Footer {
  const character = SIZE.fourth * 20;
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: character } : { left: character },
        spacing: { line: 240, lineRule: LineRuleType.AUTO },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: FONT.pageNumber, size: SIZE.fourth * 2 })],
      }),
    ],
  });
}

/** @returns the bytes of a .docx; the same content gives the same bytes */
export function wordDocument(children: readonly (Paragraph | Table)[], properties: DocumentProperties, isNumbered = true): Promise<Uint8Array> {
  const run = {
    font: FONT.body,
    size: SIZE.third * 2,
    characterSpacing: CHARACTER_SPACING,
    snapToGrid: false,
    language: { value: 'en-US', eastAsia: 'zh-CN' },
  };
  const paragraph = { spacing: { line: LINE_TWIPS, lineRule: LineRuleType.EXACT, before: 0, after: 0 } };
  const document = new Document({
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run, paragraph } }, paragraphStyles: [{ id: 'Normal', name: 'Normal', run, paragraph }] },
    sections: [
      {
        properties: SECTION,
        ...(isNumbered && { footers: { default: pageNumber('odd'), even: pageNumber('even') } }),
        children: [...children],
      },
    ],
  });
  return packDocument(document, properties);
}

/** 正文: headings, paragraphs, tables. */
import { AlignmentType, BorderStyle, LineRuleType, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType } from 'docx';
import { type DocumentBlock, type DocumentTable, type HeadingLevel, isShortParagraph, numberHeadings, PAGE, SIZE } from '../official-document.ts';
import { CHARACTER_TWIPS, FONT, THIN_BORDER, twipsOf } from './measures.ts';

const HEADING_FONT: Record<HeadingLevel, string> = { 1: FONT.heading1, 2: FONT.heading2, 3: FONT.body, 4: FONT.body };
const INDENT = { firstLine: 2 * CHARACTER_TWIPS, firstLineChars: 200 };
/** lines in tables are set closer than the text */
const TABLE_LINE = 360;
const ALIGNMENT = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

function cell(text: string, width: number, align: keyof typeof ALIGNMENT, isHeading: boolean): TableCell {
  const run = new TextRun({ text, size: SIZE.table * 2, ...(isHeading ? { font: FONT.heading1 } : {}) });
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 80, right: 80, top: 20, bottom: 20 },
    children: [new Paragraph({ alignment: ALIGNMENT[align], spacing: { line: TABLE_LINE, lineRule: LineRuleType.EXACT }, children: [run] })],
  });
}

function table(source: DocumentTable): (Paragraph | Table)[] {
  const weights = source.columns.map((column) => column.weight ?? 1);
  const unit = twipsOf(PAGE.textWidth) / weights.reduce((sum, weight) => sum + weight, 0);
  const widths = weights.map((weight) => Math.round(weight * unit));
  const line = { style: BorderStyle.SINGLE, size: THIN_BORDER, color: '000000' };
  const heading = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: source.columns.map((column, index) => cell(column.heading, widths[index] ?? 0, 'center', true)),
  });
  const rows = source.rows.map(
    (values) =>
      new TableRow({
        cantSplit: true,
        children: source.columns.map((column, index) => cell(values[index] ?? '', widths[index] ?? 0, column.align ?? 'left', false)),
      }),
  );
  const caption = source.caption
    ? [new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, children: [new TextRun({ text: source.caption, font: FONT.heading1 })] })]
    : [];
  return [
    ...caption,
    new Table({
      rows: [heading, ...rows],
      columnWidths: widths,
      width: { size: twipsOf(PAGE.textWidth), type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    }),
  ];
}

/** One string may hold several lines; each becomes a paragraph of its own. */
function paragraphs(text: string, keepNext: boolean): Paragraph[] {
  return text.split(/\r?\n/).map((line) => new Paragraph({ keepNext, indent: INDENT, children: [new TextRun(line)] }));
}

/** @param keepsLast holds the last paragraph with what follows, so that no signature stands on a page without text */
export function bodyBlocks(blocks: readonly DocumentBlock[], keepsLast = false): (Paragraph | Table)[] {
  return numberHeadings(blocks).flatMap((block, index, all): (Paragraph | Table)[] => {
    if (block.kind === 'table') return table(block);
    if (block.kind === 'paragraph') return paragraphs(block.text, keepsLast && index === all.length - 1 && isShortParagraph(block));
    return [new Paragraph({ indent: INDENT, keepNext: true, children: [new TextRun({ text: block.text, font: HEADING_FONT[block.level] })] })];
  });
}

/** 版头 and the head of the text: mark, number, red line, title, addressee. */
import { AlignmentType, BorderStyle, LineRuleType, Paragraph, TextRun } from 'docx';
import { type OfficialDocument, SIZE, titleLines, widthInCharacters } from '../official-document.ts';
import { FONT, LINE_TWIPS, MARK_OFFSET_MM, RED, RED_LINE_OFFSET_MM, THICK_BORDER, twipsOf } from './measures.ts';

/** Largest and smallest size of the mark, in points: it fills the line but stays below 22 mm as the standard asks. */
const MARK_SIZES = { largest: 44, smallest: 16 };
const TEXT_WIDTH_POINTS = 440;
const TITLE_CHARACTERS = 19;

/** An empty paragraph of an exact height. */
export function gap(twips: number, rule?: { size: number; color: string }): Paragraph {
  return new Paragraph({
    spacing: { line: twips, lineRule: LineRuleType.EXACT },
    ...(rule ? { border: { bottom: { style: BorderStyle.SINGLE, ...rule, space: 0 } } } : {}),
    children: [new TextRun({ text: '', size: 2 })],
  });
}

export function emptyLine(keepNext = false): Paragraph {
  return new Paragraph({ keepNext, children: [] });
}

/** Size in points at which the mark fits on one line. */
export function markSize(mark: string): number {
  const fitting = Math.floor(TEXT_WIDTH_POINTS / Math.max(1, widthInCharacters(mark)));
  return Math.min(MARK_SIZES.largest, Math.max(MARK_SIZES.smallest, fitting));
}

function mark(text: string): Paragraph {
  const size = markSize(text);
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: Math.max(LINE_TWIPS, size * 20), lineRule: LineRuleType.EXACT },
    children: [new TextRun({ text, font: FONT.title, size: size * 2, color: RED })],
  });
}

/** 二号小标宋, broken between words into lines of the shape the standard asks for. */
export function titleParagraphs(title: string): Paragraph[] {
  return titleLines(title, TITLE_CHARACTERS).map(
    (line) => new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: line, font: FONT.title, size: SIZE.second * 2 })] }),
  );
}

export function documentHead(document: OfficialDocument): Paragraph[] {
  const number = new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(document.documentNumber ?? '')] });
  const addressee = document.addressee ? [emptyLine(), new Paragraph({ children: [new TextRun(`${document.addressee}：`)] })] : [];
  return [
    gap(twipsOf(MARK_OFFSET_MM)),
    mark(document.issuingMark),
    emptyLine(),
    emptyLine(),
    number,
    gap(twipsOf(RED_LINE_OFFSET_MM), { size: THICK_BORDER, color: RED }),
    emptyLine(),
    emptyLine(),
    ...titleParagraphs(document.title),
    ...addressee,
  ];
}

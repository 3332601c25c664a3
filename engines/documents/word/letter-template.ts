/** A letter or announcement with marks to be filled in, in the layout of GB/T 9704-2012; offices change it in Word. */
import { AlignmentType, LineRuleType, Paragraph, TextRun } from 'docx';
import type { Day } from '#shared/day.ts';
import { bodyBlocks } from './document-body.ts';
import { emptyLine, gap, titleParagraphs } from './document-head.ts';
import { CHARACTER_TWIPS, FONT, LINE_TWIPS, MARK_OFFSET_MM, RED, RED_LINE_OFFSET_MM, THICK_BORDER, twipsOf } from './measures.ts';
import { wordDocument } from './page-frame.ts';

export interface LetterTemplate {
  /** texts with marks such as {组织名称} */
  organ: string;
  number: string;
  title: string;
  /** without the colon; an announcement has none */
  addressee?: string;
  paragraphs: readonly string[];
  date: string;
  /** when the template was written */
  edition: Day;
}

/** The length of what a mark will hold is not known: thirty points leave room for fourteen characters on the line. */
const MARK_POINTS = 30;
/** The organ stands centred over the date, whose end stays about four characters from the margin. */
const SIGNATURE_LEFT = 13 * CHARACTER_TWIPS;

function signatureLine(text: string, keepNext: boolean): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, indent: { left: SIGNATURE_LEFT }, keepLines: true, keepNext, children: [new TextRun(text)] });
}

/** @returns the bytes of a .docx */
export function renderLetterTemplate(letter: LetterTemplate): Promise<Uint8Array> {
  const mark = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: Math.max(LINE_TWIPS, MARK_POINTS * 24), lineRule: LineRuleType.EXACT },
    children: [new TextRun({ text: letter.organ, font: FONT.title, size: MARK_POINTS * 2, color: RED })],
  });
  const redLine = gap(twipsOf(RED_LINE_OFFSET_MM), { size: THICK_BORDER, color: RED });
  const addressee = letter.addressee === undefined ? [] : [new Paragraph({ children: [new TextRun(`${letter.addressee}：`)] })];
  return wordDocument(
    [
      gap(twipsOf(MARK_OFFSET_MM)),
      mark,
      emptyLine(),
      emptyLine(),
      new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun(letter.number)] }),
      redLine,
      emptyLine(),
      emptyLine(),
      ...titleParagraphs(letter.title),
      emptyLine(),
      ...addressee,
      ...bodyBlocks(
        letter.paragraphs.map((text) => ({ kind: 'paragraph', text })),
        true,
      ),
      emptyLine(true),
      emptyLine(true),
      signatureLine(letter.organ, true),
      signatureLine(letter.date, false),
    ],
    { title: letter.title, creator: '沃土', day: letter.edition },
  );
}

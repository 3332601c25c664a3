/** A charter, a set of rules, minutes: a title and paragraphs on plain pages, to be printed and signed. */
import { AlignmentType, Paragraph, TextRun } from 'docx';
import type { Day } from '#shared/day.ts';
import { bodyBlocks } from './document-body.ts';
import { emptyLine, titleParagraphs } from './document-head.ts';
import { FONT } from './measures.ts';
import { wordDocument } from './page-frame.ts';

export interface PlainDocument {
  title: string;
  parts: readonly PlainPart[];
  day: Day;
}

/** A chapter's heading stands in the middle, with what follows. */
export interface PlainPart {
  kind: 'chapter' | 'paragraph';
  text: string;
}

/** @returns the bytes of a .docx, the same for the same content */
export function renderPlainDocument({ title, parts, day }: PlainDocument): Promise<Uint8Array> {
  const blocks = parts.flatMap(({ kind, text }) =>
    kind === 'chapter'
      ? [new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, children: [new TextRun({ text, font: FONT.heading1 })] })]
      : bodyBlocks([{ kind: 'paragraph', text }]),
  );
  return wordDocument([...titleParagraphs(title), emptyLine(), ...blocks], { title, creator: '沃土', day });
}

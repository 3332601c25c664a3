/** A certificate with marks to be filled in: one page with a table of what is certified, the organ, and a code to check it by. */
import { AlignmentType, BorderStyle, LineRuleType, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType } from 'docx';
import type { Day } from '#shared/day.ts';
import { PAGE, SIZE } from '../official-document.ts';
import { emptyLine, gap } from './document-head.ts';
import { CHARACTER_TWIPS, FONT, THIN_BORDER, twipsOf } from './measures.ts';
import { wordDocument } from './page-frame.ts';

export interface CertificateTemplate {
  title: string;
  number: string;
  statement: string;
  rows: readonly (readonly [label: string, value: string])[];
  organ: string;
  date: string;
  /** mark of the picture, and the lines beside it */
  code: string;
  codeLines: readonly string[];
  edition: Day;
}

const TITLE_POINTS = 40;
const LABEL_SHARE = 0.28;
const CODE_SHARE = 0.3;
const ROW_LINE = 560;

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const LINE = { style: BorderStyle.SINGLE, size: THIN_BORDER, color: '000000' };

interface Cell {
  lines: readonly Paragraph[];
  width: number;
  /** 0 for none */
  margin?: number;
}

function table(rows: readonly (readonly Cell[])[], isRuled: boolean): Table {
  const border = isRuled ? LINE : NONE;
  return new Table({
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            ({ lines, width, margin = 120 }) =>
              new TableCell({
                width: { size: width, type: WidthType.DXA },
                verticalAlign: VerticalAlign.CENTER,
                margins: { left: margin, right: margin, top: 60, bottom: 60 },
                children: [...lines],
              }),
          ),
        }),
    ),
    columnWidths: rows[0]?.map(({ width }) => width) ?? [],
    width: { size: twipsOf(PAGE.textWidth), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border },
  });
}

function cellText(text: string, { bold = false, centred = false, size = SIZE.fourth }: { bold?: boolean; centred?: boolean; size?: number } = {}): Paragraph {
  return new Paragraph({
    alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
    spacing: { line: size >= SIZE.fourth ? ROW_LINE : 320, lineRule: LineRuleType.EXACT },
    children: [new TextRun({ text, size: size * 2, characterSpacing: 0, ...(bold && { font: FONT.heading1 }) })],
  });
}

function title(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: TITLE_POINTS * 28, lineRule: LineRuleType.EXACT },
    children: [new TextRun({ text, font: FONT.title, size: TITLE_POINTS * 2, characterSpacing: 120 })],
  });
}

/** Code to the left, organ and date to the right, where the seal goes. */
function foot({ code, codeLines, organ, date }: CertificateTemplate): Table {
  const whole = twipsOf(PAGE.textWidth);
  const codeWidth = Math.round(whole * CODE_SHARE);
  const picture = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 240, lineRule: LineRuleType.AUTO },
    children: [new TextRun({ text: code, size: SIZE.table * 2, characterSpacing: 0 })],
  });
  const right = [cellText(organ, { centred: true, size: SIZE.third }), cellText(date, { centred: true, size: SIZE.third })];
  return table(
    [
      [
        { lines: [picture, ...codeLines.map((line) => cellText(line, { centred: true, size: 10 }))], width: codeWidth, margin: 0 },
        { lines: right, width: whole - codeWidth },
      ],
    ],
    false,
  );
}

/** @returns the bytes of a .docx */
export function renderCertificateTemplate(certificate: CertificateTemplate): Promise<Uint8Array> {
  const whole = twipsOf(PAGE.textWidth);
  const label = Math.round(whole * LABEL_SHARE);
  const rows = certificate.rows.map(([name, value]): Cell[] => [
    { lines: [cellText(name, { bold: true, centred: true })], width: label },
    { lines: [cellText(value)], width: whole - label },
  ]);
  return wordDocument(
    [
      gap(twipsOf(12)),
      title(certificate.title),
      new Paragraph({ alignment: AlignmentType.RIGHT, children: [new TextRun(certificate.number)] }),
      gap(twipsOf(4)),
      new Paragraph({ indent: { firstLine: 2 * CHARACTER_TWIPS, firstLineChars: 200 }, children: [new TextRun(certificate.statement)] }),
      gap(twipsOf(4)),
      table(rows, true),
      emptyLine(),
      foot(certificate),
      gap(20),
    ],
    { title: certificate.title, creator: '沃土', day: certificate.edition },
    false,
  );
}

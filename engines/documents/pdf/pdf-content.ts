/** The content of an official document as nodes of pdfmake; sizes in points. */
import type { PdfNode } from 'pdfmake';
import { dayInWords } from '#shared/day.ts';
import {
  annexLabel,
  attachmentNames,
  type DocumentBlock,
  type DocumentImprint,
  type DocumentTable,
  isShortParagraph,
  numberHeadings,
  type OfficialDocument,
  PAGE,
  SIZE,
  titleLines,
  widthInCharacters,
} from '../official-document.ts';
import { lineHeight, MARK_TOP, points, RED, TEXT_WIDTH } from './pdf-measures.ts';

const CHARACTER = SIZE.third;
const THICK = points(0.35);
const THIN = points(0.25);

function line(thickness: number, color: string, margin: number[] = [0, 0, 0, 0]): PdfNode {
  return { canvas: [{ type: 'line', x1: 0, y1: 0, x2: TEXT_WIDTH, y2: 0, lineWidth: thickness, lineColor: color }], margin };
}

function emptyLines(count: number): PdfNode {
  return { text: Array.from({ length: count }, () => ' ').join('\n') };
}

function title(text: string): PdfNode {
  return {
    text: titleLines(text, 19).join('\n'),
    fontSize: SIZE.second,
    bold: true,
    alignment: 'center',
    characterSpacing: 0,
    lineHeight: lineHeight(SIZE.second),
  };
}

export function headNodes(document: OfficialDocument): PdfNode[] {
  const size = Math.min(44, Math.max(16, Math.floor(TEXT_WIDTH / Math.max(1, widthInCharacters(document.issuingMark)))));
  return [
    {
      text: document.issuingMark,
      fontSize: size,
      color: RED,
      bold: true,
      alignment: 'center',
      characterSpacing: 0,
      lineHeight: 1,
      margin: [0, MARK_TOP - 0.28 * size, 0, 0],
    },
    emptyLines(2),
    { text: document.documentNumber ?? ' ', alignment: 'center' },
    line(1, RED, [0, points(4), 0, 0]),
    emptyLines(2),
    title(document.title),
    ...(document.addressee ? [emptyLines(1), { text: `${document.addressee}：` }] : []),
  ];
}

function tableNode(table: DocumentTable): PdfNode {
  const total = table.columns.reduce((sum, column) => sum + (column.weight ?? 1), 0);
  const cell = (text: string, alignment: string, bold: boolean): PdfNode => ({
    text,
    alignment,
    bold,
    fontSize: SIZE.table,
    lineHeight: 1,
    characterSpacing: 0,
  });
  const caption = table.caption ? [{ text: table.caption, bold: true, alignment: 'center' }] : [];
  return {
    stack: [
      ...caption,
      {
        table: {
          headerRows: 1,
          dontBreakRows: true,
          // cell padding of 4 pt on both sides and the rules are not part of the widths
          widths: table.columns.map((column) => ((column.weight ?? 1) / total) * (TEXT_WIDTH - table.columns.length * 8 - 1)),
          body: [
            table.columns.map((column) => cell(column.heading, 'center', true)),
            ...table.rows.map((row) => table.columns.map((column, index) => cell(row[index] ?? '', column.align ?? 'left', false))),
          ],
        },
        layout: { hLineWidth: () => THIN, vLineWidth: () => THIN },
      },
    ],
    margin: [0, 4, 0, 8],
  };
}

function blockNodes(blocks: readonly DocumentBlock[]): PdfNode[] {
  return numberHeadings(blocks).flatMap((block): PdfNode[] => {
    if (block.kind === 'table') return [tableNode(block)];
    if (block.kind === 'heading') return [{ text: block.text, leadingIndent: 2 * CHARACTER, bold: block.level <= 2, headlineLevel: block.level }];
    return block.text.split(/\r?\n/).map((text) => ({ text: text || ' ', leadingIndent: 2 * CHARACTER }));
  });
}

function attachmentNodes(document: OfficialDocument): PdfNode[] {
  const names = attachmentNames(document);
  const items = names.map((name, index) => ({
    columns: [
      { width: 3 * CHARACTER, text: index === 0 ? '附件：' : '' },
      ...(names.length > 1 ? [{ width: 1.25 * CHARACTER, text: `${index + 1}.` }] : []),
      { width: '*', text: name },
    ],
    margin: [2 * CHARACTER, 0, 0, 0],
  }));
  return names.length > 0 ? [emptyLines(1), ...items] : [];
}

/** The organ centred above the date, the date four characters from the right. */
function signatureNode({ signature: { organ, date } }: OfficialDocument): PdfNode {
  const words = dayInWords(date);
  const right = 4 * CHARACTER;
  const offset = ((widthInCharacters(words) - widthInCharacters(organ)) / 2) * CHARACTER;
  return {
    stack: [
      emptyLines(2),
      { text: organ, alignment: 'right', margin: [0, 0, Math.max(0, right + offset), 0] },
      { text: words, alignment: 'right', margin: [0, 0, right, 0] },
    ],
  };
}

function annexNodes(document: OfficialDocument): PdfNode[] {
  const annexes = document.annexes ?? [];
  return annexes.flatMap((annex, index) => [
    { text: annexLabel(index, annexes.length), bold: true, pageBreak: 'before' },
    emptyLines(1),
    title(annex.title),
    emptyLines(1),
    ...blockNodes(annex.blocks),
  ]);
}

/** The text and what follows it; the last paragraph stays with the signature, so that none stands on a page without text. */
export function bodyNodes(document: OfficialDocument): PdfNode[] {
  const body = blockNodes(document.body);
  const end = document.body.at(-1);
  const last = end && isShortParagraph(end) ? body.splice(-1) : [];
  return [...body, { unbreakable: true, stack: [...last, ...attachmentNodes(document), signatureNode(document)] }, ...annexNodes(document)];
}

/** Height of the 版记: its entries are set on lines of 24 pt. */
export function imprintHeight({ copiesTo }: DocumentImprint): number {
  const copies = copiesTo && copiesTo.length > 0 ? Math.ceil(widthInCharacters(`抄送：${copiesTo.join('，')}。`) / 29) : 0;
  return (copies + 1) * 24 + 2;
}

/** 版记, its last line on the lower edge of the text block. */
export function imprintNode(imprint: DocumentImprint): PdfNode {
  const copies = imprint.copiesTo ?? [];
  const entry = (node: PdfNode): PdfNode => ({
    ...node,
    fontSize: SIZE.fourth,
    characterSpacing: 0,
    lineHeight: 24 / (SIZE.fourth * 1.448),
    margin: [SIZE.fourth, 0, SIZE.fourth, 0],
  });
  return {
    stack: [
      line(THICK, 'black'),
      ...(copies.length > 0 ? [entry({ text: `抄送：${copies.join('，')}。` }), line(THIN, 'black')] : []),
      entry({ columns: [{ text: imprint.printedBy }, { text: `${dayInWords(imprint.printedOn)}印发`, alignment: 'right', width: 'auto' }] }),
      line(THICK, 'black'),
    ],
    absolutePosition: { x: points(PAGE.left), y: points(PAGE.height - PAGE.bottom) - imprintHeight(imprint) },
  };
}

/** A filled Word template as PDF: the same words, order, alignment and sizes, in a font that may be embedded. */
import pdfmake, { type PdfNode } from 'pdfmake';
import type { Day } from '#shared/day.ts';
import { PAGE } from '../official-document.ts';
import { readWord, type WordBlock, type WordParagraph, type WordRun, type WordTable } from '../word-template/read-word.ts';
import { pageNumber, points, stampNode, TEXT_WIDTH } from './pdf-measures.ts';
import { FAMILY, type PdfFonts, useFonts } from './use-fonts.ts';

/** Noto Sans SC is 1.448 em high; pdfmake multiplies that. */
const FONT_HEIGHT = 1.448;
const LEAST = 1;

function runNode({ text, size, bold, color }: WordRun): PdfNode {
  return { text, fontSize: size, bold, ...(color === null ? {} : { color: `#${color}` }) };
}

function pictureNodes({ runs, align }: WordParagraph): PdfNode[] {
  return runs.flatMap(({ picture }) =>
    picture
      ? [
          {
            image: `data:image/${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}`,
            width: picture.width,
            height: picture.height,
            alignment: align,
          },
        ]
      : [],
  );
}

/** The runs of a paragraph, line by line: what follows a break is a line of its own, which may begin with blanks. */
function linesOf(runs: readonly WordRun[]): WordRun[][] {
  const lines: WordRun[][] = [[]];
  for (const run of runs) {
    for (const [index, text] of run.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...run, text });
    }
  }
  return lines;
}

/** Blanks at the beginning of a line would be dropped: they become its indent. */
function lineNode(runs: readonly WordRun[], first: number, line: number | null): PdfNode {
  const [head] = runs;
  if (!head) return { text: ' ', fontSize: LEAST, lineHeight: Math.max(LEAST, line ?? 12) / (LEAST * FONT_HEIGHT) };
  const size = Math.max(LEAST, ...runs.map((run) => run.size));
  const blanks = /^\u3000*/.exec(head.text)?.[0].length ?? 0;
  const written = [{ ...head, text: head.text.slice(blanks) }, ...runs.slice(1)];
  return { text: written.map(runNode), lineHeight: (line ?? size * FONT_HEIGHT) / (size * FONT_HEIGHT), leadingIndent: first + blanks * head.size };
}

function paragraphNodes(paragraph: WordParagraph, width: number): PdfNode[] {
  const { runs, align, indent, line, before, after, rule, breaksPage } = paragraph;
  const pictures = pictureNodes(paragraph);
  const lines = linesOf(runs);
  const isBare = pictures.length > 0 && lines.every((one) => one.length === 0);
  const stack = isBare ? [] : lines.map((one, index) => ({ ...lineNode(one, index === 0 ? indent.first : 0, line), alignment: align }));
  const ruleNode = rule ? [{ canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: rule.width, lineColor: `#${rule.color}` }] }] : [];
  return [
    ...pictures,
    ...(isBare ? [] : [{ stack, margin: [indent.left, before, indent.right, after], ...(breaksPage && { pageBreak: 'before' }) }]),
    ...ruleNode,
  ];
}

function tableNode({ isRuled, widths, rows }: WordTable): PdfNode {
  const total = widths.reduce((sum, width) => sum + width, 0) || 1;
  const count = Math.max(1, ...rows.map((row) => row.length));
  const shares = Array.from({ length: count }, (_, index) => ((widths[index] ?? total / count) / total) * (TEXT_WIDTH - count * 8 - 1));
  const body = rows.map((row) => shares.map((width, index) => ({ stack: (row[index] ?? []).flatMap((paragraph) => paragraphNodes(paragraph, width)) })));
  const layout = isRuled ? { hLineWidth: () => 0.6, vLineWidth: () => 0.6, paddingTop: () => 3, paddingBottom: () => 3 } : 'noBorders';
  return { table: { widths: shares, body, dontBreakRows: true }, layout };
}

function nodesOf(blocks: readonly WordBlock[]): PdfNode[] {
  return blocks.flatMap((block) => (block.kind === 'paragraph' ? paragraphNodes(block, TEXT_WIDTH) : [tableNode(block)]));
}

/**
 * @param word a filled template @param day of the file's properties @param stamp a line above every page
 * @returns the bytes of a PDF; the same document and fonts give the same bytes
 */
export async function renderWordPdf(
  word: Uint8Array,
  { title, day, stamp }: { title: string; day: Day; stamp?: string },
  fonts: PdfFonts,
): Promise<Uint8Array> {
  const { blocks, isNumbered } = await readWord(word);
  useFonts(fonts);
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      pageMargins: [points(PAGE.left), points(PAGE.top), points(PAGE.right), points(PAGE.bottom)],
      info: { title, creationDate: new Date(`${day}T00:00:00Z`) },
      defaultStyle: { font: FAMILY, fontSize: 16, characterSpacing: 0 },
      ...(isNumbered && { footer: pageNumber }),
      ...(stamp !== undefined && { header: stampNode(stamp) }),
      content: nodesOf(blocks),
    })
    .getBuffer();
}

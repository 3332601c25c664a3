import type { PdfNode } from 'pdfmake';
import { LINE_PITCH, PAGE, SIZE } from '../official-document.ts';

export const RED = '#FF0000';

export function points(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}

export const TEXT_WIDTH = points(PAGE.textWidth);
/** From the upper edge of the text block to the upper edge of the mark. */
export const MARK_TOP = points(35);

/** Noto Sans SC is 1.448 em high from ascender to descender; pdfmake multiplies that. */
const FONT_HEIGHT = 1.448;

/** The factor that gives lines of 28.95 pt. */
export function lineHeight(fontSize: number): number {
  return LINE_PITCH / (fontSize * FONT_HEIGHT);
}

/** One line in the upper margin of every page. */
export function stampNode(text: string): PdfNode {
  return { text, alignment: 'center', bold: true, color: '#C00000', fontSize: SIZE.third, lineHeight: 1, margin: [0, points(12), 0, 0] };
}

/** — 1 — with the dash 7 mm below the text block, at the outer edge. */
export function pageNumber(page: number): PdfNode {
  const isOdd = page % 2 === 1;
  return {
    text: `— ${page} —`,
    fontSize: SIZE.fourth,
    alignment: isOdd ? 'right' : 'left',
    margin: [points(PAGE.left) + (isOdd ? 0 : SIZE.fourth), points(7) - 0.72 * SIZE.fourth, points(PAGE.right) + (isOdd ? SIZE.fourth : 0), 0],
  };
}

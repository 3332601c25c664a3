/** Units and fonts of the .docx layout. Twips are twentieths of a point; Word borders are eighths. */
import { LINE_PITCH, SIZE } from '../official-document.ts';

export const LINE_TWIPS = Math.round(LINE_PITCH * 20);
/** one 三号 character */
export const CHARACTER_TWIPS = SIZE.third * 20;

/**
 * 28 characters of 16 pt on 156 mm leave 15.79 pt each. The section's character grid says so for text people add; our own
 * text is spaced by hand and does not snap, because LibreOffice gives a character wider than its grid cell two cells.
 */
export const CHARACTER_SPACING = -6;

/** A line of 0.35 mm and one of 0.25 mm */
export const THICK_BORDER = 8;
export const THIN_BORDER = 6;

/** From the upper edge of the text block to the mark. */
export const MARK_OFFSET_MM = 35;
/** From the document number to the red line. */
export const RED_LINE_OFFSET_MM = 4;

/** A4 and its margins in twips. */
export const PAGE_HEIGHT = 16_838;
export const BOTTOM_MARGIN = 1_980;

export const RED = 'FF0000';

/**
 * Fonts are named, never embedded (they are licensed). Computers without them use the alternatives of the font table,
 * which `fontTable.xml` names.
 */
export const FONT = { title: '方正小标宋简体', body: '仿宋_GB2312', heading1: '黑体', heading2: '楷体_GB2312', pageNumber: '宋体' } as const;

export const FONT_ALTERNATIVES: Record<string, string> = { 方正小标宋简体: '宋体', 仿宋_GB2312: '仿宋', 楷体_GB2312: '楷体', 黑体: 'SimHei', 宋体: 'SimSun' };

export function twipsOf(millimetres: number): number {
  return Math.round((millimetres * 1440) / 25.4);
}

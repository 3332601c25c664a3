/**
 * An official document (公文) as content, without layout: what `word/` and `pdf/` both render.
 * Layout follows GB/T 9704-2012; numbers of headings and attachments are given here once, so that both agree.
 */
import type { Day } from '#shared/day.ts';
import { withoutForbidden } from './xml-text.ts';

export interface OfficialDocument {
  /** 发文机关标志: name of the organ, usually with 文件 */
  issuingMark: string;
  /** 发文字号 such as 平民〔2023〕12号 */
  documentNumber?: string;
  title: string;
  /** 主送机关, without the colon */
  addressee?: string;
  body: readonly DocumentBlock[];
  /** names for the 附件说明; by default the titles of the annexes */
  attachments?: readonly string[];
  /** 发文机关署名 and 成文日期 */
  signature: { organ: string; date: Day };
  annexes?: readonly DocumentAnnex[];
  imprint?: DocumentImprint;
}

export type DocumentBlock =
  /** numbered by the layout: 一、（一）1.（1） */
  { kind: 'heading'; level: HeadingLevel; text: string } | { kind: 'paragraph'; text: string } | DocumentTable;

export type HeadingLevel = 1 | 2 | 3 | 4;

export interface DocumentTable {
  kind: 'table';
  caption?: string;
  columns: readonly { heading: string /** share of the width, default 1 */; weight?: number; align?: 'left' | 'center' | 'right' }[];
  rows: readonly (readonly string[])[];
}

export interface DocumentAnnex {
  title: string;
  blocks: readonly DocumentBlock[];
}

/** 版记 */
export interface DocumentImprint {
  copiesTo?: readonly string[];
  printedBy: string;
  printedOn: Day;
}

/** Millimetres of the page, GB/T 9704-2012 clause 5 (bottom and right derived). */
export const PAGE = { width: 210, height: 297, top: 37, left: 28, bottom: 35, right: 26, textWidth: 156, textHeight: 225 } as const;

/** Points: 二号, 三号, 四号; tables in 小四, so that figures stay on one line. */
export const SIZE = { second: 22, third: 16, fourth: 14, table: 12 } as const;

/** 22 lines on 225 mm, in points (the standard's own grid gives 28.99; exact lines stay a little below). */
export const LINE_PITCH = 28.95;

/** At most three lines of 28 characters: may move with the signature; a longer one would leave a gap on its page. */
export function isShortParagraph(block: DocumentBlock): boolean {
  return block.kind === 'paragraph' && block.text.length <= 3 * 28;
}

const DIGITS = '零一二三四五六七八九';

/** 1 to 99 as Chinese numerals: 一, 十, 十二, 二十一. */
export function chineseNumeral(value: number): string {
  if (value < 1 || value > 99 || !Number.isInteger(value)) return String(value);
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? DIGITS[ones] : ''}`;
}

/** Headings with their numbers put before the text: 一、 （一） 1. （1） */
export function numberHeadings(blocks: readonly DocumentBlock[]): DocumentBlock[] {
  const counts = [0, 0, 0, 0];
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    const at = block.level - 1;
    counts[at] = (counts[at] ?? 0) + 1;
    counts.fill(0, at + 1);
    const number = counts[at] ?? 1;
    const prefix = [`${chineseNumeral(number)}、`, `（${chineseNumeral(number)}）`, `${number}. `, `（${number}）`][at] ?? '';
    return { ...block, text: prefix + block.text };
  });
}

/** Width in characters of the layout: Chinese characters 1, others one half. */
export function widthInCharacters(text: string): number {
  let width = 0;
  for (const char of text) width += char < '\u2000' ? 0.5 : 1;
  return width;
}

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** Breaks a long title between words into lines of nearly one length, the longer ones first (梯形). */
export function titleLines(title: string, maxCharacters: number): string[] {
  const lineCount = Math.ceil(widthInCharacters(title) / maxCharacters);
  if (lineCount <= 1) return [title];
  const target = widthInCharacters(title) / lineCount;
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const { segment } of WORDS.segment(title)) {
    const more = widthInCharacters(segment);
    if (line !== '' && (width + more > maxCharacters || width >= target)) {
      lines.push(line);
      line = '';
      width = 0;
    }
    line += segment;
    width += more;
  }
  return [...lines, line];
}

/** 附件1 for several annexes, 附件 for one. */
export function annexLabel(index: number, count: number): string {
  return count === 1 ? '附件' : `附件${index + 1}`;
}

/** Names listed in the 附件说明. */
export function attachmentNames(document: OfficialDocument): readonly string[] {
  return document.attachments ?? document.annexes?.map((annex) => annex.title) ?? [];
}

/** The same document without characters that neither XML nor paper can hold. */
export function cleanDocument(document: OfficialDocument): OfficialDocument {
  const clean = (_key: string, value: unknown): unknown => (typeof value === 'string' ? withoutForbidden(value) : value);
  return JSON.parse(JSON.stringify(document), clean) as OfficialDocument;
}

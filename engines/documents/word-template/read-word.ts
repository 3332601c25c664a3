/**
 * A Word document as blocks: what it says and the little of its look that a page of ours has. For showing a filled template as PDF
 * or text; tables inside tables and pictures other than PNG and JPEG are left out.
 */
import { type Archive, openArchive } from '../excel/archive.ts';
import { DEFAULT_WORKBOOK_LIMITS } from '../excel/limits.ts';
import { attribute, readXml } from '../excel/xml-tokens.ts';

export interface WordRun {
  text: string;
  /** points */
  size: number;
  bold: boolean;
  color: string | null;
  picture?: { bytes: Uint8Array; type: 'png' | 'jpeg'; width: number; height: number };
}

export interface WordParagraph {
  kind: 'paragraph';
  runs: WordRun[];
  align: 'left' | 'center' | 'right' | 'justify';
  /** points */
  indent: { left: number; right: number; first: number };
  /** exact height of a line in points; null where it follows the text */
  line: number | null;
  before: number;
  after: number;
  /** a line below */
  rule: { width: number; color: string } | null;
  breaksPage: boolean;
}

export interface WordTable {
  kind: 'table';
  isRuled: boolean;
  /** points */
  widths: number[];
  rows: WordParagraph[][][];
}

export type WordBlock = WordParagraph | WordTable;

export interface WordContent {
  blocks: WordBlock[];
  /** pages have a footer, which is where page numbers stand */
  isNumbered: boolean;
}

const TWIP = 1 / 20;
const EMU = 1 / 12_700;
const DARK = '000000';

type Attributes = string;
const number = (attributes: Attributes, name: string): number | undefined => {
  const value = Number(attribute(attributes, name));
  return Number.isFinite(value) && attribute(attributes, name) !== undefined ? value : undefined;
};
const isOn = (attributes: Attributes): boolean => !['0', 'false', 'none'].includes(attribute(attributes, 'w:val') ?? '1');
const ALIGNMENTS: Record<string, WordParagraph['align']> = { center: 'center', right: 'right', end: 'right', both: 'justify', distribute: 'justify' };
/** 黑体 and the titles are bold by their font. */
const BOLD_FONTS = /黑体|小标宋|SimHei/;

interface Defaults {
  size: number;
  line: number | null;
}

/** @param bytes a document that was inspected, or one of our own */
export async function readWord(bytes: Uint8Array): Promise<WordContent> {
  const archive = await openArchive(bytes, { ...DEFAULT_WORKBOOK_LIMITS, ratio: Number.MAX_SAFE_INTEGER });
  const pictures = await readPictures(archive);
  const defaults = await readDefaults(archive);
  const isNumbered = archive.paths().some((path) => /^word\/footer\d*\.xml$/.test(path));
  return { isNumbered, blocks: collectBlocks(await archive.text('word/document.xml'), defaults, pictures) };
}

/** What the document says, line by line. */
export function textOf(blocks: readonly WordBlock[]): string[] {
  const line = ({ runs }: WordParagraph) => runs.map(({ text }) => text).join('');
  return blocks.flatMap((block) =>
    block.kind === 'paragraph' ? line(block).split('\n') : block.rows.map((row) => row.map((cell) => cell.map(line).join('')).join('\t')),
  );
}

async function readPictures(archive: Archive): Promise<Map<string, Uint8Array>> {
  const pictures = new Map<string, Uint8Array>();
  if (!archive.has('word/_rels/document.xml.rels')) return pictures;
  const targets = new Map<string, string>();
  readXml(await archive.text('word/_rels/document.xml.rels'), {
    open(name, attributes) {
      const target = attribute(attributes, 'Target') ?? '';
      if (name === 'Relationship' && /\.(png|jpe?g)$/i.test(target)) targets.set(attribute(attributes, 'Id') ?? '', target.replace(/^\/?(word\/)?/, 'word/'));
    },
    close() {},
    text() {},
  });
  for (const [id, path] of targets) if (archive.has(path)) pictures.set(id, Buffer.concat(await Array.fromAsync(archive.stream(path))));
  return pictures;
}

async function readDefaults(archive: Archive): Promise<Defaults> {
  const found: Defaults = { size: 10.5, line: null };
  if (!archive.has('word/styles.xml')) return found;
  let inside = false;
  readXml(await archive.text('word/styles.xml'), {
    open(name, attributes) {
      if (name === 'docDefaults' || (name === 'style' && attribute(attributes, 'w:default') === '1' && attribute(attributes, 'w:type') === 'paragraph'))
        inside = true;
      if (!inside) return;
      if (name === 'sz') found.size = (number(attributes, 'w:val') ?? 21) / 2;
      if (name === 'spacing' && attribute(attributes, 'w:lineRule') === 'exact') found.line = (number(attributes, 'w:line') ?? 0) * TWIP;
    },
    close(name) {
      if (name === 'docDefaults' || name === 'style') inside = false;
    },
    text() {},
  });
  return found;
}

/** Where the reader stands in the tree. */
interface Reading {
  paragraph: WordParagraph | undefined;
  run: WordRun | undefined;
  table: WordTable | undefined;
  depth: number;
  inText: boolean;
  inTableBorders: boolean;
  inParagraphMark: boolean;
  inInstruction: boolean;
  extent: { width: number; height: number };
}

function collectBlocks(xml: string, defaults: Defaults, pictures: ReadonlyMap<string, Uint8Array>): WordBlock[] {
  const blocks: WordBlock[] = [];
  const at: Reading = {
    paragraph: undefined,
    run: undefined,
    table: undefined,
    depth: 0,
    inText: false,
    inTableBorders: false,
    inParagraphMark: false,
    inInstruction: false,
    extent: { width: 0, height: 0 },
  };
  readXml(xml, {
    open(name, attributes) {
      if (name === 'p') at.paragraph = newParagraph(defaults);
      else if (name === 'tbl') openTable(at);
      else if (at.table) openInTable(at, at.table, name, attributes);
      openInParagraph(at, name, attributes, defaults, pictures);
    },
    close(name) {
      if (name === 't') at.inText = false;
      else if (name === 'rPr') at.inParagraphMark = false;
      else if (name === 'tblBorders') at.inTableBorders = false;
      else if (name === 'r') closeRun(at);
      else if (name === 'p') closeParagraph(at, blocks);
      else if (name === 'tbl') closeTable(at, blocks);
    },
    text(text) {
      if (at.inText && at.run) at.run.text += text;
    },
  });
  return blocks;
}

function newParagraph({ line }: Defaults): WordParagraph {
  return { kind: 'paragraph', runs: [], align: 'left', indent: { left: 0, right: 0, first: 0 }, line, before: 0, after: 0, rule: null, breaksPage: false };
}

function openTable(at: Reading): void {
  at.depth += 1;
  if (at.depth === 1) at.table = { kind: 'table', isRuled: false, widths: [], rows: [] };
}

function openInTable(at: Reading, table: WordTable, name: string, attributes: Attributes): void {
  if (at.depth !== 1) return;
  if (name === 'tblBorders') at.inTableBorders = true;
  else if (name === 'gridCol') table.widths.push((number(attributes, 'w:w') ?? 0) * TWIP);
  else if (name === 'tr') table.rows.push([]);
  else if (name === 'tc') table.rows.at(-1)?.push([]);
  else if (at.inTableBorders && name === 'insideH') table.isRuled = isOn(attributes);
}

function openInParagraph(at: Reading, name: string, attributes: Attributes, defaults: Defaults, pictures: ReadonlyMap<string, Uint8Array>): void {
  const { paragraph, run } = at;
  if (!paragraph) return;
  if (name === 'r') at.run = { text: '', size: defaults.size, bold: false, color: null };
  else if (run) openInRun(at, run, name, attributes, pictures);
  else shapeParagraph(paragraph, name, attributes);
}

function shapeParagraph(paragraph: WordParagraph, name: string, attributes: Attributes): void {
  if (name === 'jc') paragraph.align = ALIGNMENTS[attribute(attributes, 'w:val') ?? ''] ?? 'left';
  else if (name === 'pageBreakBefore') paragraph.breaksPage = isOn(attributes);
  else if (name === 'bottom') paragraph.rule = { width: (number(attributes, 'w:sz') ?? 4) / 8, color: colorOf(attribute(attributes, 'w:color')) ?? DARK };
  else if (name === 'ind') {
    const first = (number(attributes, 'w:firstLine') ?? 0) - (number(attributes, 'w:hanging') ?? 0);
    paragraph.indent = { left: (number(attributes, 'w:left') ?? 0) * TWIP, right: (number(attributes, 'w:right') ?? 0) * TWIP, first: first * TWIP };
  } else if (name === 'spacing') {
    paragraph.before = (number(attributes, 'w:before') ?? 0) * TWIP;
    paragraph.after = (number(attributes, 'w:after') ?? 0) * TWIP;
    const line = number(attributes, 'w:line');
    if (line !== undefined) paragraph.line = attribute(attributes, 'w:lineRule') === 'exact' ? line * TWIP : null;
  }
}

function openInRun(at: Reading, run: WordRun, name: string, attributes: Attributes, pictures: ReadonlyMap<string, Uint8Array>): void {
  if (name === 't') at.inText = true;
  else if (name === 'br' || name === 'cr') run.text += '\n';
  else if (name === 'tab') run.text += '\u3000';
  else if (name === 'sz') run.size = (number(attributes, 'w:val') ?? 2 * run.size) / 2;
  else if (name === 'b') run.bold = isOn(attributes);
  else if (name === 'color') run.color = colorOf(attribute(attributes, 'w:val'));
  else if (name === 'rFonts' && BOLD_FONTS.test(attribute(attributes, 'w:eastAsia') ?? '')) run.bold = true;
  else if (name === 'extent') at.extent = { width: (number(attributes, 'cx') ?? 0) * EMU, height: (number(attributes, 'cy') ?? 0) * EMU };
  else if (name === 'blip') {
    const bytes = pictures.get(attribute(attributes, 'r:embed') ?? '');
    if (bytes) run.picture = { bytes, type: bytes[0] === 0x89 ? 'png' : 'jpeg', ...at.extent };
  }
}

function colorOf(value: string | undefined): string | null {
  return value !== undefined && /^[0-9A-Fa-f]{6}$/.test(value) ? value : null;
}

function closeRun(at: Reading): void {
  if (at.run && (at.run.text !== '' || at.run.picture)) at.paragraph?.runs.push(at.run);
  at.run = undefined;
}

function closeParagraph(at: Reading, blocks: WordBlock[]): void {
  if (!at.paragraph) return;
  if (at.table) at.table.rows.at(-1)?.at(-1)?.push(at.paragraph);
  else blocks.push(at.paragraph);
  at.paragraph = undefined;
}

function closeTable(at: Reading, blocks: WordBlock[]): void {
  at.depth -= 1;
  if (at.depth > 0 || !at.table) return;
  blocks.push(at.table);
  at.table = undefined;
}

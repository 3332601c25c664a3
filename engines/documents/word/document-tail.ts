/** What follows the text: list of attachments, signature, annexes, 版记. */
import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  FrameWrap,
  HeightRule,
  type IFrameOptions,
  LineRuleType,
  Paragraph,
  Tab,
  type Table,
  TabStopType,
  TextRun,
} from 'docx';
import { dayInWords } from '#shared/day.ts';
import {
  annexLabel,
  attachmentNames,
  type DocumentAnnex,
  type DocumentImprint,
  type OfficialDocument,
  PAGE,
  SIZE,
  widthInCharacters,
} from '../official-document.ts';
import { bodyBlocks } from './document-body.ts';
import { emptyLine, gap, titleParagraphs } from './document-head.ts';
import { BOTTOM_MARGIN, CHARACTER_TWIPS, FONT, PAGE_HEIGHT, THICK_BORDER, THIN_BORDER, twipsOf } from './measures.ts';

/** 附件：1. … with wrapped lines below the first character of the name. */
export function attachmentList(document: OfficialDocument): Paragraph[] {
  const names = attachmentNames(document);
  if (names.length === 0) return [];
  const label = 5 * CHARACTER_TWIPS;
  const number = Math.round(1.25 * CHARACTER_TWIPS);
  const items = names.map((name, index) => {
    if (names.length === 1)
      return new Paragraph({ keepNext: true, indent: { left: label, hanging: 3 * CHARACTER_TWIPS }, children: [new TextRun(`附件：${name}`)] });
    const left = label + number;
    const hanging = index === 0 ? left - 2 * CHARACTER_TWIPS : number;
    const head = `${index === 0 ? '附件：' : ''}${index + 1}.`;
    return new Paragraph({
      keepNext: true,
      indent: { left, hanging },
      tabStops: [{ type: TabStopType.LEFT, position: left }],
      children: [new TextRun({ children: [head, new Tab(), name] })],
    });
  });
  return [emptyLine(true), ...items];
}

/** With room for the seal: the date four characters from the right, the organ centred above it. */
export function signature({ signature: { organ, date } }: OfficialDocument): Paragraph[] {
  const words = dayInWords(date);
  const right = 4 * CHARACTER_TWIPS;
  const offset = ((widthInCharacters(words) - widthInCharacters(organ)) / 2) * CHARACTER_TWIPS;
  const line = (text: string, indent: number, keepNext: boolean) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.max(0, Math.round(indent)) },
      keepLines: true,
      keepNext,
      children: [new TextRun(text)],
    });
  return [emptyLine(true), emptyLine(true), line(organ, right + offset, true), line(words, right, false)];
}

function annex({ title, blocks }: DocumentAnnex, label: string): (Paragraph | Table)[] {
  return [
    new Paragraph({ pageBreakBefore: true, children: [new TextRun({ text: label, font: FONT.heading1 })] }),
    emptyLine(),
    ...titleParagraphs(title),
    emptyLine(),
    ...bodyBlocks(blocks),
  ];
}

export function annexes(document: OfficialDocument): (Paragraph | Table)[] {
  const all = document.annexes ?? [];
  return all.flatMap((item, index) => annex(item, annexLabel(index, all.length)));
}

const IMPRINT_LINE = 480;
/** 四号 characters on a line that keeps one character free at both ends */
const IMPRINT_CHARACTERS = 29;

/**
 * Each line and entry of the 版记 stands in a frame of its own at a place on the page: a table that floats at the foot
 * would be simpler, but LibreOffice does not float tables as wide as the text.
 */
function frameAt(y: number): IFrameOptions {
  return {
    type: 'absolute',
    position: { x: 0, y },
    width: twipsOf(PAGE.textWidth),
    height: 0,
    rule: HeightRule.AUTO,
    wrap: FrameWrap.AROUND,
    anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.PAGE },
  };
}

/** A line over the full width: a paragraph of no height with a border. */
function rule(size: number, y: number): Paragraph {
  return new Paragraph({
    frame: frameAt(y),
    spacing: { line: 20, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size, color: '000000', space: 0 } },
    children: [new TextRun({ text: '', size: 2 })],
  });
}

/** One entry of the 版记; its ends keep one character from the edges. */
function imprintEntry(children: (string | Tab)[], y: number): Paragraph {
  const character = SIZE.fourth * 20;
  return new Paragraph({
    frame: frameAt(y),
    indent: { left: character, right: character },
    spacing: { line: IMPRINT_LINE, lineRule: LineRuleType.EXACT },
    tabStops: [{ type: TabStopType.RIGHT, position: twipsOf(PAGE.textWidth) - character }],
    children: [new TextRun({ children, size: SIZE.fourth * 2 })],
  });
}

/** 版记 with its last line on the lower edge of the text block: thick lines outside, a thin one between. */
export function imprint({ copiesTo, printedBy, printedOn }: DocumentImprint): Paragraph[] {
  const bottom = PAGE_HEIGHT - BOTTOM_MARGIN;
  const printedTop = bottom - IMPRINT_LINE;
  const printed = imprintEntry([printedBy, new Tab(), `${dayInWords(printedOn)}印发`], printedTop);
  const last = [printed, rule(THICK_BORDER, bottom)];
  if (!copiesTo || copiesTo.length === 0) return anchored([rule(THICK_BORDER, printedTop), ...last]);
  const copies = `抄送：${copiesTo.join('，')}。`;
  const top = printedTop - Math.ceil(widthInCharacters(copies) / IMPRINT_CHARACTERS) * IMPRINT_LINE;
  return anchored([rule(THICK_BORDER, top), imprintEntry([copies], top), rule(THIN_BORDER, printedTop), ...last]);
}

/** LibreOffice joins neighbouring frames; a line of no height keeps them apart and anchors them. */
function anchored(frames: Paragraph[]): Paragraph[] {
  return frames.flatMap((frame) => [frame, gap(20)]);
}

/** The few cell styles of our workbooks. */
import type { ColumnSpec } from './sheet-spec.ts';

type Variant = 'plain' | 'quoted' | 'heading' | 'requiredHeading';

interface Style {
  format: number;
  font: number;
  fill: number;
  wrap?: boolean;
  /** the mark by which Excel keeps `=1+1` a text */
  quoted?: boolean;
}

const TEXT_FORMAT = 49;
const DATE_FORMAT = 164;

/** Order is the style index. */
const STYLES: Record<string, Style> = {
  general: { format: 0, font: 0, fill: 0 },
  text: { format: TEXT_FORMAT, font: 0, fill: 0 },
  date: { format: DATE_FORMAT, font: 0, fill: 0 },
  wrap: { format: 0, font: 0, fill: 0, wrap: true },
  quoted: { format: TEXT_FORMAT, font: 0, fill: 0, quoted: true },
  quotedWrap: { format: TEXT_FORMAT, font: 0, fill: 0, quoted: true, wrap: true },
  heading: { format: TEXT_FORMAT, font: 1, fill: 2 },
  requiredHeading: { format: TEXT_FORMAT, font: 2, fill: 2 },
};
const NAMES = Object.keys(STYLES);

function styleName(column: ColumnSpec | undefined, variant: Variant): string {
  if (variant === 'heading' || variant === 'requiredHeading') return variant;
  if (variant === 'quoted') return column?.wrap ? 'quotedWrap' : 'quoted';
  if (column?.wrap) return 'wrap';
  return column?.kind === 'text' || column?.kind === 'date' ? column.kind : 'general';
}

export function styleIndex(column: ColumnSpec | undefined, variant: Variant = 'plain'): number {
  return NAMES.indexOf(styleName(column, variant));
}

function cellFormat({ format, font, fill, wrap, quoted }: Style): string {
  const quote = quoted ? ' quotePrefix="1"' : '';
  const head = `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"${quote}`;
  return `${head} applyAlignment="1"><alignment vertical="top"${wrap ? ' wrapText="1"' : ''}/></xf>`;
}

export function stylesXml(): string {
  const font = (extra: string) => `<font>${extra}<sz val="11"/><color theme="1"/><name val="等线"/></font>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<numFmts count="1"><numFmt numFmtId="${DATE_FORMAT}" formatCode="yyyy\\-mm\\-dd"/></numFmts>`,
    `<fonts count="3">${font('')}${font('<b/>')}<font><b/><sz val="11"/><color rgb="FFC62828"/><name val="等线"/></font></fonts>`,
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE3EFEA"/></patternFill></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${NAMES.length}">${Object.values(STYLES).map(cellFormat).join('')}</cellXfs>`,
    '</styleSheet>',
  ].join('');
}

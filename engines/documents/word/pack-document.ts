/** Makes the bytes of a .docx depend on its content only: the library stamps the time, we take it out again. */
import { type Document, Packer } from 'docx';
import type { Day } from '#shared/day.ts';
import { type Archive, openArchive } from '../excel/archive.ts';
import { DEFAULT_WORKBOOK_LIMITS } from '../excel/limits.ts';
import { escapeXml } from '../xml-text.ts';
import { writeZip, type ZipPart } from '../zip-writer.ts';
import { FONT_ALTERNATIVES } from './measures.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export interface DocumentProperties {
  title: string;
  creator: string;
  day: Day;
}

function coreProperties({ title, creator, day }: DocumentProperties): string {
  const time = `${day}T00:00:00Z`;
  return (
    `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(creator)}</dc:creator><cp:lastModifiedBy>${escapeXml(creator)}</cp:lastModifiedBy>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified></cp:coreProperties>`
  );
}

/** Names what to use where a licensed font is missing. */
function fontTable(): string {
  const fonts = Object.entries(FONT_ALTERNATIVES).map(
    ([name, alternative]) =>
      `<w:font w:name="${name}"><w:altName w:val="${alternative}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `${HEAD}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}

/** The library has no paragraph property `snapToGrid`; the default style gets it here. */
async function stylesXml(archive: Archive): Promise<string> {
  return (await archive.text('word/styles.xml')).replaceAll('<w:pPr><w:spacing', '<w:pPr><w:snapToGrid w:val="0"/><w:spacing');
}

async function* later(text: Promise<string>): AsyncGenerator<string, void, undefined> {
  yield await text;
}

function part(archive: Archive, path: string, properties: DocumentProperties): ZipPart {
  if (path === 'docProps/core.xml') return { path, content: [coreProperties(properties)] };
  if (path === 'word/fontTable.xml') return { path, content: [fontTable()] };
  if (path === 'word/styles.xml') return { path, content: later(stylesXml(archive)) };
  return { path, content: archive.stream(path) };
}

export async function packDocument(document: Document, properties: DocumentProperties): Promise<Uint8Array> {
  const archive = await openArchive(await Packer.toBuffer(document), { ...DEFAULT_WORKBOOK_LIMITS, ratio: Number.MAX_SAFE_INTEGER });
  const parts = archive.paths().map((path) => part(archive, path, properties));
  return Buffer.concat(await Array.fromAsync(writeZip(parts)));
}

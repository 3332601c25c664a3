/** A line in the upper margin of a finished Word document, as a stamp would stand there. */
import { openArchive } from '../excel/archive.ts';
import { DEFAULT_WORKBOOK_LIMITS } from '../excel/limits.ts';
import { escapeXml } from '../xml-text.ts';
import { writeZip } from '../zip-writer.ts';

const BODY = /<w:body(?:\s[^>]*)?>/;
const DOCUMENT = 'word/document.xml';

/** In a frame fixed to the page, 12 mm below its upper edge: nothing of the text moves. */
function stampParagraph(text: string): string {
  const frame = '<w:framePr w:w="9000" w:hSpace="0" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:xAlign="center" w:y="680"/>';
  const run = '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:color w:val="C00000"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>';
  return `<w:p><w:pPr>${frame}<w:spacing w:line="400" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr><w:r>${run}<w:t>${escapeXml(text)}</w:t></w:r></w:p>`;
}

/**
 * @param word bytes of a .docx that was made or inspected here @param text of one line
 * @returns the bytes of the same document with the line above its first page; the same input gives the same bytes
 */
export async function stampDocument(word: Uint8Array, text: string): Promise<Uint8Array> {
  const archive = await openArchive(word, { ...DEFAULT_WORKBOOK_LIMITS, ratio: Number.MAX_SAFE_INTEGER });
  const source = await archive.text(DOCUMENT);
  if (!BODY.test(source)) throw new Error(`${DOCUMENT} has no body`);
  const stamped = source.replace(BODY, (body) => body + stampParagraph(text));
  const parts = archive.paths().map((path) => ({ path, content: path === DOCUMENT ? [stamped] : archive.stream(path) }));
  return Buffer.concat(await Array.fromAsync(writeZip(parts)));
}

/** A Word template with its marks filled in. */
import { openArchive } from '../excel/archive.ts';
import { DEFAULT_WORKBOOK_LIMITS } from '../excel/limits.ts';
import { withoutForbidden } from '../xml-text.ts';
import { writeZip } from '../zip-writer.ts';
import { openHandler } from './template-handler.ts';

export interface TemplatePicture {
  /** bytes of a PNG */
  png: Uint8Array;
  /** width and height in pixels of 1/96 inch */
  size: number;
  /** read out by screen readers */
  description: string;
}

/** Mark → what stands in its place. Lines of a text become lines of the paragraph. */
export type TemplateValues = Readonly<Record<string, string | TemplatePicture>>;

/** Fills a template that was inspected. The same template and values give the same bytes; a mark without a value leaves nothing. */
export async function fillTemplate(template: Uint8Array, values: TemplateValues): Promise<Uint8Array> {
  const { handler } = await openHandler();
  const filled = await handler.process(Buffer.from(template), Object.fromEntries(Object.entries(values).map(([name, value]) => [name, contentOf(value)])));
  return repack(filled);
}

function contentOf(value: string | TemplatePicture) {
  if (typeof value === 'string') return withoutForbidden(value);
  const { png, size, description } = value;
  return { _type: 'image', source: Buffer.from(png), format: 'image/png', width: size, height: size, altText: description };
}

/** The library stamps the time on the parts; ours depend on their content only. */
async function repack(bytes: Uint8Array): Promise<Uint8Array> {
  const archive = await openArchive(bytes, { ...DEFAULT_WORKBOOK_LIMITS, ratio: Number.MAX_SAFE_INTEGER });
  const parts = archive.paths().map((path) => ({ path, content: archive.stream(path) }));
  return Buffer.concat(await Array.fromAsync(writeZip(parts)));
}

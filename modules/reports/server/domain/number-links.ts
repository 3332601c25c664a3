/**
 * Numbers in a report's text carry their source: `[81.3%](GZ-Q02)`, with `@division` for a unit below and `@day` for
 * another day than the report's own: `[78%](GZ-Q02@440103000000@2023-03-31)`.
 */
import type { NumberSource, TextSegment } from '../../contract/report.ts';

const LINK = /\[([^[\]\n]{1,60})\]\(([A-Z][A-Z0-9]*-Q\d{2})(?:@(\d{12}))?(?:@(\d{4}-\d{2}-\d{2}))?\)/g;

/** Where the numbers of a report stand when a link says nothing else. */
export interface LinkContext {
  division: string;
  asOf: string;
}

export function link(words: string, source: NumberSource, context: LinkContext): string {
  const division = source.division === context.division ? '' : `@${source.division}`;
  const day = source.asOf === context.asOf ? '' : `@${source.asOf}`;
  return `[${words}](${source.target}${division}${day})`;
}

/** One paragraph cut into plain text and numbers with their source. */
export function segmentsOf(paragraph: string, context: LinkContext): TextSegment[] {
  const segments: TextSegment[] = [];
  let end = 0;
  for (const match of paragraph.matchAll(LINK)) {
    const [whole, words = '', target = '', division, asOf] = match;
    if (match.index > end) segments.push({ text: paragraph.slice(end, match.index), source: null });
    segments.push({ text: words, source: { target, division: division ?? context.division, asOf: asOf ?? context.asOf } });
    end = match.index + whole.length;
  }
  if (end < paragraph.length) segments.push({ text: paragraph.slice(end), source: null });
  return segments;
}

/** The text as it stands on paper. */
export function withoutLinks(text: string): string {
  return text.replace(LINK, '$1');
}

/** The same text for a report of another unit or day: every source is spelled out where it would change its meaning. */
export function relinked(text: string, from: LinkContext, to: LinkContext): string {
  return text.replace(LINK, (_, words: string, target: string, division: string | undefined, asOf: string | undefined) =>
    link(words, { target, division: division ?? from.division, asOf: asOf ?? from.asOf }, to),
  );
}

/** Blank lines mean nothing; every other line is a paragraph. */
export function paragraphsOf(content: string): string[] {
  return content
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

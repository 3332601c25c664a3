import { codeOf } from '#shared/division-code.ts';

/** The progress of a plan; `place` where it is not the plan's own division. */
export function planAddress(id: string, place?: number): string {
  return place === undefined ? `/plans/${id}` : `/plans/${id}?place=${codeOf(place)}`;
}

/** The text of a plan as issued, at a clause or a line of it. */
export function textAddress(id: string, anchor?: string): string {
  return `/plans/${id}/text${anchor === undefined ? '' : `#${anchor}`}`;
}

/** Where a line of a document stands on the page of the text. */
export function lineAnchor(file: string, line: number): string {
  return `${file.replace(/\.[a-z]+$/, '')}-${line}`;
}

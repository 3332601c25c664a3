import type { DivisionSummary } from '#modules/divisions/contract/division.ts';
import type { Context } from '#platform/context.ts';
import { decodeCursor, encodeCursor, type Page } from '#shared/page.ts';
import { countChildren, readChildren } from '../division-store.ts';
import { findDivision } from './find-division.ts';
import { summarizeDivisions } from './summarize-divisions.ts';

export interface ListChildrenInput {
  code: string;
  limit: number;
  cursor?: string;
  withTotal?: boolean;
  includeClosed?: boolean;
}

/** Divisions directly below, by key, page by page: the tree is never sent whole. @throws DIVISION_NOT_FOUND */
export async function listChildren(context: Context, input: ListChildrenInput): Promise<Page<DivisionSummary>> {
  const { db } = context.platform;
  const parent = await findDivision(context, db, input.code);
  const found = await readChildren(db, parent.key, keyOfCursor(input.cursor), input.limit + 1, input.includeClosed ?? false);
  const rows = found.slice(0, input.limit);
  const last = found.length > input.limit ? rows.at(-1) : undefined;
  const total = input.withTotal && !input.includeClosed ? ((await countChildren(db, [parent.key])).get(parent.key) ?? 0) : null;
  return { items: await summarizeDivisions(db, rows), nextCursor: last ? encodeCursor([last.key]) : null, total };
}

/** The key after which a page begins; an unreadable cursor begins anew. */
export function keyOfCursor(cursor: string | undefined): number {
  const key = cursor === undefined ? undefined : decodeCursor(cursor)?.[0];
  return typeof key === 'number' ? key : -1;
}

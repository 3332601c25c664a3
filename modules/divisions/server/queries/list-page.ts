import type { DivisionSummary } from '#modules/divisions/contract/division.ts';
import type { Context } from '#platform/context.ts';
import type { Day } from '#shared/day.ts';
import { type DivisionLevel, rangeOf } from '#shared/division-code.ts';
import { encodeCursor, type Page } from '#shared/page.ts';
import { readStatesAfter } from '../division-store.ts';
import { findDivision } from './find-division.ts';
import { keyOfCursor } from './list-children.ts';
import { countUnits } from './list-units.ts';
import { summarizeDivisions } from './summarize-divisions.ts';

export interface ListPageInput {
  scope?: string;
  level?: DivisionLevel;
  asOf?: Day;
  limit: number;
  cursor?: string;
  withTotal?: boolean;
}

/** A page of the tree of a day, flat and in order of key. @throws DIVISION_NOT_FOUND */
export async function listPage(context: Context, input: ListPageInput): Promise<Page<DivisionSummary>> {
  const { db } = context.platform;
  const scope = input.scope === undefined ? undefined : await findDivision(context, db, input.scope);
  const range = scope ? rangeOf(scope.key, scope.level) : context.actor.range;
  const day = input.asOf ?? context.today;
  const after = Math.max(range.from - 1, keyOfCursor(input.cursor));
  const found = await readStatesAfter(db, { after, to: range.to, day, limit: input.limit + 1, level: input.level });
  const rows = found.slice(0, input.limit);
  const last = found.length > input.limit ? rows.at(-1) : undefined;
  const total = input.withTotal ? await countUnits(db, { range, levels: input.level ? [input.level] : undefined, onDay: day }) : null;
  return { items: await summarizeDivisions(db, rows), nextCursor: last ? encodeCursor([last.key]) : null, total };
}

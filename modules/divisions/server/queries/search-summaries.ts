import type { DivisionSummary } from '#modules/divisions/contract/division.ts';
import { intersect } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { type DivisionLevel, rangeOf } from '#shared/division-code.ts';
import { findDivisions } from '../division-store.ts';
import { findDivision } from './find-division.ts';
import { searchDivisions } from './search-divisions.ts';
import { summarizeDivisions } from './summarize-divisions.ts';

export interface SearchSummariesInput {
  q: string;
  /** a division to search in; the jurisdiction by default and at most */
  within?: string;
  level?: DivisionLevel;
  limit: number;
}

/** Divisions that people may mean by what they typed, best first, each with its path. @throws DIVISION_NOT_FOUND */
export async function searchSummaries(context: Context, input: SearchSummariesInput): Promise<DivisionSummary[]> {
  const { db } = context.platform;
  const within = input.within === undefined ? undefined : await findDivision(context, db, input.within);
  const range = within ? intersect(context.actor.range, rangeOf(within.key, within.level)) : context.actor.range;
  const keys = await searchDivisions(db, { query: input.q, range, level: input.level, limit: input.limit });
  const divisions = await findDivisions(db, keys);
  return summarizeDivisions(
    db,
    keys.flatMap((key) => divisions.get(key) ?? []),
  );
}

import type { DivisionSummary } from '#modules/divisions/contract/division.ts';
import type { Database } from '#platform/db/database.ts';
import { countChildren, type Division } from '../division-store.ts';
import { getDivisionPaths } from './get-division-paths.ts';
import { listed } from './list-divisions.ts';

/** Divisions as screens show them, with their paths and how many lie directly below; two round trips for all. */
export async function summarizeDivisions(db: Database, divisions: readonly Division[]): Promise<DivisionSummary[]> {
  const keys = divisions.map((division) => division.key);
  const [paths, children] = await Promise.all([getDivisionPaths(db, keys), countChildren(db, keys)]);
  return divisions.map((division) => ({
    ...listed(division),
    shortName: division.shortName,
    committeeKind: division.committeeKind,
    validFrom: division.validFrom,
    validTo: division.validTo,
    path: paths.get(division.key)?.path ?? [division.shortName],
    childCount: children.get(division.key) ?? 0,
  }));
}

import type { DivisionMap } from '#modules/divisions/contract/map.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { NATION_KEY } from '#shared/division-code.ts';
import { arrangeMap } from '../domain/arrange-map.ts';
import { readOutlinesBelow } from '../map-store.ts';
import { findDivision } from './find-division.ts';

/** Outlines of what lies directly below a division; null where no pack has any. @throws DIVISION_NOT_FOUND */
export async function getMap(context: Context, code: string): Promise<DivisionMap | null> {
  const { db } = context.platform;
  const { key } = await findDivision(context, db, code);
  return arrangeMap(await readOutlinesBelow(db, 'division_outlines', key, context.today)) ?? null;
}

/** For pages for anybody: only outlines with a number of approval (审图号), and never the nation's, which a pack may have incomplete. */
export async function getPublicMap(portalDb: Database, key: number, today: Day): Promise<DivisionMap | undefined> {
  return key === NATION_KEY ? undefined : arrangeMap(await readOutlinesBelow(portalDb, 'divisions_published_outlines', key, today));
}

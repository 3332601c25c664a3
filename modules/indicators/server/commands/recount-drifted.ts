import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { foldProvinceMonths, isSumOfProvince } from '../province-store.ts';
import { checkFigures, type FigureCheck } from './check-figures.ts';
import { recountDistricts } from './recount-districts.ts';

/** How far it is: `done` of `all` districts. */
export interface RecountProgress {
  work: 'checking' | 'recounting';
  done: number;
  all: number;
  /** the district that is recounted now */
  district?: number;
}

/**
 * Checks the counters of the actor's jurisdiction and recounts from the records whatever district differs, then checks again. Each district is
 * one transaction with its entry, so that one ended half-way says which are mended. What was found stays among the checks: why it differed is
 * still to be found. @idempotent
 * @throws PERMISSION_MISSING
 */
export async function recountDrifted(
  context: Context,
  onProgress: (progress: RecountProgress) => void = () => undefined,
): Promise<{ found: FigureCheck; left: FigureCheck }> {
  const check = () => checkFigures(context, (done, all) => onProgress({ work: 'checking', done, all }));
  const found = await check();
  if (found.drift.length === 0) return { found, left: found };
  const measures = Map.groupBy(found.drift, ({ district }) => district);
  let done = 0;
  for (const [district, { length: drifted }] of measures) {
    onProgress({ work: 'recounting', done, all: measures.size, district });
    await recountOne(context, district, drifted);
    done += 1;
  }
  onProgress({ work: 'recounting', done, all: measures.size });
  await foldProvinces(context, [...measures.keys()].filter(isSumOfProvince).length);
  return { found, left: await check() };
}

function recountOne(context: Context, district: number, drifted: number): Promise<void> {
  const { db, facts } = context.platform;
  return inTransaction(db, async (tx) => {
    await recountDistricts(tx, facts, { districts: [district] });
    await audit(tx, context, { action: 'figures.recounted', subject: { type: 'figureCheck', id: 'drifted', district }, details: { drifted } });
  });
}

/** Sums of provinces are rows of their own, made anew all at once. */
function foldProvinces(context: Context, drifted: number): Promise<void> {
  return inTransaction(context.platform.db, async (tx) => {
    await foldProvinceMonths(tx);
    if (drifted > 0)
      await audit(tx, context, { action: 'figures.recounted', subject: { type: 'figureCheck', id: 'provinces', district: 0 }, details: { drifted } });
  });
}

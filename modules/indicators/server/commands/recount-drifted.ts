import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { checkFigures, type FigureCheck } from './check-figures.ts';
import { foldProvinces } from './fold-provinces.ts';
import { recountDistricts } from './recount-districts.ts';

/**
 * Checks the counters of the actor's jurisdiction and recounts from the records whatever district differs, then checks again. What was found
 * stays among the checks: why it differed is still to be found. @idempotent
 * @throws PERMISSION_MISSING
 */
export async function recountDrifted(context: Context): Promise<{ found: FigureCheck; left: FigureCheck }> {
  const found = await checkFigures(context);
  if (found.drift.length === 0) return { found, left: found };
  const { db, facts } = context.platform;
  const districts = [...new Set(found.drift.map(({ district }) => district))];
  for (const district of districts) await inTransaction(db, (tx) => recountDistricts(tx, facts, { districts: [district] }));
  // sums of provinces are rows of their own
  await foldProvinces(context);
  const left = await checkFigures(context);
  await inTransaction(db, (tx) =>
    audit(tx, context, {
      action: 'figures.recounted',
      subject: { type: 'figureCheck', id: 'drifted', district: 0 },
      details: { districts: districts.length, drifted: found.drift.length, left: left.drift.length },
    }),
  );
  return { found, left };
}

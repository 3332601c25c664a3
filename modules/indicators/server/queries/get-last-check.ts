import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { LastCheck } from '../../contract/check.ts';
import { codeOf } from '#shared/division-code.ts';

const SHOWN = 100;

/** The latest self-check whose scope holds the actor's jurisdiction, or null. Drift outside it is left out. @throws PERMISSION_MISSING */
export async function getLastCheck(context: Context): Promise<LastCheck | null> {
  requirePermission(context.actor, 'indicator.check');
  const { range } = context.actor;
  const { rows } = await sql<{ started_at: Date; finished_at: Date; districts: number; details: { measureId: number; district: number }[] }>`
    select started_at, finished_at, districts, details from figure_checks
    where scope_from <= ${range.from} and scope_to >= ${range.to} order by started_at desc, id desc limit 1`.execute(context.platform.db);
  const [row] = rows;
  if (!row) return null;
  const drift = row.details.filter(({ district }) => district * 1e6 >= range.from && district * 1e6 < range.to);
  return {
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at.toISOString(),
    districts: row.districts,
    drifted: drift.length,
    drift: drift.slice(0, SHOWN).map(({ measureId, district }) => ({ measure: measureId, division: codeOf(district * 1e6) })),
  };
}

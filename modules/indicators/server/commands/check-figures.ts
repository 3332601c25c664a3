import { sql } from 'kysely';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { isDistributed } from '#platform/db/is-distributed.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { gatheredReadings } from '#platform/replica/gathered-readings.ts';
import { listUnits } from '#modules/divisions/server/public.ts';
import { districtOf, isWithin } from '#shared/division-code.ts';
import { differencesOf, type DistrictFigure, EMPTY_FIGURE, isStored } from '../domain/figure-changes.ts';
import { countDistricts } from '../count-districts.ts';
import { listStoredDistricts, readFigures } from '../figure-store.ts';
import { listMeasures, type Measure } from '../measure-store.ts';
import { type Pieces, readPieces } from '../piece-store.ts';
import { findProvinceDrift } from '../province-store.ts';

export interface FigureCheck {
  districts: number;
  /** counters that differ from a recount; must be empty */
  drift: { measureId: number; district: number }[];
}

/** More than this is one finding: the counters are broken as a whole. */
const KEPT_DETAILS = 1000;

/** Recounts every figure of the actor's jurisdiction from the records and reports, without repairing, what differs. @throws PERMISSION_MISSING */
export async function checkFigures(context: Context, onProgress?: (done: number, all: number) => void): Promise<FigureCheck> {
  requirePermission(context.actor, 'indicator.check');
  const measures = await listMeasures(context.platform.db);
  const districts = await districtsOf(context, measures);
  const drift: FigureCheck['drift'] = [];
  const atOnce = (await isDistributed(context.platform.db)) ? 1 : AT_ONCE;
  for (let start = 0; start < districts.length; start += atOnce) {
    const some = districts.slice(start, start + atOnce);
    drift.push(...(await driftOf(context, some, measures)));
    onProgress?.(start + some.length, districts.length);
  }
  drift.push(...(await findProvinceDrift(context.platform.db, context.actor.range)));
  const check = { districts: districts.length, drift };
  await inTransaction(context.platform.db, (tx) => keep(tx, context, check));
  return check;
}

/** Wherever there are units to count, or counters left over. */
async function districtsOf(context: Context, measures: readonly Measure[]): Promise<number[]> {
  const { range } = context.actor;
  const units = await listUnits(context.platform.db, { range, levels: ['nation', 'province', 'city', 'county'] });
  const stored = await listStoredDistricts(
    gatheredReadings(context).platform.db,
    measures.map((measure) => measure.id),
    districtOf(range.from),
    districtOf(range.to - 1),
  );
  return [...new Set([...units.map((unit) => districtOf(unit.key)), ...stored])].sort((one, other) => one - other);
}

/** So many districts share their statements and their snapshot where one server holds them. */
const AT_ONCE = 16;

/** In one snapshot, so that a write in between is no drift. */
async function driftOf(context: Context, districts: readonly number[], measures: readonly Measure[]): Promise<FigureCheck['drift']> {
  return context.platform.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const ids = measures.map((measure) => measure.id);
      const here = districts.map((district) => [district, measures.filter((measure) => isWithin(district * 1e6, measure.scope))] as const);
      const stored = await readFigures(tx, districts, ids);
      const counted = await countDistricts(tx, context.platform.facts, new Map(here));
      const pieces = await readPieces(tx, districts, ids);
      const drifts = (district: number, id: number, figure: DistrictFigure) => {
        const judged = counted.get(district)?.get(id);
        return !isStored(judged ?? EMPTY_FIGURE, figure) || !arePieces(pieces.get(district)?.get(id), judged?.pieces() ?? NO_PIECES, district);
      };
      return [...stored].flatMap(([district, figures]) =>
        [...figures].filter(([id, figure]) => drifts(district, id, figure)).map(([measureId]) => ({ measureId, district })),
      );
    });
}

const NO_PIECES: Pieces = new Map();

/** Kept pieces are all of them, each to the letter, and tell that they are kept. */
function arePieces(stored: Pieces | undefined, counted: Pieces, district: number): boolean {
  if (!stored) return true;
  const all = new Set([...stored.keys(), ...counted.keys()]);
  return stored.has(district * 1e6) && [...all].every((piece) => differencesOf(counted.get(piece) ?? [], stored.get(piece) ?? []).length === 0);
}

async function keep(tx: Transaction, context: Context, { districts, drift }: FigureCheck): Promise<void> {
  const id = await nextRecordId(tx, 0);
  const { range } = context.actor;
  await sql`insert into figure_checks (id, started_at, finished_at, scope_from, scope_to, districts, drifted, details)
    values (${id}, ${context.now.toISOString()}, ${context.platform.clock.now().toISOString()}, ${range.from}, ${range.to}, ${districts}, ${drift.length},
      ${JSON.stringify(drift.slice(0, KEPT_DETAILS))}::jsonb)`.execute(tx);
  await audit(tx, context, { action: 'figures.checked', subject: { type: 'figureCheck', id, district: 0 }, details: { districts, drifted: drift.length } });
}

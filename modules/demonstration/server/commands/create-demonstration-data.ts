import { sql } from 'kysely';
import { streamDivisions } from '#modules/divisions/server/public.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { type Inserted, insertRecords } from '#platform/imports/insert-records.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import type { SheetDefinition } from '#platform/imports/sheet.ts';
import { isWithin, NATION_KEY } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { demonstrationErrors } from '../../contract/errors.ts';
import { generateRegion, scaleFor } from '../domain/generate-region.ts';
import { type PlaceRow, regionsOf } from '../domain/places.ts';
import { REGISTERS } from '../domain/record.ts';
import { hasDemonstrationData } from '../queries/has-demonstration-data.ts';
import { readSurnames } from '../read-surnames.ts';

export interface CreateDemonstrationInput {
  /** the same seed gives the same data */
  seed: number;
  /** overall mean per community; without it each region's calibrated figures */
  organizationsPerCommunity?: number | undefined;
  /** the registers of the product */
  sheets: readonly SheetDefinition[];
  /** told after each region */
  onProgress?: (region: string, records: number) => void;
}

export interface CreateDemonstrationResult {
  /** register → number of records */
  counts: Record<string, number>;
}

/**
 * Fills every register in all loaded divisions with marked, invented records, and counts the figures once at the end.
 * All or nothing. Needs `demonstration.manage`.
 * @throws DEMONSTRATION_WHOLE, DEMONSTRATION_ALREADY_THERE, DEMONSTRATION_NEEDS_DIVISIONS, RECORD_RUN_ELSEWHERE
 */
export async function createDemonstrationData(context: Context, input: CreateDemonstrationInput): Promise<CreateDemonstrationResult> {
  requirePermission(context.actor, 'demonstration.manage');
  if (!isWithin(NATION_KEY, context.actor.range)) throw refuse(demonstrationErrors.DEMONSTRATION_WHOLE);
  if (await hasDemonstrationData(context.platform.db)) throw refuse(demonstrationErrors.DEMONSTRATION_ALREADY_THERE);
  const regions = regionsOf(await readPlaces(context));
  if (regions.length === 0) throw refuse(demonstrationErrors.DEMONSTRATION_NEEDS_DIVISIONS);
  const surnames = await readSurnames();
  const scale = scaleFor(regions, input.organizationsPerCommunity);
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const all: Inserted = { counts: {}, sets: [], districts: [] };
    for (const region of regions) {
      const records = generateRegion({ seed: input.seed, surnames, scale, today: context.today }, region);
      const batches = orderedSheets(input.sheets).map(({ sheet, register }) => ({ sheet, rows: records[register] }));
      const inserted = await insertRecords(tx, batches, { actor: context.actor.id, now: context.now, demonstration: true });
      addUp(all, inserted);
      input.onProgress?.(
        region.name,
        Object.values(inserted.counts).reduce((sum, count) => sum + count, 0),
      );
    }
    await context.platform.facts.changed(tx, { sets: [...new Set(all.sets)], districts: [...new Set(all.districts)], today: context.today });
    await remember(tx, context, input, all.counts);
    return { counts: all.counts };
  });
}

async function readPlaces(context: Context): Promise<PlaceRow[]> {
  const places: PlaceRow[] = [];
  for await (const page of streamDivisions(context, {})) {
    for (const { code, parent, ...rest } of page) places.push({ ...rest, key: Number(code), parent: parent === null ? null : Number(parent) });
  }
  return places;
}

/** The sheets of the registers that get records, those referred to first. */
function orderedSheets(sheets: readonly SheetDefinition[]) {
  return REGISTERS.flatMap((register) => sheets.filter((sheet) => sheet.register === register).map((sheet) => ({ sheet, register })));
}

function addUp(all: Inserted, more: Inserted): void {
  for (const [register, count] of Object.entries(more.counts)) all.counts[register] = (all.counts[register] ?? 0) + count;
  all.sets.push(...more.sets);
  all.districts.push(...more.districts);
}

async function remember(tx: Transaction, context: Context, input: CreateDemonstrationInput, counts: Record<string, number>): Promise<void> {
  const id = await nextRecordId(tx, 0);
  await sql`insert into demonstration_fills (id, seed, organizations_per_community, counts, created_at, created_by)
    values (${id}, ${input.seed}, ${input.organizationsPerCommunity ?? null}, ${JSON.stringify(counts)}::jsonb, ${context.now}, ${context.actor.id})`.execute(
    tx,
  );
  const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
  await audit(tx, context, { action: 'demonstration.created', subject: { type: 'demonstration', id, district: 0 }, details: { seed: input.seed, records } });
}

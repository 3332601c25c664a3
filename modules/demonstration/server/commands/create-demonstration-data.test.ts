import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { exportEvidence, importEvidence } from '#modules/evidence/server/public.ts';
import { checkFigures } from '#modules/indicators/server/public.ts';
import { getProgress, loadPlanFiles } from '#modules/plans/server/public.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook, sampleRow } from '#tests/support/evidence-workbook.ts';
import { createDemonstrationData, hasDemonstrationData, removeDemonstrationData } from '../public.ts';

const { db } = await createTestDatabase();
const context = testContext(db, { facts: createProductFacts(), now: '2026-11-21T04:00:00.000Z' });
const sheets = productRegisters.inWritingOrder;
const fill = (seed = 1) => createDemonstrationData(context, { seed, sheets });

/** Every row of every register without what the moment of filling gives it. */
async function contents(): Promise<string[]> {
  const found: string[] = [];
  for (const sheet of sheets) {
    const { rows } = await sql<{
      row: Record<string, unknown>;
    }>`select to_jsonb(t) - 'created_at' - 'updated_at' as row from ${sql.table(sheet.table)} t`.execute(db);
    for (const { row } of rows) found.push(JSON.stringify(Object.entries(row).filter(([column]) => column !== 'id' && !column.endsWith('_id'))));
  }
  return found.sort();
}

beforeAll(async () => {
  await loadPlanFiles(context);
});

describe('demonstration data', () => {
  it('needs divisions to lie in', async () => {
    await expect(fill()).rejects.toMatchObject({ code: 'DEMONSTRATION_NEEDS_DIVISIONS' });
    expect(await hasDemonstrationData(db)).toBe(false);
    await loadDivisions(context, { scope: ['410400'] });
  });

  it('fills every register with marked rows and lets the figures be counted', async () => {
    const { counts } = await fill();
    expect(await hasDemonstrationData(db)).toBe(true);
    expect(counts['organizations']).toBeGreaterThan(10_000);
    const { targets } = await getProgress(context, { plan: 'pingdingshan-2021', asOf: '2023-06-30' });
    expect(new Set(targets.map((target) => target.status))).toEqual(new Set(['met', 'onTrack', 'atRisk', 'missed', 'shown']));
    const { drift } = await checkFigures(context);
    expect(drift).toEqual([]);
  });

  it('would be accepted by the import to the last row', { timeout: 120_000 }, async () => {
    const chunks = await Array.fromAsync(await exportEvidence(context, productRegisters, { division: '410402', masked: true }));
    const outcome = await importEvidence(context, productRegisters, Buffer.concat(chunks), { dryRun: true });
    expect(outcome.findings).toEqual([]);
    for (const sheet of outcome.sheets) expect(sheet).toMatchObject({ created: 0, updated: 0, rejected: 0 });
  });

  it('is refused a second time', async () => {
    await expect(fill(2)).rejects.toMatchObject({ code: 'DEMONSTRATION_ALREADY_THERE' });
  });

  it('is the same again for the same seed, and goes without touching what people entered', { timeout: 120_000 }, async () => {
    const before = await contents();
    const own = await importEvidence(context, productRegisters, await evidenceWorkbook({ 社区社会组织: [sampleRow('社区社会组织')] }));
    expect(own.findings).toEqual([]);
    await removeDemonstrationData(context, sheets);
    expect(await hasDemonstrationData(db)).toBe(false);
    expect(await contents()).toHaveLength(1);
    expect((await checkFigures(context)).drift).toEqual([]);
    await fill();
    expect((await contents()).filter((row) => row.includes('"demonstration",true'))).toEqual(before);
  });

  it('cannot be removed twice', async () => {
    await removeDemonstrationData(context, sheets);
    await expect(removeDemonstrationData(context, sheets)).rejects.toMatchObject({ code: 'DEMONSTRATION_NONE' });
  });
});

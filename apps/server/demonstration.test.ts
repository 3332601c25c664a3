/** What was invented goes without a trace: every table is as it was, but for what is kept on purpose. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { loadRuleSets } from '#modules/filings/server/public.ts';
import { loadPlanFiles } from '#modules/plans/server/public.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createProductFacts } from './facts.ts';
import { clearDemonstration, fillWithDemonstration } from './demonstration.ts';

const { db, owner } = await createTestDatabase();
const context = testContext(db, { facts: createProductFacts() });
const KEPT = [
  // what was done, and that it was
  'audit_entries',
  'audit_heads',
  'demonstration_fills',
  // places that were counted, counters at nought, sums that the night folds
  'figure_districts',
  'figure_totals',
  'figure_province_months',
  'volunteer_figures',
  // numbers that were used are not used again; wordings that were in force
  'volunteer_certificate_numbers',
  'filing_template_versions',
];

async function rowsByTable(): Promise<Map<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`.execute(owner);
  const counts = tables.map(async ({ name }) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(owner);
    return [name, rows[0]?.n ?? 0] as const;
  });
  return new Map(await Promise.all(counts));
}

it('leaves the trail and nothing else', async () => {
  await loadDivisions(context, { scope: ['410402001', '410403001'] });
  await loadPlanFiles(context);
  await loadRuleSets(context);
  const before = await rowsByTable();
  await fillWithDemonstration(context, { seed: 1, organizationsPerCommunity: 1 }, () => undefined);
  const filled = await rowsByTable();
  expect([...filled].filter(([name, rows]) => rows > (before.get(name) ?? 0)).length).toBeGreaterThan(40);
  expect(filled.get('whereabouts')).toBeGreaterThan(20);
  await clearDemonstration(context);
  const after = await rowsByTable();
  const changed = [...after].filter(([name, rows]) => rows !== before.get(name)).map(([name]) => name);
  expect(changed.sort()).toEqual(KEPT.toSorted());
}, 60_000);

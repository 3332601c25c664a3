/** The product under comparison: plans loaded, workbooks brought in as files, progress asked as any program asks it. */
import { expect } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { importEvidence } from '#modules/evidence/server/public.ts';
import { getProgress, loadPlanFiles } from '#modules/plans/server/public.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { removeDemonstrationRecords } from '#platform/imports/remove-demonstration-records.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { ExpectedTarget, PlanRule } from './expected-progress.ts';
import { loadFourRegions } from './four-regions.ts';
import type { Territory } from './territory.ts';
import { workbookFile } from './workbook-file.ts';
import type { WorkbookRows } from './workbook-rows.ts';

export const TODAY = '2026-11-21';

export interface Product {
  context: Context;
  territory: Territory;
  /** imports a workbook for good */
  bringIn(book: WorkbookRows): Promise<void>;
  /** imports a workbook, and takes its records out again after the work */
  withWorkbook(book: WorkbookRows, work: () => Promise<void>): Promise<void>;
  progress(plan: PlanRule, division: string, asOf: string, boundaries?: 'today' | 'then'): Promise<ComparedTarget[]>;
}

/** What is compared; `low` and rounding stay out of it. */
export type ComparedTarget = Pick<ExpectedTarget, 'id' | 'value' | 'numerator' | 'denominator' | 'met' | 'status' | 'deadline' | 'parts'> & {
  failing: { count: number; sample: string[] };
};

export async function openProduct(): Promise<Product> {
  const { db } = await createTestDatabase();
  const context = testContext(db, { facts: createProductFacts(), now: `${TODAY}T04:00:00.000Z` });
  const territory = await loadFourRegions(context);
  await loadPlanFiles(context);
  const bringIn = async (book: WorkbookRows) => {
    const outcome = await importEvidence(context, productRegisters, workbookFile(book), { demonstration: true });
    expect(outcome.findings).toEqual([]);
  };
  return {
    context,
    territory,
    bringIn,
    async withWorkbook(book, work) {
      await bringIn(book);
      try {
        await work();
      } finally {
        await clear(context);
      }
    },
    async progress(plan, division, asOf, boundaries) {
      const { targets } = await getProgress(context, { plan: plan.id, division, asOf, boundaries });
      return targets.map((target) => ({ ...target, parts: target.parts ?? undefined }) as ComparedTarget);
    },
  };
}

/** The records came in with the mark of demonstration data, so they can be told apart and taken out. */
async function clear(context: Context): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    const removed = await removeDemonstrationRecords(tx, productRegisters.inWritingOrder);
    await context.platform.facts.changed(tx, { sets: removed.sets, districts: removed.districts, today: context.today });
  });
}

/** Where oracle and product differ, as sentences; empty when they agree. */
export function differences(expected: readonly ExpectedTarget[], actual: readonly ComparedTarget[]): string[] {
  return expected.flatMap((want) => {
    const have = actual.find((target) => target.id === want.id);
    if (!have) return [`${want.id}: absent`];
    const found: string[] = [];
    for (const part of ['value', 'numerator', 'denominator', 'met', 'deadline'] as const) {
      if (have[part] !== want[part]) found.push(`${want.id}: ${part} is ${have[part]}, not ${want[part]}`);
    }
    if (have.status !== want.status && !isOnTheEdge(want)) found.push(`${want.id}: status is ${have.status}, not ${want.status}`);
    if (have.failing.count !== want.failingCount) found.push(`${want.id}: ${have.failing.count} fail, not ${want.failingCount}`);
    const strangers = have.failing.sample.filter((code) => !want.failing.includes(code));
    if (strangers.length > 0) found.push(`${want.id}: ${strangers.join('、')} does not fail`);
    if (have.failing.sample.length === 0 && want.failing.length > 0) found.push(`${want.id}: no sample of ${want.failing.length}`);
    if (new Set(have.failing.sample).size < have.failing.sample.length) found.push(`${want.id}: sample repeats a code`);
    if (JSON.stringify(have.parts) !== JSON.stringify(want.parts)) found.push(`${want.id}: parts are ${JSON.stringify(have.parts)}`);
    return found;
  });
}

/** A forecast that meets the threshold to within rounding may fall on either side. */
function isOnTheEdge(want: ExpectedTarget): boolean {
  return want.forecastMargin !== null && Math.abs(want.forecastMargin) < 1e-9;
}

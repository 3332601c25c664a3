import { describe, expect, it } from 'vitest';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { CASE_BOOKS } from './cases/case-books.ts';
import type { HandCase } from './cases/case.ts';
import { hainanPartsCase } from './cases/hainan.ts';
import { PLANS, expectedProgress } from './expected-progress.ts';
import { loadFourRegions } from './four-regions.ts';
import { joinRows } from './random-workbook.ts';

const { db } = await createTestDatabase();
const territory = await loadFourRegions(testContext(db));

function planOf(id: string) {
  const plan = PLANS.find((each) => each.id === id);
  if (!plan) throw new Error(`no plan ${id}`);
  return plan;
}

/** The hand-counted figure with everything that follows from it. */
function expected(numerator: number | null, denominator: number | null) {
  if (denominator === null) return { value: numerator, numerator, denominator };
  return { value: denominator === 0 || numerator === null ? null : numerator / denominator, numerator, denominator };
}

for (const book of CASE_BOOKS) {
  const cases = book.cases(territory);
  const rows = joinRows(cases.map((each) => each.rows));

  describe(`the oracle counts ${book.plan} as by hand`, () => {
    it.each(cases.map((each): [string, HandCase] => [`${each.target}: ${each.says}`, each]))('%s', (_name, each) => {
      for (const [asOf, numerator, denominator, met, status] of each.expect) {
        const figures = expectedProgress(planOf(book.plan), { territory, book: rows, division: each.division, asOf });
        const figure = figures.find((target) => target.id === each.target);
        expect({ asOf, ...figure }).toMatchObject({ asOf, ...expected(numerator, denominator), met, status });
      }
    });
  });
}

it('the oracle counts the parts of HN-Q07 as by hand', () => {
  const parts = hainanPartsCase(territory);
  for (const [asOf, hubCharities, brandProjects] of parts.expect) {
    const figures = expectedProgress(planOf('hainan-2021'), { territory, book: parts.rows, division: parts.division, asOf });
    const found = figures.find((target) => target.id === 'HN-Q07')?.parts?.map((part) => part.value);
    expect([asOf, ...(found ?? [])]).toEqual([asOf, hubCharities, brandProjects]);
  }
});

it('has a case for every target with a figure', () => {
  const covered = new Set(CASE_BOOKS.flatMap((book) => book.cases(territory).map((each) => each.target)));
  const missing = PLANS.flatMap((plan) => plan.targets).filter((target) => !['milestone', 'parts'].includes(target.shape) && !covered.has(target.id));
  expect(missing.map((target) => target.id)).toEqual([]);
});

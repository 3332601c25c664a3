import { describe, expect, it } from 'vitest';
import { RandomSource } from '#shared/random-source.ts';
import { CASE_BOOKS } from './cases/case-books.ts';
import type { Expectation, HandCase } from './cases/case.ts';
import { hainanPartsCase } from './cases/hainan.ts';
import { PLANS, type PlanRule, expectedProgress } from './expected-progress.ts';
import { REGIONS } from './four-regions.ts';
import { TODAY, differences, openProduct } from './product.ts';
import { type RandomRegion, joinRows, randomRegion } from './random-workbook.ts';

/** More for a long run: `WOTU_ORACLE_SEEDS=500 npx vitest run tests/oracle`. */
const SEEDS = Number(process.env['WOTU_ORACLE_SEEDS'] ?? 30);
const FIRST_SEED = Number(process.env['WOTU_ORACLE_FIRST_SEED'] ?? 1);
const DAYS = [
  '2020-12-15',
  '2021-08-01',
  '2021-09-30',
  '2021-12-30',
  '2021-12-31',
  '2022-06-30',
  '2022-12-31',
  '2023-05-17',
  '2023-09-15',
  '2023-12-30',
  '2023-12-31',
  '2025-06-30',
  TODAY,
];

const product = await openProduct();
const { territory } = product;

function planOf(id: string): PlanRule {
  const plan = PLANS.find((each) => each.id === id);
  if (!plan) throw new Error(`no plan ${id}`);
  return plan;
}

/** The plan's own division and one of each kind of place where records lie. */
function divisionsFor(random: RandomSource, plan: PlanRule, regions: readonly RandomRegion[]): string[] {
  const { places } = random.pick(regions.filter((region) => territory.isInside(region.places.region.code, plan.division)));
  const below = [places.focus, places.townships, places.communities, places.cities].filter((each) => each.length > 0);
  return [plan.division, ...random.sample(below, 2).map((each) => random.pick(each).code)];
}

describe('the product counts as by hand', () => {
  it.each(CASE_BOOKS.map((book): [string, (typeof CASE_BOOKS)[number]] => [book.plan, book]))('%s', async (_name, book) => {
    const cases = book.cases(territory);
    await product.withWorkbook(joinRows(cases.map((each) => each.rows)), async () => {
      for (const each of cases) expect(await countByProduct(planOf(book.plan), each), `${each.target}: ${each.says}`).toEqual(each.expect);
    });
  });

  it('the parts of HN-Q07', async () => {
    const parts = hainanPartsCase(territory);
    await product.withWorkbook(parts.rows, async () => {
      for (const [asOf, ...wanted] of parts.expect) {
        const found = (await product.progress(planOf('hainan-2021'), parts.division, asOf)).find((target) => target.id === 'HN-Q07');
        expect([asOf, ...(found?.parts?.map((part) => part.value) ?? [])]).toEqual([asOf, ...wanted]);
      }
    });
  });
});

/** A case as the product answers it, in the shape of its expectations. */
async function countByProduct(plan: PlanRule, each: HandCase): Promise<Expectation[]> {
  const answers: Expectation[] = [];
  for (const [asOf] of each.expect) {
    const found = (await product.progress(plan, each.division, asOf)).find((target) => target.id === each.target);
    if (found) answers.push([asOf, found.numerator, found.denominator, found.met, found.status]);
  }
  return answers;
}

describe('the product agrees with the oracle on random workbooks', () => {
  it.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))('seed %i', { timeout: 120_000 }, async (seed) => {
    const random = new RandomSource(seed);
    const regions = REGIONS.map((region) => randomRegion(seed, territory, region));
    const book = joinRows(regions.map((region) => region.rows));
    await product.withWorkbook(book, async () => {
      for (const plan of PLANS) {
        for (const division of divisionsFor(random, plan, regions)) {
          for (const asOf of random.sample(DAYS, 3)) {
            // no boundary moved, so those of the day are today's
            const boundaries = random.chance(0.25) ? 'then' : 'today';
            const expected = expectedProgress(plan, { territory, book, division, asOf });
            const actual = await product.progress(plan, division, asOf, boundaries);
            expect(differences(expected, actual), `${plan.id} in ${division} on ${asOf}, boundaries of ${boundaries}`).toEqual([]);
          }
        }
      }
    });
  });
});

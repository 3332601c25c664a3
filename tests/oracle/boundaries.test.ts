import { describe, expect, it } from 'vitest';
import { listDivisions } from '#modules/divisions/server/public.ts';
import { carryOutOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { addDays } from '#shared/day.ts';
import { RandomSource } from '#shared/random-source.ts';
import { PLANS, type PlanRule, expectedProgress } from './expected-progress.ts';
import { TODAY, type Product, differences, openProduct } from './product.ts';
import { randomOperation, successorsOf } from './random-operations.ts';
import { randomRegion } from './random-workbook.ts';
import { Territory } from './territory.ts';
import type { WorkbookRows } from './workbook-rows.ts';

/** Six unless `WOTU_ORACLE_SEEDS` asks for a long run. */
const SEEDS = process.env['WOTU_ORACLE_SEEDS'] ? Number(process.env['WOTU_ORACLE_SEEDS']) : 6;
const FIRST_SEED = Number(process.env['WOTU_ORACLE_FIRST_SEED'] ?? 1);
const CHANGE_DAYS = ['2021-10-15', '2022-07-01', '2022-07-02', '2023-03-01'];

interface ChangedTree {
  product: Product;
  book: WorkbookRows;
  plan: PlanRule;
  /** what was changed, for the message */
  story: string[];
  successors: { onDay: string; pair: [string, string] }[];
  /** county codes that stay what they are */
  counties: string[];
}

/** Records first, then some changes of the tree around them. */
async function changeTree(seed: number): Promise<ChangedTree> {
  const random = new RandomSource(seed);
  const product = await openProduct();
  const plan = random.pick(PLANS.filter((each) => each.id !== 'national-2021'));
  const { places, rows } = randomRegion(seed, product.territory, plan.division, 2);
  await product.bringIn(rows);
  const tree: ChangedTree = { product, book: rows, plan, story: [], successors: [], counties: places.focus.map((each) => each.code) };
  for (const onDay of CHANGE_DAYS) {
    const now = await treeOf(tree, TODAY);
    const operation = randomOperation(random, now, places, onDay);
    if (!operation) continue;
    const effect = await carryOutOperation(product.context, operation);
    tree.story.push(`${onDay} ${JSON.stringify({ ...operation, reason: undefined, onDay: undefined })}`);
    tree.successors.push(...successorsOf(operation, effect, now).map((pair) => ({ onDay, pair })));
  }
  return tree;
}

/** The tree of a day, with what took the place of each division that had ended by then. */
async function treeOf({ product, successors }: ChangedTree, day: string): Promise<Territory> {
  const ended = successors.filter(({ onDay }) => onDay <= day).map(({ pair }) => pair);
  return new Territory(await listDivisions(product.context, { asOf: day }), { original: product.territory, successors: new Map(ended) });
}

describe('after changes of the tree the product agrees with the oracle', () => {
  it.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))('seed %i', { timeout: 180_000 }, async (seed) => {
    const tree = await changeTree(seed);
    const today = await treeOf(tree, TODAY);
    for (const asOf of [...new Set(CHANGE_DAYS.flatMap((day) => [addDays(day, -1), day])), '2023-12-31', TODAY]) {
      for (const [boundaries, territory] of [
        ['today', today],
        ['then', await treeOf(tree, asOf)],
      ] as const) {
        for (const division of [tree.plan.division, ...tree.counties.slice(0, 2)]) {
          const expected = expectedProgress(tree.plan, { territory, book: tree.book, division, asOf });
          const actual = await tree.product.progress(tree.plan, division, asOf, boundaries);
          expect(differences(expected, actual), [`${tree.plan.id} in ${division} on ${asOf}, boundaries of ${boundaries}`, ...tree.story].join('\n')).toEqual(
            [],
          );
        }
      }
    }
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Cluster, clustersOf, type Told } from './cluster-tickets.ts';
import { LIKELY_SAME, likenessOf, pairsOf } from './likeness.ts';

/** The same by its meaning: each compared with every lead of its place. */
function comparedOneByOne(told: readonly Told[]): Cluster[] {
  const clusters: Cluster[] = [];
  for (const one of told.toSorted((a, b) => Number(b.isKnown) - Number(a.isKnown) || a.id - b.id)) {
    const near = clusters
      .filter(({ lead }) => lead.div === one.div)
      .map((cluster) => ({ cluster, likeness: likenessOf(pairsOf(one.title), pairsOf(cluster.lead.title)) }))
      .filter(({ likeness }) => likeness >= LIKELY_SAME)
      .sort((a, b) => b.likeness - a.likeness);
    if (near[0] && !one.isKnown) near[0].cluster.others.push(one);
    else clusters.push({ lead: one, others: [] });
  }
  return clusters.filter(({ others }) => others.length > 0);
}

const told = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 1000 }),
    div: fc.integer({ min: 1, max: 2 }),
    title: fc.string({ unit: fc.constantFrom('路', '灯', '坏', '了', '，', 'A'), maxLength: 8 }),
    isKnown: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 30 },
);

it('tickets gather as if each were compared with every other', () => {
  fc.assert(
    fc.property(told, (all) => {
      expect(clustersOf(all)).toEqual(comparedOneByOne(all));
    }),
  );
});

it('2,000 tickets are judged beside 5,000 open needs of one place while other people wait for the process', () => {
  const words = '路灯坏了楼道电梯停水噪音扰民垃圾清运车位不足物业老人送餐孩子树枝井盖缺失公园器材损坏活动室关门';
  let drawn = 7;
  const character = () => words[(drawn = (drawn * 1_103_515_245 + 12_345) % 2_147_483_648) % words.length] ?? '';
  const title = () => `关于反映小区问题${Array.from({ length: 16 }, character).join('')}`;
  const all = Array.from({ length: 7000 }, (_, id): Told => ({ id, div: 1, title: title(), isKnown: id < 5000 }));
  const begun = performance.now();
  clustersOf(all);
  // one by one it is half a minute; a quiet machine takes a fifth of a second
  expect(performance.now() - begun).toBeLessThan(4000);
});

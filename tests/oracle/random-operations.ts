/** Changes of the tree among the places where the random records lie: merged, moved, split, of another kind. */
import type { DivisionOperation, OperationEffect } from '#modules/divisions/contract/operations.ts';
import type { RandomSource } from '#shared/random-source.ts';
import type { Places } from './random-places.ts';
import type { Division, Territory } from './territory.ts';

/** An operation that makes sense in the tree as it is now, or undefined when the dice fell badly. */
export function randomOperation(random: RandomSource, territory: Territory, places: Places, onDay: string): DivisionOperation | undefined {
  const common = { onDay, reason: '试验用的区划变更' };
  const townships = [...new Set(places.townships.map((each) => territory.at(each.code)))].filter((each) => each.counted);
  const communities = [...new Set(places.communities.map((each) => territory.at(each.code)))].filter((each) => each.kind !== null);
  const [one, other] = random.sample(townships, 2);
  const home = random.pick(communities);
  const neighbour = communities.find((each) => each.parent === home.parent && each.code !== home.code);
  const awayFrom = (division: Division) => townships.filter((each) => each.code !== division.parent);
  const orders: (DivisionOperation | undefined)[] = [
    neighbour && { kind: 'merge', ...common, codes: [home.code], into: neighbour.code },
    one && other && { kind: 'merge', ...common, codes: [one.code], into: other.code },
    { kind: 'move', ...common, code: home.code, to: random.pick(awayFrom(home)).code },
    one && other && { kind: 'move', ...common, code: one.code, to: countyOf(territory, other) },
    { kind: 'split', ...common, code: home.code, remains: random.chance(0.5), parts: [{ name: '新分社区居民委员会', committeeKind: '居', children: [] }] },
    { kind: 'reclassify', ...common, code: home.code, urbanRural: home.kind === 'urban' ? 'rural' : 'urban' },
  ];
  const order = random.pick(orders);
  // a township that moves to the county it is in is no change
  return order?.kind === 'move' && order.to === territory.at(order.code).parent ? undefined : order;
}

function countyOf(territory: Territory, township: Division): string {
  return territory.around(township.code, 'county')?.code ?? '';
}

/** What took the place of each division that ended, by readings 5. */
export function successorsOf(operation: DivisionOperation, effect: OperationEffect, into: Territory): [string, string][] {
  const replaced = effect.created.flatMap(({ code, insteadOf }): [string, string][] => (insteadOf === null ? [] : [[insteadOf, code]]));
  if (operation.kind === 'merge' && typeof operation.into === 'string')
    return [...replaced, ...operation.codes.map((code): [string, string] => [code, into.at(operation.into as string).code])];
  const [first] = effect.created;
  if (operation.kind === 'split' && !operation.remains && first) return [[operation.code, first.code], ...replaced.filter(([old]) => old !== operation.code)];
  return replaced;
}

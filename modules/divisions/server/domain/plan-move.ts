/** Operations that carry whole subtrees to other keys: move, merge, split. */
import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import type { NewUnit } from '#modules/divisions/contract/operations.ts';
import { LEVEL_NAMES } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { DivisionNode } from './division.ts';
import { freeKey, givenKey, mayHold, sameNumberBelow, type TakenKeys } from './free-key.ts';
import { newDivision } from './new-unit.ts';
import { carrySubtree, follow, noChange, type TreeChange } from './tree-change.ts';

/** A division and everything below it, in order of key. */
export type Subtree = readonly [DivisionNode, ...DivisionNode[]];

/** To another division above, with a new key; everything below goes along. @throws DIVISION_SAME, DIVISION_LEVEL_MISMATCH */
export function planMove(subtree: Subtree, target: DivisionNode, newCode: string | undefined, taken: TakenKeys): TreeChange {
  const [unit] = subtree;
  if (unit.parent === target.key && newCode === undefined) throw refuse(divisionErrors.DIVISION_SAME, { name: unit.name });
  requireHolding(target, unit);
  const key = newCode === undefined ? freeKey(target, unit.level, sameNumberBelow(target, unit), taken) : givenKey(target, unit.level, newCode, taken);
  const change = noChange();
  carrySubtree(change, subtree, key, target.key, newCode !== undefined);
  return change;
}

/** Where merged divisions go: one that stays, or a new one below the same division above. */
export type MergeTarget = { stays: DivisionNode } | { unit: NewUnit; parent: DivisionNode };

/**
 * Several into one. What lies below the merged divisions goes below the one that takes them in, under the same number where it is free.
 * @throws DIVISION_SAME, DIVISION_LEVEL_MISMATCH
 */
export function planMerge(merged: readonly Subtree[], target: MergeTarget, taken: TakenKeys): TreeChange {
  const change = noChange();
  const used = new Set(taken);
  const [first] = merged;
  if (!first) return change;
  const heir = 'stays' in target ? target.stays : newDivision(target.unit, first[0].level, target.parent, used, first[0]);
  const keys = merged.map(([unit]) => unit.key);
  if (new Set(keys).size < keys.length || keys.includes(heir.key)) throw refuse(divisionErrors.DIVISION_SAME, { name: heir.name });
  if ('unit' in target) change.created.push({ node: heir, insteadOf: null });
  used.add(heir.key);
  for (const [place, subtree] of merged.entries()) {
    const [unit] = subtree;
    if (unit.level !== heir.level) throw refuse(divisionErrors.DIVISION_LEVEL_MISMATCH, { name: unit.name, level: LEVEL_NAMES[unit.level] });
    change.closed.push(unit);
    follow(change, unit.key, heir.key, false, place);
    carryChildren(change, subtree, () => heir, used);
  }
  return change;
}

export interface SplitPart {
  unit: NewUnit;
  /** keys of the children that go there */
  children: readonly number[];
}

/**
 * One into several. Children go where the parts say; the rest stay with the division if it remains.
 * @throws DIVISION_MAPPING_INCOMPLETE
 */
export function planSplit(subtree: Subtree, remains: boolean, parts: readonly SplitPart[], parent: DivisionNode, taken: TakenKeys): TreeChange {
  const [unit] = subtree;
  const change = noChange();
  const used = new Set(taken);
  if (!remains) change.closed.push(unit);
  const partOf = new Map<number, DivisionNode>();
  for (const [place, part] of parts.entries()) {
    const node = newDivision(part.unit, unit.level, parent, used, unit);
    used.add(node.key);
    change.created.push({ node, insteadOf: null });
    change.successions.push({ predecessor: unit.key, successor: node.key, keepsCode: false, position: place });
    if (!remains && place === 0) change.moves.set(unit.key, node.key);
    for (const child of part.children) partOf.set(child, node);
  }
  requireChildren(subtree, [...partOf.keys()]);
  carryChildren(change, subtree, (child) => partOf.get(child.key) ?? (remains ? undefined : incomplete(unit, child)), used);
  return change;
}

/** Carries each child with its subtree below the heir that is named for it; a child without one stays. */
function carryChildren(change: TreeChange, subtree: Subtree, heirOf: (child: DivisionNode) => DivisionNode | undefined, used: Set<number>): void {
  const [unit, ...below] = subtree;
  for (const child of below.filter((node) => node.parent === unit.key)) {
    const heir = heirOf(child);
    if (!heir) continue;
    requireHolding(heir, child);
    const key = freeKey(heir, child.level, sameNumberBelow(heir, child), used);
    used.add(key);
    carrySubtree(change, descendants(below, child), key, heir.key, false);
  }
}

function descendants(nodes: readonly DivisionNode[], root: DivisionNode): DivisionNode[] {
  const inside = new Set([root.key]);
  return nodes.filter((node) => {
    if (node.parent !== null && inside.has(node.parent)) inside.add(node.key);
    return inside.has(node.key);
  });
}

function requireHolding(parent: DivisionNode, child: DivisionNode): void {
  if (!mayHold(parent, child.level)) throw refuse(divisionErrors.DIVISION_LEVEL_MISMATCH, { name: child.name, level: LEVEL_NAMES[child.level] });
}

function requireChildren(subtree: Subtree, keys: readonly number[]): void {
  const [unit, ...below] = subtree;
  const own = new Set(below.filter((node) => node.parent === unit.key).map((node) => node.key));
  if (keys.some((key) => !own.has(key))) throw refuse(divisionErrors.DIVISION_LEVEL_MISMATCH, { name: unit.name, level: LEVEL_NAMES[unit.level] });
}

function incomplete(unit: DivisionNode, child: DivisionNode): never {
  throw refuse(divisionErrors.DIVISION_MAPPING_INCOMPLETE, { name: unit.name, child: child.name });
}

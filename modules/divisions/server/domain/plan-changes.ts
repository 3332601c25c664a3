/** Operations on one division that moves nothing else: rename, reclassify, create, close. */
import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import type { DivisionOperation } from '#modules/divisions/contract/operations.ts';
import { LEVEL_NAMES } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { kindOf } from './committee-kind.ts';
import type { DivisionNode } from './division.ts';
import { mayHold, type TakenKeys } from './free-key.ts';
import { newDivision } from './new-unit.ts';
import { shortNameOf } from './short-name.ts';
import { noChange, type TreeChange } from './tree-change.ts';

type Of<K extends DivisionOperation['kind']> = Extract<DivisionOperation, { kind: K }>;

/** @throws DIVISION_SAME */
export function planRename(unit: DivisionNode, { name }: Pick<Of<'rename'>, 'name'>): TreeChange {
  return changeState(unit, { ...unit, name, shortName: shortNameOf(name, unit.level) });
}

/** Another committee makes another kind, unless the kind is stated. @throws DIVISION_SAME */
export function planReclassify(unit: DivisionNode, wish: Pick<Of<'reclassify'>, 'committeeKind' | 'urbanRural' | 'counted'>): TreeChange {
  const isCommunity = unit.level === 'community';
  const committeeKind = isCommunity ? (wish.committeeKind ?? unit.committeeKind) : null;
  const byCommittee = wish.committeeKind && isCommunity ? kindOf(wish.committeeKind) : unit.kind;
  const kind = wish.urbanRural !== undefined && isCommunity ? wish.urbanRural : byCommittee;
  return changeState(unit, { ...unit, committeeKind, kind, counted: wish.counted ?? (wish.committeeKind === '虚拟' ? false : unit.counted) });
}

function changeState(before: DivisionNode, after: DivisionNode): TreeChange {
  const same = before.name === after.name && before.kind === after.kind && before.committeeKind === after.committeeKind && before.counted === after.counted;
  if (same) throw refuse(divisionErrors.DIVISION_SAME, { name: before.name });
  return { ...noChange(), changed: [{ before, after }] };
}

/** The level of a new division follows from the one above, except below a province, where its code tells city from county. */
export function planCreate(parent: DivisionNode, wish: Pick<Of<'create'>, 'name' | 'code' | 'committeeKind' | 'counted'>, taken: TakenKeys): TreeChange {
  const isCity = wish.code !== undefined && wish.code.endsWith('00000000');
  const level = (['city', 'county', 'township', 'community', 'province'] as const).find(
    (candidate) => (candidate !== 'city' || isCity) && mayHold(parent, candidate),
  );
  if (!level) throw refuse(divisionErrors.DIVISION_LEVEL_MISMATCH, { name: parent.name, level: LEVEL_NAMES[parent.level] });
  const node = newDivision(wish, level, parent, taken);
  return { ...noChange(), created: [{ node: { ...node, counted: node.counted && wish.counted }, insteadOf: null }] };
}

/** @throws DIVISION_HAS_CHILDREN */
export function planClose(subtree: readonly DivisionNode[]): TreeChange {
  const [unit, ...below] = subtree;
  if (!unit) return noChange();
  if (below.length > 0) throw refuse(divisionErrors.DIVISION_HAS_CHILDREN, { name: unit.name, count: below.length });
  return { ...noChange(), closed: [unit] };
}

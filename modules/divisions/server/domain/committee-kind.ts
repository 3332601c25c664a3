import type { CommitteeKind, DivisionKind } from '#modules/divisions/contract/division.ts';

const PLACEHOLDERS = new Set([498, 598]);

/**
 * The committee a community has, by digits 10 to 12 of its official code (complete and exact, unlike its name):
 * 001–199 居委会, 200–399 村委会, 400–499 and 500–599 units like them, 498 and 598 placeholders.
 * @returns null for a number outside the coding rules
 */
export function committeeKindOf(communityKey: number): CommitteeKind | null {
  const number = communityKey % 1000;
  if (PLACEHOLDERS.has(number)) return '虚拟';
  if (number >= 1 && number < 200) return '居';
  if (number >= 200 && number < 400) return '村';
  if (number >= 400 && number < 500) return '类居';
  if (number >= 500 && number < 600) return '类村';
  return null;
}

/** Urban or rural as the plans count it: 城市社区 or 农村社区; placeholders are neither. */
export function kindOf(committee: CommitteeKind | null): DivisionKind | null {
  if (committee === '居' || committee === '类居') return 'urban';
  if (committee === '村' || committee === '类村') return 'rural';
  return null;
}

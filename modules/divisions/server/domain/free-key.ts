import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import { codeOf, type DivisionLevel, isWithin, keyOf, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { DivisionNode } from './division.ts';

/** Every key of a range that a division ever bore; a key is never given twice. */
export type TakenKeys = ReadonlySet<number>;

/** Numbers below the division above, which official lists do not use, so that a later official code is still free. */
interface Slots {
  base: number;
  step: number;
  numbers: readonly [first: number, last: number];
}

const PLATFORM_NUMBERS = [600, 999] as const;
const PLATFORM_COUNTIES = [90, 99] as const;
/** Counties directly below a province have 90 where others have their city. */
const PROVINCE_DIRECT = 90e8;

/** Levels that may lie directly below a level; a city without counties has townships. */
export function mayHold(parent: Pick<DivisionNode, 'level' | 'alsoCounty'>, child: DivisionLevel): boolean {
  switch (parent.level) {
    case 'nation':
      return child === 'province';
    case 'province':
      return child === 'city' || child === 'county';
    case 'city':
      return parent.alsoCounty ? child === 'township' : child === 'county';
    case 'county':
      return child === 'township';
    case 'township':
      return child === 'community';
    case 'community':
      return false;
  }
}

/**
 * A key for a new division: the wanted one if it is free, else one of the platform's own.
 * @throws DIVISION_NO_FREE_CODE
 */
export function freeKey(parent: DivisionNode, level: DivisionLevel, wanted: number | undefined, taken: TakenKeys): number {
  if (wanted !== undefined && !taken.has(wanted) && isSlot(wanted, level) && isWithin(wanted, rangeOf(parent.key, parent.level))) return wanted;
  const { base, step, numbers } = slotsOf(parent, level);
  for (let number = numbers[0]; number <= numbers[1]; number += 1) {
    const key = base + number * step;
    if (!taken.has(key)) return key;
  }
  throw refuse(divisionErrors.DIVISION_NO_FREE_CODE, { name: parent.name });
}

/**
 * The key of an official code that people gave.
 * @throws DIVISION_CODE_OUTSIDE, DIVISION_CODE_TAKEN
 */
export function givenKey(parent: DivisionNode, level: DivisionLevel, code: string, taken: TakenKeys): number {
  const key = keyOf(code);
  if (key === undefined || !isSlot(key, level) || !isWithin(key, rangeOf(parent.key, parent.level)))
    throw refuse(divisionErrors.DIVISION_CODE_OUTSIDE, { code, name: parent.name });
  if (taken.has(key)) throw refuse(divisionErrors.DIVISION_CODE_TAKEN, { code: codeOf(key), name: '其他区划' });
  return key;
}

/** The wanted key of a child that moves below another division: the same number there. */
export function sameNumberBelow(parent: DivisionNode, child: DivisionNode): number {
  const span = rangeOf(0, child.level).to;
  const width = child.level === 'community' || child.level === 'township' ? 1000 : 100;
  const isDirect = child.level === 'county' && parent.level === 'province';
  return parent.key + (isDirect ? PROVINCE_DIRECT : 0) + (Math.floor(child.key / span) % width) * span;
}

function slotsOf(parent: DivisionNode, level: DivisionLevel): Slots {
  const step = rangeOf(0, level).to;
  if (level === 'community' || level === 'township') return { base: parent.key, step, numbers: PLATFORM_NUMBERS };
  if (level === 'county' && parent.level === 'province') return { base: parent.key + PROVINCE_DIRECT, step, numbers: PLATFORM_COUNTIES };
  return { base: parent.key, step, numbers: level === 'city' ? [91, 99] : PLATFORM_COUNTIES };
}

/** A key has zeros below its level and something at it. */
function isSlot(key: number, level: DivisionLevel): boolean {
  const span = rangeOf(0, level).to;
  const above = level === 'community' || level === 'township' ? 1000 : 100;
  return key % span === 0 && Math.floor(key / span) % above !== 0;
}

import { divisionErrors } from '#modules/divisions/contract/errors.ts';
import type { CommitteeKind } from '#modules/divisions/contract/division.ts';
import type { NewUnit } from '#modules/divisions/contract/operations.ts';
import type { DivisionLevel } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { committeeKindOf, kindOf } from './committee-kind.ts';
import type { DivisionNode } from './division.ts';
import { freeKey, givenKey, type TakenKeys } from './free-key.ts';
import { shortNameOf } from './short-name.ts';

/**
 * A division that did not exist before. Its committee is the stated one, else by its code, else that of the unit it comes from.
 * @throws DIVISION_KIND_REQUIRED for a community of which nothing tells the committee
 */
export function newDivision(unit: NewUnit, level: DivisionLevel, parent: DivisionNode, taken: TakenKeys, like?: DivisionNode): DivisionNode {
  const key = unit.code === undefined ? freeKey(parent, level, undefined, taken) : givenKey(parent, level, unit.code, taken);
  const committeeKind = level === 'community' ? committeeOf(unit, key, like) : null;
  return {
    key,
    level,
    parent: parent.key,
    name: unit.name,
    shortName: shortNameOf(unit.name, level),
    kind: kindOf(committeeKind),
    committeeKind,
    counted: committeeKind !== '虚拟' && (like?.counted ?? true),
    alsoCounty: false,
    officialCodes: unit.code === undefined ? [] : [key],
  };
}

function committeeOf(unit: NewUnit, key: number, like: DivisionNode | undefined): CommitteeKind {
  const byCode = unit.code === undefined ? null : committeeKindOf(key);
  const committee = unit.committeeKind ?? byCode ?? like?.committeeKind;
  if (!committee) throw refuse(divisionErrors.DIVISION_KIND_REQUIRED);
  return committee;
}

import type { CommitteeKind, DivisionKind } from '#modules/divisions/contract/division.ts';
import type { DivisionLevel } from '#shared/division-code.ts';

/** One division in one state. Keys and official codes are 12-digit numbers. */
export interface DivisionNode {
  key: number;
  level: DivisionLevel;
  /** null for the nation only */
  parent: number | null;
  /** the official name */
  name: string;
  /** the name people say */
  shortName: string;
  /** communities only; null for placeholders */
  kind: DivisionKind | null;
  committeeKind: CommitteeKind | null;
  /** false: in no denominator; not inherited */
  counted: boolean;
  /** a city without counties is one county-level unit too */
  alsoCounty: boolean;
  officialCodes: number[];
}

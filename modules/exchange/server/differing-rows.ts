import type { ComparisonAnswer, HeldRow } from '../contract/wire.ts';
import { differsIn, groupNameOf } from './groups.ts';

/** A row that the two sides do not hold alike. */
export interface DifferingRow {
  register: string;
  key: string;
  isSent: boolean;
  held: HeldRow | undefined;
  /** the answer was cut: nobody knows whether the other side holds it */
  isUntold: boolean;
}

/** What the last comparison told, row by row. @param sent what this side believes that the other holds */
export function differingRows(sent: readonly HeldRow[], { groups, differing }: ComparisonAnswer): DifferingRow[] {
  const differs = differsIn(groups);
  const cut = cutRegisters(groups, differing);
  const held = new Map(differing.map((row) => [nameOf(row), row]));
  const sentBy = new Map(sent.map((row) => [nameOf(row), row]));
  const candidates = new Map([...sent.filter(differs), ...differing].map((row) => [nameOf(row), row]));
  return [...candidates.entries()].flatMap(([name, { register, key }]) => {
    const [one, other] = [sentBy.get(name), held.get(name)];
    const isSame = one !== undefined && other !== undefined && one.digest === other.digest && one.packet === other.packet;
    return isSame ? [] : [{ register, key, isSent: one !== undefined, held: other, isUntold: other === undefined && cut.has(register) }];
  });
}

export const nameOf = ({ register, key }: { register: string; key: string }) => `${register}/${key}`;

/** Registers of which the answer names fewer rows than it counts: a row may be held under another day than it was sent. */
function cutRegisters(groups: ComparisonAnswer['groups'], differing: readonly HeldRow[]): Set<string> {
  const told = new Map([...Map.groupBy(differing, groupNameOf)].map(([name, rows]) => [name, rows.length]));
  return new Set(groups.filter((group) => !group.isEqual && (told.get(groupNameOf(group)) ?? 0) < group.held).map(({ register }) => register));
}

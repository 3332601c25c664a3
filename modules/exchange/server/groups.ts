import type { ComparedGroup, Group, HeldRow } from '../contract/wire.ts';
import { digestOf } from './sign.ts';

/** In place of a digest: the record is gone, and is known to have been there. */
export const MISSING = 'missing';

/** Of the group in which a row is compared. */
export const groupNameOf = ({ register, day }: Pick<Group, 'register' | 'day'>) => `${register}/${day}`;

/** Rows by register and day of their packet, with one digest over all of them. @param rows in order of register and key */
export function groupsOf(rows: readonly HeldRow[]): Group[] {
  const grouped = Map.groupBy(rows, groupNameOf);
  return [...grouped.values()]
    .map((list) => ({
      register: list[0]?.register ?? '',
      day: list[0]?.day ?? '',
      count: list.filter(({ digest }) => digest !== MISSING).length,
      digest: digestOf(list.map(({ key, digest, packet }) => `${key} ${digest} ${packet}`).join('\n')),
    }))
    .sort((one, other) => (groupNameOf(one) < groupNameOf(other) ? -1 : 1));
}

/** Side by side: a group that only one side has differs too. */
export function compareGroups(sent: readonly Group[], held: readonly Group[]): ComparedGroup[] {
  const sentBy = new Map(sent.map((group) => [groupNameOf(group), group]));
  const heldBy = new Map(held.map((group) => [groupNameOf(group), group]));
  return [...new Set([...sentBy.keys(), ...heldBy.keys()])].sort().flatMap((name) => {
    const [one, other] = [sentBy.get(name), heldBy.get(name)];
    const either = one ?? other;
    if (!either) return [];
    const [sentDigest, heldDigest] = [one?.digest ?? '', other?.digest ?? ''];
    return [
      {
        register: either.register,
        day: either.day,
        sent: one?.count ?? 0,
        held: other?.count ?? 0,
        sentDigest,
        heldDigest,
        isEqual: sentDigest === heldDigest,
      },
    ];
  });
}

/** Tells rows of groups that are not equal on both sides. */
export function differsIn(groups: readonly ComparedGroup[]): (row: HeldRow) => boolean {
  const differing = new Set(groups.filter(({ isEqual }) => !isEqual).map(groupNameOf));
  return (row) => differing.has(groupNameOf(row));
}

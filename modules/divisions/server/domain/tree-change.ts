import type { DivisionNode } from './division.ts';

/** Who takes whose place. Of several successors the one that keeps the code is followed first, then by position. */
export interface Succession {
  predecessor: number;
  successor: number;
  keepsCode: boolean;
  position: number;
}

/** What an operation does to the tree, before anything is written. */
export interface TreeChange {
  /** divisions that end, from above to below */
  closed: DivisionNode[];
  /** divisions that begin, from above to below; `insteadOf` is the closed division that continues there */
  created: { node: DivisionNode; insteadOf: number | null }[];
  /** divisions that keep their key and go on in another state */
  changed: { before: DivisionNode; after: DivisionNode }[];
  successions: Succession[];
  /** where rows that live at a closed division live from now on */
  moves: Map<number, number>;
}

export function noChange(): TreeChange {
  return { closed: [], created: [], changed: [], successions: [], moves: new Map() };
}

/** One division begins where another ended. */
function replace(change: TreeChange, before: DivisionNode, after: DivisionNode): void {
  change.closed.push(before);
  change.created.push({ node: after, insteadOf: before.key });
  follow(change, before.key, after.key, true);
}

/** The records and the name in history pass from a closed division to another. */
export function follow(change: TreeChange, predecessor: number, successor: number, keepsCode: boolean, position = 0): void {
  change.successions.push({ predecessor, successor, keepsCode, position });
  if (!change.moves.has(predecessor)) change.moves.set(predecessor, successor);
}

/**
 * Carries a division with everything below it to a new key: digits below the division's own stay the same.
 * @param subtree in order of key, the division itself first
 * @param newCodes true when the new keys are official codes; else the old official codes stay beside the platform's keys
 */
export function carrySubtree(change: TreeChange, subtree: readonly DivisionNode[], newKey: number, newParent: number, newCodes: boolean): void {
  const [root] = subtree;
  if (!root) return;
  for (const node of subtree) {
    const key = newKey + (node.key - root.key);
    const parent = node === root ? newParent : newKey + ((node.parent ?? root.key) - root.key);
    replace(change, node, { ...node, key, parent, officialCodes: newCodes ? [key] : node.officialCodes });
  }
}

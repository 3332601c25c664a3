/** The fact set name by which the counters learn that the tree itself changed: units, kinds, denominators. */
export const DIVISIONS_CHANGED = 'divisions';

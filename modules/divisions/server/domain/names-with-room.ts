/** Where a name is to be written on a map, its middle above, a figure below. */
export interface Label {
  x: number;
  y: number;
  /** how many signs it has, each as wide as high */
  signs: number;
  /** of its area: the larger is written first */
  size: number;
}

/** Lines of the name and of its figure, with what is free between them. */
const LINES = 2.3;
/** A figure such as 182/210 is as wide as four signs. */
const LEAST_SIGNS = 4;

/**
 * The labels that can be written without touching one another, the larger areas' first.
 * @param letters how high a sign is; Infinity: none can be written
 * @returns their positions in the list
 */
export function namesWithRoom(labels: readonly Label[], letters: number): number[] {
  if (letters === Infinity) return [];
  const written: Label[] = [];
  const order = [...labels.entries()].toSorted(([, one], [, other]) => other.size - one.size);
  return order.flatMap(([index, label]) => {
    if (written.some((other) => touches(label, other, letters))) return [];
    written.push(label);
    return [index];
  });
}

function touches(one: Label, other: Label, letters: number): boolean {
  const widths = (Math.max(one.signs, LEAST_SIGNS) + Math.max(other.signs, LEAST_SIGNS)) / 2;
  return Math.abs(one.x - other.x) < widths * letters && Math.abs(one.y - other.y) < LINES * letters;
}

/** How alike two needs sound, for joining reports of one matter: a broken lamp is told by many neighbours in many words. */

/** From here on two are shown as possibly the same. */
export const LIKELY_SAME = 0.45;

/** Pairs of neighbouring characters, without marks, blanks and digits of times. */
export function pairsOf(text: string): Set<string> {
  const characters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, ''),
  ];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

/** Dice's measure over pairs: 0 for nothing in common, 1 for the same words. */
export function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size + other.size === 0) return 0;
  let common = 0;
  for (const pair of one) if (other.has(pair)) common += 1;
  return (2 * common) / (one.size + other.size);
}

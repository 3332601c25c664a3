/** Numbers by chance from a seed: the same people do the same in every run. */
export interface Chance {
  /** between 0 and 1 */
  next(): number;
  between(least: number, most: number): number;
  one<T>(all: readonly T[]): T;
  /** one of them, as often as its weight says */
  weighed<T>(all: readonly { weight: number; item: T }[]): T;
}

/** mulberry32 */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const one = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T;
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    one,
    weighed(all) {
      let left = next() * all.reduce((sum, { weight }) => sum + weight, 0);
      const found = all.find(({ weight }) => (left -= weight) < 0) ?? all.at(-1);
      return found?.item as (typeof all)[number]['item'];
    },
  };
}

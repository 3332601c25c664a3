/**
 * Division keys: 12 digits (2 province, 2 city, 2 county, 3 township, 3 community), a number in code and SQL,
 * a zero-padded string in JSON and on screens. A subtree is a half-open key range, so no query ever walks a tree.
 */
export type DivisionLevel = 'nation' | 'province' | 'city' | 'county' | 'township' | 'community';

export const DIVISION_LEVELS: readonly DivisionLevel[] = ['nation', 'province', 'city', 'county', 'township', 'community'];

export const LEVEL_NAMES: Record<DivisionLevel, string> = {
  nation: '全国',
  province: '省级',
  city: '市级',
  county: '区县级',
  township: '街道（乡镇）',
  community: '社区（村）',
};

export const NATION_KEY = 0;

const SPAN: Record<DivisionLevel, number> = {
  nation: 1e12,
  province: 1e10,
  city: 1e8,
  county: 1e6,
  township: 1e3,
  community: 1,
};

/** Half-open range of keys: `from <= key < to`. */
export interface KeyRange {
  from: number;
  to: number;
}

/** @returns the key as the 12-digit string that people and other programs use. */
export function codeOf(key: number): string {
  return String(key).padStart(12, '0');
}

/** @returns the key of a code of 2, 4, 6, 9 or 12 digits (padded with zeros), or undefined if it is no such code. */
export function keyOf(code: string): number | undefined {
  if (!/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(code)) return undefined;
  return Number(code.padEnd(12, '0'));
}

/** The keys of a division and everything below it. */
export function rangeOf(key: number, level: DivisionLevel): KeyRange {
  return { from: key, to: key + SPAN[level] };
}

/** The six-digit county part of a key: the distribution column of every fact row. */
export function districtOf(key: number): number {
  return Math.floor(key / 1e6);
}

/** The district that all of them are, if it is one: a distributed engine then asks one shard. */
export function onlyDistrict(districts: Iterable<number>): number | undefined {
  const [first, ...others] = new Set(districts);
  return others.length === 0 ? first : undefined;
}

/** A district, city, province or the nation: a range that the distribution column alone describes. */
export function isOfWholeDistricts({ from, to }: KeyRange): boolean {
  return from < to && from % SPAN.county === 0 && to % SPAN.county === 0;
}

export function isWithin(key: number, range: KeyRange): boolean {
  return key >= range.from && key < range.to;
}

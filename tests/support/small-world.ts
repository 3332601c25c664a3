/** A small hand-made stretch of a division tree with facts, for tests that count on fingers. */
import type { UnitLevel } from '#engines/indicators/formula.ts';
import type { AttributeValue, CountedFact, Unit, World } from '#engines/indicators/world.ts';

export const CITY = 990100000000;
export const EAST = 990102000000;
export const WEST = 990104000000;
/** A zone that is no county of its own. */
export const ZONE = 990171000000;
export const EAST_STREET = 990102001000;
export const EAST_TOWN = 990102100000;
export const WEST_STREET = 990104001000;
export const URBAN_OF_EAST = 990102001001;
export const STREET_URBAN = [URBAN_OF_EAST, 990102001002];
export const PLACEHOLDER = 990102001498;
export const TOWN_RURAL = [990102100201, 990102100202];
export const WEST_URBAN = 990104001001;

function unit(key: number, level: UnitLevel, more: Partial<Unit> = {}): Unit {
  return { key, level, kind: null, counted: true, alsoCounty: false, ...more };
}

/** One city: two counties and a zone; a street of two urban communities and a placeholder, a town of two villages, a street of one. */
export const SMALL_TREE: readonly Unit[] = [
  unit(CITY, 'city'),
  unit(EAST, 'county'),
  unit(EAST_STREET, 'township'),
  ...STREET_URBAN.map((key) => unit(key, 'community', { kind: 'urban' })),
  unit(PLACEHOLDER, 'community', { counted: false }),
  unit(EAST_TOWN, 'township'),
  ...TOWN_RURAL.map((key) => unit(key, 'community', { kind: 'rural' })),
  unit(WEST, 'county'),
  unit(WEST_STREET, 'township'),
  unit(WEST_URBAN, 'community', { kind: 'urban' }),
  unit(ZONE, 'county', { counted: false }),
];

export interface FactLine {
  at: number;
  /** `2021-01-01`, or `2021-01-01..2022-01-01` with the first day on which it no longer holds */
  time: string;
  subject?: string;
  quantity?: number;
  [attribute: string]: AttributeValue | undefined;
}

export function factOf(line: FactLine, number: number): CountedFact {
  const { at, time, subject, quantity, ...attributes } = line;
  const [begins = time, ends] = time.split('..');
  return {
    div: at,
    begins,
    ends: ends ?? null,
    subject: subject ?? `fact-${number}`,
    quantity: quantity ?? 1,
    recordId: number,
    attributes: attributes as CountedFact['attributes'],
  };
}

export function worldOf(facts: Record<string, readonly FactLine[]>, units: readonly Unit[] = SMALL_TREE): World {
  let number = 0;
  const sets = Object.entries(facts).map(([name, lines]): [string, CountedFact[]] => [
    name,
    lines.map((line) => factOf(line, (number += 1))).sort((one, other) => one.div - other.div),
  ]);
  const counties = units.filter((one) => one.counted && (one.level === 'county' || one.alsoCounty)).map((one) => one.key);
  return { units, facts: new Map(sets), elsewhere: new Map([['county', new Set(counties)]]) };
}

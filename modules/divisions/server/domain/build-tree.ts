import { NATION_KEY, type DivisionLevel } from '#shared/division-code.ts';
import { committeeKindOf, kindOf } from './committee-kind.ts';
import type { DivisionNode } from './division.ts';
import type { Irregular } from './irregular.ts';
import { shortNameOf } from './short-name.ts';

/** A row of the official list: a code of 2, 4, 6, 9 or 12 digits. */
export interface OfficialRow {
  code: string;
  name: string;
}

export const NATION: DivisionNode = {
  key: NATION_KEY,
  level: 'nation',
  parent: null,
  name: '全国',
  shortName: '全国',
  kind: null,
  committeeKind: null,
  counted: true,
  alsoCounty: false,
  officialCodes: [],
};

const LEVEL_OF_LENGTH: Record<number, DivisionLevel> = { 2: 'province', 4: 'city', 6: 'county', 9: 'township', 12: 'community' };
const LENGTH_ABOVE: Record<number, number> = { 4: 2, 6: 4, 9: 6, 12: 9 };
const DISTRICT_SPAN = 1e6;

/**
 * Turns the official rows of one province, in code order, into divisions of the platform:
 * - a province-direct pseudo-city is left out, its counties belong to the province;
 * - a row that only repeats its parent's code (a county row of 东莞, the township row of 金门) is left out, what is below moves up;
 * - regrouped townships get keys inside their unit, and keep the official codes beside them.
 * Every key lies in its parent's range. Without the nation itself.
 * @throws when a row's parent is missing
 */
export function buildTree(rows: Iterable<OfficialRow>, irregular: Irregular): DivisionNode[] {
  const rules = rulesOf(irregular);
  const byKey = new Map<number, DivisionNode>([[NATION_KEY, NATION]]);
  const nodes: DivisionNode[] = [];
  const add = (node: DivisionNode): void => {
    if (byKey.has(node.key)) throw new Error(`two divisions with key ${node.key}`);
    byKey.set(node.key, node);
    nodes.push(node);
  };
  for (const row of rows) {
    if (rules.provinceDirect.has(row.code)) continue;
    const official = Number(row.code.padEnd(12, '0'));
    const level = LEVEL_OF_LENGTH[row.code.length];
    if (!level) throw new Error(`no such division code: ${row.code}`);
    if (repeatsParent(row.code)) {
      markFiller(byKey, official, level);
      continue;
    }
    const unit = rules.unitOf.get(row.code.slice(0, 9));
    if (unit && !byKey.has(unit.key)) add(unit);
    const key = unit ? unit.key + (official % DISTRICT_SPAN) : official;
    add(nodeOf(row, official, key, level, parentOf(key, row.code.length, byKey), rules.isCounted(row.code)));
  }
  return nodes;
}

interface Rules {
  provinceDirect: ReadonlySet<string>;
  unitOf: ReadonlyMap<string, DivisionNode>;
  isCounted(code: string): boolean;
}

function rulesOf(irregular: Irregular): Rules {
  const uncounted = new Set(irregular.uncounted.flatMap((entry) => entry.codes));
  const { from, to } = irregular.zones;
  const isZone = (code: string) => code.length === 6 && Number(code.slice(4)) >= from && Number(code.slice(4)) <= to;
  const unitOf = irregular.regrouped.flatMap((entry) => {
    const unit: DivisionNode = { ...NATION, key: Number(entry.key), level: 'county', parent: Number(entry.parent), name: entry.name, shortName: entry.name };
    return entry.townships.map((code) => [code, unit] as const);
  });
  return {
    provinceDirect: new Set(irregular.provinceDirectCities.codes),
    unitOf: new Map(unitOf),
    isCounted: (code) => !uncounted.has(code) && !isZone(code),
  };
}

function nodeOf(row: OfficialRow, official: number, key: number, level: DivisionLevel, parent: number, counted: boolean): DivisionNode {
  const committeeKind = level === 'community' ? committeeKindOf(official) : null;
  return {
    key,
    level,
    parent,
    name: row.name,
    shortName: shortNameOf(row.name, level),
    kind: kindOf(committeeKind),
    committeeKind,
    counted: counted && committeeKind !== '虚拟',
    alsoCounty: false,
    officialCodes: [official],
  };
}

function repeatsParent(code: string): boolean {
  const above = LENGTH_ABOVE[code.length];
  return above !== undefined && /^0+$/.test(code.slice(above));
}

/** A county row that repeats its city makes the city one county-level unit too. */
function markFiller(byKey: ReadonlyMap<number, DivisionNode>, key: number, level: DivisionLevel): void {
  const owner = byKey.get(key);
  if (owner && level === 'county') owner.alsoCounty = true;
}

/** The nearest division above that is listed. */
function parentOf(key: number, codeLength: number, byKey: ReadonlyMap<number, DivisionNode>): number {
  for (let length = LENGTH_ABOVE[codeLength]; length !== undefined; length = LENGTH_ABOVE[length]) {
    const span = 10 ** (12 - length);
    const above = key - (key % span);
    if (above !== key && byKey.has(above)) return above;
  }
  if (codeLength === 2) return NATION_KEY;
  throw new Error(`division ${key} has no parent`);
}

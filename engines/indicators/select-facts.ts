import type { AttributeTest, FactSelection, Link } from './formula.ts';
import { rangeOfUnit } from './select-units.ts';
import { type Interval, type Intervals, intersection, union } from './timeline.ts';
import { type AttributeValue, type CountedFact, spanOf, type Unit, within, type World } from './world.ts';

/** What a condition is judged for: the unit, and for recurring duties the period and item of the line. */
export interface Judged {
  unit?: Unit;
  period?: { name: string; year: number; firstDay: string; lastDay: string };
  item?: string;
}

/** Facts of a selection with the time each counts. */
export interface CountingFact {
  fact: CountedFact;
  counts: Intervals;
}

/** The facts that count for what is judged; with `unit` only those in its place. */
export function selectFacts(world: World, selection: FactSelection, judged: Judged): CountingFact[] {
  const placed = judged.unit ? factsAt(world, selection, judged.unit) : (world.facts.get(selection.facts) ?? []);
  const chosen = chooseFacts(world, placed, selection, judged);
  const { linkedTo } = selection;
  if (!linkedTo || chosen.length === 0) return chosen.map((fact) => ({ fact, counts: inForce(fact) }));
  const linked = findLinked(world, linkedTo, judged);
  return chosen.map((fact) => ({ fact, counts: intersection(inForce(fact), timeOf(linked(fact))) })).filter((counting) => counting.counts.length > 0);
}

export function inForce(fact: CountedFact): Intervals {
  const interval: Interval = { begins: fact.begins, ends: fact.ends };
  return interval.ends === null || interval.ends > interval.begins ? [interval] : [];
}

function factsAt(world: World, selection: FactSelection, unit: Unit): readonly CountedFact[] {
  const facts = world.facts.get(selection.facts) ?? [];
  const at = (key: number) => within(facts, { from: key, to: key + 1 }, (fact) => fact.div);
  if (selection.at === 'unit') return at(unit.key);
  const inside = within(facts, rangeOfUnit(unit), (fact) => fact.div);
  if (selection.at !== 'reaching') return inside;
  const township = unit.key - (unit.key % 1000);
  return township === unit.key ? inside : [...inside, ...at(township).filter((fact) => fact.attributes['coversBelow'] === true)];
}

function chooseFacts(
  world: World,
  facts: readonly CountedFact[],
  { since, where }: Pick<FactSelection, 'where' | 'since'>,
  judged: Judged,
): readonly CountedFact[] {
  const tests = testsOf(where);
  if (!since && tests.length === 0) return facts;
  return facts.filter((fact) => {
    if (since && fact.begins < since) return false;
    return tests.every(([name, test]) => passes(world, fact.attributes[name] ?? null, test, judged));
  });
}

type Tests = readonly (readonly [attribute: string, test: AttributeTest])[];

const NO_TESTS: Tests = [];
const ordered = new WeakMap<object, Tests>();

/** The tests of a condition, once for each formula: those of the line first, which of many periods and items let one through. */
function testsOf(where: FactSelection['where']): Tests {
  if (!where) return NO_TESTS;
  const known = ordered.get(where);
  if (known) return known;
  const isOfLine = (test: AttributeTest) => typeof test === 'object' && ('sameAs' in test || 'datedIn' in test);
  const entries = Object.entries(where);
  const tests = [...entries.filter(([, test]) => isOfLine(test)), ...entries.filter(([, test]) => !isOfLine(test))];
  ordered.set(where, tests);
  return tests;
}

/** When at least one of the facts is in force. */
export function timeOf(facts: readonly CountedFact[]): Intervals {
  return union(facts.map(({ begins, ends }) => ({ begins, ends })));
}

/** Finds the facts of a set that share the link's keys with a fact, in its district. The set is indexed once. */
export function findLinked(world: World, link: Pick<Link, 'facts' | 'where' | 'since' | 'on'>, judged: Judged): (fact: CountedFact) => CountedFact[] {
  const pairs = Object.entries(link.on);
  const index = new Map<string, CountedFact[]>();
  for (const other of chooseFacts(world, world.facts.get(link.facts) ?? [], link, judged)) {
    for (const key of keysOf(other, pairs[0]?.[1])) {
      const known = index.get(key);
      if (known) known.push(other);
      else index.set(key, [other]);
    }
  }
  return (fact) => {
    const candidates = new Set(keysOf(fact, pairs[0]?.[0]).flatMap((key) => index.get(key) ?? []));
    return [...candidates].filter((other) => pairs.every(([own, foreign]) => sharesValue(attributeOf(fact, own), attributeOf(other, foreign))));
  };
}

/** District and value of an attribute; of a list, one key per value. */
function keysOf(fact: CountedFact, attribute: string | undefined): string[] {
  const district = Math.floor(fact.div / 1e6);
  if (attribute === undefined) return [`${district}`];
  const value = attributeOf(fact, attribute);
  return valuesOf(value).map((one) => `${district}/${String(one)}`);
}

function attributeOf(fact: CountedFact, name: string): AttributeValue {
  return name === 'township' ? fact.div - (fact.div % 1000) : (fact.attributes[name] ?? null);
}

function valuesOf(value: AttributeValue): readonly (string | number | boolean)[] {
  if (value === null) return [];
  return Array.isArray(value) ? (value as readonly string[]) : [value as string | number | boolean];
}

function sharesValue(one: AttributeValue, other: AttributeValue): boolean {
  const others = valuesOf(other);
  return valuesOf(one).some((value) => others.includes(value));
}

function passes(world: World, value: AttributeValue, test: AttributeTest, judged: Judged): boolean {
  if (typeof test !== 'object') return value === test;
  if ('oneOf' in test) return test.oneOf.some((option) => option === value);
  if ('not' in test) return value !== test.not;
  if ('includes' in test) return asList(value).includes(String(typeof test.includes === 'object' ? judged.item : test.includes));
  if ('includesAll' in test) return test.includesAll.every((part) => asList(value).includes(String(part)));
  if ('above' in test) return typeof value === 'number' && value > test.above;
  if ('sameAs' in test) return value === (test.sameAs === 'item' ? judged.item : judged.period?.name);
  if ('levelOfUnit' in test) return judged.unit !== undefined && namesLevel(judged.unit, value);
  if ('unit' in test) return isOtherUnit(world, value, test.unit, judged);
  if ('datedIn' in test) return typeof value === 'string' && judged.period !== undefined && value >= judged.period.firstDay && value <= judged.period.lastDay;
  return typeof value === 'string' && judged.period !== undefined && value <= `${judged.period.year}-${test.onOrBefore}`;
}

function asList(value: AttributeValue): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

const LEVEL_WORDS: Record<Unit['level'], string> = { nation: '部', province: '省', city: '市', county: '区', township: '街道', community: '社区' };

/** Every county-level office writes 区; a city without counties may write 市 or 区. */
function namesLevel(unit: Unit, value: AttributeValue): boolean {
  return value === LEVEL_WORDS[unit.level] || (unit.alsoCounty && value === LEVEL_WORDS.county);
}

function isOtherUnit(world: World, value: AttributeValue, wanted: { level: Unit['level']; within?: string | undefined }, judged: Judged): boolean {
  const key = Number(value);
  if (value === null || key === judged.unit?.key || !world.elsewhere.get(wanted.level)?.has(key)) return false;
  if (!wanted.within) return true;
  const range = spanOf(Number(wanted.within));
  return key >= range.from && key < range.to;
}

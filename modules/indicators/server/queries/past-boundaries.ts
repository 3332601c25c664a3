import { type Judgement, judge } from '#engines/indicators/judge.ts';
import type { CountedFact, World } from '#engines/indicators/world.ts';
import { changedDistrictsSince, mapToBoundariesOf } from '#modules/divisions/server/public.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, isWithin, type KeyRange } from '#shared/division-code.ts';
import { SAMPLE_SIZE, sampleOf } from '../domain/figure-changes.ts';
import {
  attributesBySet,
  districtRange,
  factSet,
  loadElsewhere,
  loadPlacedFacts,
  loadUnits,
  type PlacedFact,
  rangeForRow,
  wideRowsAbove,
  withoutNested,
} from '../load-world.ts';
import { listMeasures, type Measure } from '../measure-store.ts';
import { type FigureReader, readerOfCounters, readerOfJudgements } from './figure-reader.ts';
import { figuresOfRanges } from './figures-of-ranges.ts';
import { addFigures, negative, NO_FIGURE } from './figure.ts';
import { figureOn, isBelowDistrict } from './judge-below-district.ts';
import { type JudgedDistrict, judgedIn } from './judge-district.ts';

interface Source {
  db: Database | Transaction;
  exchange: FactExchange;
  day: Day;
  /** districts whose units changed after the day */
  changed: readonly number[];
}

/**
 * Figures within the boundaries of a past day. Districts whose boundaries have not changed since are read from the
 * counters; the others are judged from the records, each placed where it was recorded, over the units of that day.
 */
export async function openPastBoundaries(
  db: Database | Transaction,
  exchange: FactExchange,
  request: { measureIds: readonly number[]; range: KeyRange; boundariesOf: Day },
): Promise<FigureReader> {
  const { range, boundariesOf } = request;
  const measures = (await listMeasures(db)).filter((measure) => request.measureIds.includes(measure.id));
  const source: Source = { db, exchange, day: boundariesOf, changed: await changedDistrictsSince(db, boundariesOf) };
  if (isBelowDistrict(range)) {
    const judged = await judgeRows(source, measures, [districtOf(range.from)]);
    return readerOfJudgements(new Map([...judged].map(([id, list]) => [id, list.filter((judgement) => isWithin(judgement.div, range))])));
  }
  const rows = changedRows(source, measures, range);
  const counters = readerOfCounters(db, exchange, range, rows);
  return rows.length === 0 ? counters : mixedReader(db, counters, rows, await judgeRows(source, measures, rows));
}

/** Counter rows of a place that today's boundaries make useless for the day, in order. */
function changedRows({ changed }: Source, measures: readonly Measure[], range: KeyRange): number[] {
  const needs = measures.map((measure) => measure.needs);
  const rows = new Set(changed.flatMap((district) => [district, ...wideRowsAbove(district, needs)]));
  return [...rows].filter((district) => isWithin(district * 1e6, range)).sort((one, other) => one - other);
}

interface PastMeasure {
  measure: Measure;
  range: KeyRange;
  boundariesOf: Day;
}

/** The districts of a place whose boundaries changed since a day, and the world of that day they lie in. */
export async function openPastWorld(
  db: Database | Transaction,
  exchange: FactExchange,
  { measure, range, boundariesOf }: PastMeasure,
): Promise<{ districts: number[]; world: World }> {
  const source: Source = { db, exchange, day: boundariesOf, changed: await changedDistrictsSince(db, boundariesOf) };
  const districts = isBelowDistrict(range) ? [districtOf(range.from)] : changedRows(source, [measure], range);
  return { districts, world: await loadPastWorld(source, [measure], rangesOf(measure, districts)) };
}

/** Judges the districts of a place whose boundaries changed since a day over the units of that day; below the district, the one it lies in. */
export async function judgePastDistricts(db: Database | Transaction, exchange: FactExchange, asked: PastMeasure): Promise<Map<number, JudgedDistrict>> {
  const { districts, world } = await openPastWorld(db, exchange, asked);
  const wanted = new Set(districts);
  const judged = judgedIn(world, asked.measure, (div) => wanted.has(districtOf(div)) && isWithin(div, asked.range));
  const byDistrict = Map.groupBy(judged.judgements, (judgement) => districtOf(judgement.div));
  return new Map(districts.map((district) => [district, { ...judged, judgements: byDistrict.get(district) ?? [] }]));
}

/** The stretches to load for some counter rows of a measure; none outside its scope. */
function rangesOf(measure: Measure, rows: readonly number[]): KeyRange[] {
  return withoutNested(rows.filter((row) => isWithin(row * 1e6, measure.scope)).map((row) => rangeForRow(row, measure.needs)));
}

/** Counters less the rows that changed, plus the same rows as judged within the old boundaries. */
function mixedReader(
  db: Database | Transaction,
  counters: FigureReader,
  rows: readonly number[],
  judged: ReadonlyMap<number, readonly Judgement[]>,
): FigureReader {
  return {
    async figuresOn(measureIds, days) {
      const whole = await counters.figuresOn(measureIds, days);
      const replaced = await figuresOfRanges(db, { measureIds, ranges: rows.map(districtRange), days });
      return measureIds.map((id, measure) =>
        days.map((day, index) => {
          const today = addFigures((replaced[measure] ?? []).map((ofRow) => ofRow[index] ?? NO_FIGURE));
          return addFigures([whole[measure]?.[index] ?? NO_FIGURE, negative(today), figureOn(judged.get(id) ?? [], day)]);
        }),
      );
    },
    async failingSamples(measureIds, day) {
      const samples = await counters.failingSamples(measureIds, day);
      const firstOf = (id: number) =>
        [...(samples.get(id) ?? []), ...sampleOf(judged.get(id) ?? [], day)].sort((one, other) => one - other).slice(0, SAMPLE_SIZE);
      return new Map(measureIds.map((id) => [id, firstOf(id)]));
    },
  };
}

/** Judges counter rows over the tree of the day. Measures that look at the same stretches share one load. */
async function judgeRows(source: Source, measures: readonly Measure[], rows: readonly number[]): Promise<Map<number, Judgement[]>> {
  const result = new Map<number, Judgement[]>();
  for (const group of Map.groupBy(measures, (measure) => JSON.stringify(rangesOf(measure, rows))).values()) {
    const [first] = group;
    const world = await loadPastWorld(source, group, first ? rangesOf(first, rows) : []);
    for (const measure of group) {
      const judgements = judge(world, measure.formula, measure.periods).filter((judgement) => rows.includes(districtOf(judgement.div)));
      result.set(measure.id, judgements);
    }
  }
  return result;
}

/** Facts come from every district that changed since, because records moved with it. */
async function loadPastWorld(source: Source, measures: readonly Measure[], ranges: readonly KeyRange[]): Promise<World> {
  const { db, day, changed } = source;
  const needs = measures.map((measure) => measure.needs);
  const units = (await Promise.all(ranges.map((range) => loadUnits(db, range, day)))).flat().sort((one, other) => one.key - other.key);
  const sources = withoutNested([...ranges, ...changed.map(districtRange)]);
  const facts = new Map<string, CountedFact[]>();
  for (const [name, attributes] of attributesBySet(needs)) {
    const set = factSet(source.exchange, name);
    const needed = attributes.union(new Set(set.latestOf));
    const placed = (await Promise.all(sources.map((range) => loadPlacedFacts(db, set, needed, range)))).flat();
    const moved = (await placeWithin(source, placed)).filter((fact) => ranges.some((range) => isWithin(fact.div, range)));
    facts.set(
      name,
      (set.latestOf ? endedByLater(moved, set.latestOf) : moved).sort((one, other) => one.div - other.div),
    );
  }
  return { units, facts, elsewhere: await loadElsewhere(db, needs, day) };
}

/** Puts each fact where it was recorded, in the tree of the day. */
async function placeWithin({ db, day }: Source, placed: readonly PlacedFact[]): Promise<CountedFact[]> {
  const places = await mapToBoundariesOf(db, day, [...new Set(placed.map(({ recordedDiv }) => recordedDiv))]);
  return placed.map(({ fact, recordedDiv }) => ({ ...fact, div: places.get(recordedDiv) ?? fact.div }));
}

/** Each fact until the next of the same division with the same attributes, as the set's own SELECT does for today's divisions. */
function endedByLater(facts: readonly CountedFact[], attributes: readonly string[]): CountedFact[] {
  const groups = Map.groupBy(facts, (fact) => JSON.stringify([fact.div, ...attributes.map((name) => fact.attributes[name])]));
  return [...groups.values()].flatMap((group) => {
    const inOrder = group.toSorted((one, other) => (one.begins === other.begins ? one.recordId - other.recordId : one.begins < other.begins ? -1 : 1));
    return inOrder.map((fact, index) => ({ ...fact, ends: inOrder[index + 1]?.begins ?? null }));
  });
}

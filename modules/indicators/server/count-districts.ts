import { judge } from '#engines/indicators/judge.ts';
import { type World, within } from '#engines/indicators/world.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';
import { type DistrictFigure, figureOf } from './domain/figure-changes.ts';
import { LARGE, piecesOf } from './domain/figure-pieces.ts';
import type { ByDistrict } from './figure-store.ts';
import { districtRange, loadWorld, loadWorldOfRanges, rangeForRow } from './load-world.ts';
import type { Measure } from './measure-store.ts';
import type { Pieces } from './piece-store.ts';

export interface CountedFigure extends DistrictFigure {
  /** so many facts that what each township adds is worth keeping */
  isLarge: boolean;
  pieces(): Pieces;
}

/** Counts the figures of counter rows from the records, each with its own measures. Rows that look no further than their district share a load. */
export async function countDistricts(
  db: Database | Transaction,
  exchange: FactExchange,
  wanted: ReadonlyMap<number, readonly Measure[]>,
): Promise<ByDistrict<CountedFigure>> {
  const figures = new Map([...wanted.keys()].map((district) => [district, new Map<number, CountedFigure>()]));
  for (const { districts, group } of narrowGroups(wanted)) {
    const needs = group.map((measure) => measure.needs);
    const world = await loadWorldOfRanges(db, exchange, districts.map(districtRange), needs);
    for (const district of districts) countIn(cutOut(world, districtRange(district)), district, group, figures.get(district));
  }
  for (const [district, measures] of wanted) {
    for (const { range, group } of wideGroups(district, measures)) {
      const needs = group.map((measure) => measure.needs);
      countIn(await loadWorld(db, exchange, range, needs), district, group, figures.get(district));
    }
  }
  return figures;
}

function countIn(world: World, district: number, measures: readonly Measure[], figures: Map<number, CountedFigure> | undefined): void {
  const isLarge = [...world.facts.values()].some((facts) => facts.length > LARGE);
  for (const measure of measures) {
    const judgements = judge(world, measure.formula, measure.periods).filter((judgement) => districtOf(judgement.div) === district);
    figures?.set(measure.id, { ...figureOf(judgements), isLarge, pieces: () => piecesOf(judgements) });
  }
}

/** Each district is judged in its own world, as if it had been loaded alone. */
function cutOut(world: World, range: KeyRange): World {
  const facts = [...world.facts].map(([set, all]) => [set, within(all, range, (fact) => fact.div)] as const);
  return { units: within(world.units, range, (unit) => unit.key), facts: new Map(facts), elsewhere: world.elsewhere };
}

function isWide(district: number, measure: Measure): boolean {
  return rangeForRow(district, measure.needs).to > districtRange(district).to;
}

/** Districts with the same measures, those of wide units left out. */
function narrowGroups(wanted: ReadonlyMap<number, readonly Measure[]>): { districts: number[]; group: Measure[] }[] {
  const narrow = [...wanted].map(([district, measures]) => ({ district, group: measures.filter((measure) => !isWide(district, measure)) }));
  const groups = Map.groupBy(
    narrow.filter(({ group }) => group.length > 0),
    ({ group }) => group.map((measure) => measure.id).join(),
  );
  return [...groups.values()].map((rows) => ({ districts: rows.map(({ district }) => district), group: rows[0]?.group ?? [] }));
}

/** Wide measures that look at the same stretch share one load. */
function wideGroups(district: number, measures: readonly Measure[]): { range: KeyRange; group: Measure[] }[] {
  const groups = Map.groupBy(
    measures.filter((measure) => isWide(district, measure)),
    (measure) => rangeForRow(district, measure.needs).to,
  );
  return [...groups].map(([to, group]) => ({ range: { from: district * 1e6, to }, group }));
}

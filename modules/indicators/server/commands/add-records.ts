import type { World } from '#engines/indicators/world.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import { districtOf } from '#shared/division-code.ts';
import { addToFigures } from '../add-to-figures.ts';
import { type Added, addedBy, stretchOf } from '../domain/added-records.ts';
import { NOBODY_FAILS, replaceDivisions } from '../domain/failing-list.ts';
import { monthDifferences } from '../domain/figure-changes.ts';
import { pieceOf } from '../domain/figure-pieces.ts';
import { readFailing, writeFailing } from '../failing-unit-store.ts';
import { attributesBySet, loadFactsOfRecords, loadWorldOfRanges } from '../load-world.ts';
import type { Measure } from '../measure-store.ts';
import { addToPieces } from '../piece-store.ts';
import { ProvinceDifferences } from '../province-store.ts';

/** Records that are new, all at one division. */
export interface AddedRecords {
  place: number;
  records: ReadonlySet<number>;
  /** fact sets they feed */
  sets: ReadonlySet<string>;
}

/** @returns undefined unless each of the sets holds facts of single records, all at one place */
export function addedRecords(
  exchange: FactExchange,
  scope: { sets?: readonly string[]; places?: readonly number[] | undefined; added?: readonly number[] | undefined },
): AddedRecords | undefined {
  const { sets = [], places = [], added = [] } = scope;
  const [place] = places;
  if (place === undefined || places.length > 1 || added.length === 0 || !sets.every((set) => exchange.sets.get(set)?.isOfOneRecord)) return undefined;
  return { place, records: new Set(added), sets: new Set(sets) };
}

/** The measures of a district that grow by what the records add. */
export function measuresThatGrow(district: number, measures: readonly Measure[], added: AddedRecords | undefined): Measure[] {
  if (!added || district !== districtOf(added.place)) return [];
  return measures.filter((measure) => stretchOf(measure, added.place) !== undefined);
}

/**
 * Adds what new records add to the figures of their district, which the caller has locked, and to its province: a few facts around them are
 * read, none of the figures. Whoever tells of the same records twice counts them twice; the nightly check compares the sums.
 */
export async function addRecords(
  tx: Transaction,
  exchange: FactExchange,
  { own, near }: AroundRecords,
  measures: readonly Measure[],
  { place, records }: AddedRecords,
): Promise<void> {
  const touched = measures.filter(({ needs }) => [...own.facts.keys()].some((set) => needs.sets.has(set)));
  const district = districtOf(place);
  const judged = [...Map.groupBy(touched, (measure) => stretchOf(measure, place))].map(async ([stretch, group]) => {
    const world = stretch === 'record' ? own : stretch === 'division' ? near : await loadTownship(tx, exchange, group, place);
    return group.map((measure): Change => ({ measureId: measure.id, ...addedBy(world, records, measure) }));
  });
  const changes = (await Promise.all(judged)).flat();
  const ofProvince = new ProvinceDifferences();
  ofProvince.add(changes.flatMap(({ measureId, days }) => monthDifferences(measureId, district, days)));
  await Promise.all([
    addToFigures(tx, district, changes),
    addToPieces(tx, pieceOf(place), changes),
    changeFailing(tx, district, changes),
    ofProvince.append(tx),
  ]);
}

/** What is read before it is known which figures grow. */
export interface AroundRecords {
  /** what the records prove */
  own: World;
  /** their division, for measures that look no further */
  near: World;
}

const NOTHING: World = { units: [], elsewhere: new Map(), facts: new Map() };

/** Asked at once, with the attributes that the measures look at. */
export async function loadAround(tx: Transaction, exchange: FactExchange, measures: readonly Measure[], added: AddedRecords): Promise<AroundRecords> {
  const { place, records, sets } = added;
  const read = attributesBySet(measures.map((measure) => measure.needs));
  const wanted = new Map([...sets].flatMap((set) => (read.has(set) ? [[set, read.get(set) ?? new Set<string>()] as const] : [])));
  const near = measures.filter((measure) => stretchOf(measure, place) === 'division').map((measure) => measure.needs);
  // a fact at the township's own code may reach the division
  const divisions = [pieceOf(place), place].map((div) => ({ from: div, to: div + 1 }));
  const [own, world] = await Promise.all([
    loadFactsOfRecords(tx, exchange, wanted, { place, records: [...records] }),
    near.length > 0 ? loadWorldOfRanges(tx, exchange, divisions, near, 'records') : NOTHING,
  ]);
  return { own, near: world };
}

function loadTownship(tx: Transaction, exchange: FactExchange, measures: readonly Measure[], place: number): Promise<World> {
  const needs = measures.map((measure) => measure.needs);
  return loadWorldOfRanges(tx, exchange, [{ from: pieceOf(place), to: pieceOf(place) + 1000 }], needs, 'records');
}

interface Change extends Added {
  measureId: number;
}

async function changeFailing(tx: Transaction, district: number, changes: readonly Change[]): Promise<void> {
  const changed = changes.flatMap(({ measureId, failing }) => (failing ? [{ measureId, failing }] : []));
  if (changed.length === 0) return;
  const ids = changed.map(({ measureId }) => measureId);
  const kept = (await readFailing(tx, [district], ids)).get(district);
  const lists = changed.map(({ measureId, failing: { divs, wanted } }) => {
    const list = kept?.get(measureId) ?? NOBODY_FAILS;
    return { district, measureId, kept: list, wanted: replaceDivisions(list, (div) => divs.has(div), wanted) };
  });
  await writeFailing(tx, lists);
}

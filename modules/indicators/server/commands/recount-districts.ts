import type { Transaction } from '#platform/db/database.ts';
import { isDistributed } from '#platform/db/is-distributed.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import { districtOf, isWithin } from '#shared/division-code.ts';
import type { MonthDifference } from '../domain/figure-changes.ts';
import { isMadeOfPieces, pieceOf } from '../domain/figure-pieces.ts';
import { type CountedFigure, countDistricts } from '../count-districts.ts';
import { listStoredDistricts, lockDistricts, readFigures, writeFigures } from '../figure-store.ts';
import { wideRowsAbove } from '../load-world.ts';
import { listMeasures, type Measure } from '../measure-store.ts';
import { measuresInPieces, type PieceChange, type Pieces, readPieces, writePieces } from '../piece-store.ts';
import { ProvinceDifferences } from '../province-store.ts';
import { addedRecords, addRecords, loadAround, measuresThatGrow } from './add-records.ts';
import { recountPieces } from './recount-pieces.ts';

/** A change of the division tree itself: every measure there is recounted. */
export const DIVISIONS_CHANGED = 'divisions';

export interface RecountScope {
  districts: readonly number[];
  /** names of the fact sets that changed, `divisions` for the tree; undefined: everything */
  sets?: readonly string[];
  /** divisions whose facts changed, all of them: then large districts recount just these townships */
  places?: readonly number[] | undefined;
  /** ids, if the change is that these records are new */
  added?: readonly number[] | undefined;
  /** only these measures */
  measureIds?: readonly number[];
}

/**
 * Recounts figures from the records, in the transaction of the change that touched them. Idempotent and self-healing:
 * whatever was stored before, afterwards it equals the records. One writer per district at a time, in order of district.
 * @idempotent
 */
export async function recountDistricts(tx: Transaction, exchange: FactExchange, scope: RecountScope): Promise<void> {
  const finish = await beginRecount(tx, exchange, scope, await listMeasures(tx));
  await finish();
}

/** The same in two steps: after the first the districts are locked, and what new records prove is read with what stands around them. */
export async function beginRecount(tx: Transaction, exchange: FactExchange, scope: RecountScope, all: readonly Measure[]): Promise<() => Promise<void>> {
  const measures = all.filter((measure) => concerns(measure, scope));
  const counted = (await rowsToRecount(tx, measures, scope))
    .map((district) => ({ district, here: measures.filter((measure) => isWithin(district * 1e6, measure.scope)) }))
    .filter(({ here }) => here.length > 0);
  if (counted.length === 0) return async () => undefined;
  const added = addedRecords(exchange, scope);
  const growing = counted.flatMap(({ district, here }) => measuresThatGrow(district, here, added));
  const isLocked = lockDistricts(
    tx,
    counted.map(({ district }) => district),
  );
  // asked right behind the lock, so it is read when the lock is held
  const [, around] = await Promise.all([isLocked, added && growing.length > 0 ? loadAround(tx, exchange, growing, added) : undefined]);
  return async () => {
    if (added && around) await addRecords(tx, exchange, around, growing, added);
    const rest = counted.map(({ district, here }) => ({ district, here: here.filter((measure) => !growing.includes(measure)) }));
    const differences = new ProvinceDifferences();
    const atOnce = rest.length > 1 && (await isDistributed(tx)) ? 1 : AT_ONCE;
    for (let start = 0; start < rest.length; start += atOnce) differences.add(await recountSome(tx, exchange, rest.slice(start, start + atOnce), scope));
    await differences.append(tx);
  };
}

/** So many districts share their statements where one server holds them; all their facts are in memory together. */
const AT_ONCE = 32;

async function recountSome(
  tx: Transaction,
  exchange: FactExchange,
  rows: readonly { district: number; here: readonly Measure[] }[],
  scope: RecountScope,
): Promise<MonthDifference[]> {
  const differences: MonthDifference[] = [];
  const whole = new Map<number, Measure[]>();
  for (const { district, here } of rows) {
    const byPieces = await inPieces(tx, district, here, scope);
    if (byPieces.size > 0) {
      const measured = here.filter((measure) => byPieces.has(measure.id));
      differences.push(...(await recountPieces(tx, exchange, district, measured, placesIn(district, scope))));
    }
    const left = here.filter((measure) => !byPieces.has(measure.id));
    if (left.length > 0) whole.set(district, left);
  }
  if (whole.size > 0) differences.push(...(await recountWhole(tx, exchange, whole)));
  return differences;
}

/** More townships than this are no saving. */
const MOST_PIECES = 8;

function placesIn(district: number, scope: RecountScope): number[] {
  return (scope.places ?? []).filter((place) => districtOf(place) === district);
}

/** The measures of a district that are recounted township by township. */
async function inPieces(tx: Transaction, district: number, measures: readonly Measure[], scope: RecountScope): Promise<ReadonlySet<number>> {
  const pieces = new Set(placesIn(district, scope).map(pieceOf));
  const ids = measures.filter(isMadeOfPieces).map((measure) => measure.id);
  return pieces.size === 0 || pieces.size > MOST_PIECES || ids.length === 0 ? new Set() : measuresInPieces(tx, district, ids);
}

async function recountWhole(tx: Transaction, exchange: FactExchange, wanted: ReadonlyMap<number, readonly Measure[]>): Promise<MonthDifference[]> {
  const counted = await countDistricts(tx, exchange, wanted);
  const districts = [...wanted.keys()];
  const ids = [...new Set([...wanted.values()].flatMap((measures) => measures.map((measure) => measure.id)))];
  const differences = await writeFigures(tx, counted, await readFigures(tx, districts, ids));
  const stored = await readPieces(tx, districts, ids);
  const changes = [...wanted].flatMap(([district, measures]) =>
    measures.filter(isMadeOfPieces).flatMap(({ id }) => pieceChanges(district, id, counted.get(district)?.get(id), stored.get(district)?.get(id))),
  );
  await writePieces(tx, changes);
  return differences;
}

function pieceChanges(district: number, measureId: number, figure: CountedFigure | undefined, kept: Pieces | undefined): PieceChange[] {
  if (!figure || !(figure.isLarge || kept)) return [];
  const pieces = figure.pieces();
  const all = new Set([district * 1e6, ...pieces.keys(), ...(kept?.keys() ?? [])]);
  return [...all].map((piece) => ({ district, measureId, piece, wanted: pieces.get(piece) ?? [], kept: kept?.get(piece) }));
}

function concerns(measure: Measure, scope: RecountScope): boolean {
  if (scope.measureIds && !scope.measureIds.includes(measure.id)) return false;
  if (!scope.sets || scope.sets.includes(DIVISIONS_CHANGED)) return true;
  return scope.sets.some((set) => measure.needs.sets.has(set));
}

/** The districts themselves, the wide units above them, and where the tree changed, whoever looks at units elsewhere. */
async function rowsToRecount(tx: Transaction, measures: readonly Measure[], scope: RecountScope): Promise<number[]> {
  const needs = measures.map((measure) => measure.needs);
  const rows = new Set(scope.districts.flatMap((district) => [district, ...wideRowsAbove(district, needs)]));
  const looking = scope.sets?.includes(DIVISIONS_CHANGED) ? measures.filter((measure) => measure.needs.elsewhere.length > 0) : [];
  for (const measure of looking) {
    const last = districtOf(measure.scope.to - 1);
    for (const district of await listStoredDistricts(tx, [measure.id], districtOf(measure.scope.from), last)) rows.add(district);
  }
  return [...rows].sort((one, other) => one - other);
}

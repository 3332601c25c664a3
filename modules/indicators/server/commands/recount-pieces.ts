import { judge } from '#engines/indicators/judge.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import { addToFigures, type FigureDifference } from '../add-to-figures.ts';
import { failingListOf, NOBODY_FAILS, replaceDivisions } from '../domain/failing-list.ts';
import { differencesOf, type MonthDifference, monthDifferences, sumPerDay } from '../domain/figure-changes.ts';
import { pieceOf, piecesOf } from '../domain/figure-pieces.ts';
import { type FailingChange, readFailing, writeFailing } from '../failing-unit-store.ts';
import { loadWorldOfPieces } from '../load-world.ts';
import type { Measure } from '../measure-store.ts';
import { type PieceChange, readPieces, writePieces } from '../piece-store.ts';

/**
 * Recounts some townships of a large district from their records and adds to its figures by how much they changed. Only for
 * measures whose pieces are kept there, in a district that the caller has locked. @idempotent
 * @returns what that adds to its province
 */
export async function recountPieces(
  tx: Transaction,
  exchange: FactExchange,
  district: number,
  measures: readonly Measure[],
  places: readonly number[],
): Promise<MonthDifference[]> {
  const pieces = [...new Set(places.map(pieceOf))].sort((one, other) => one - other);
  const ids = measures.map((measure) => measure.id);
  const world = await loadWorldOfPieces(
    tx,
    exchange,
    pieces,
    measures.map((measure) => measure.needs),
  );
  const stored = (await readPieces(tx, [district], ids, pieces)).get(district);
  const failing = (await readFailing(tx, [district], ids)).get(district);
  const changes: PieceChange[] = [];
  const differences: FigureDifference[] = [];
  const lists: FailingChange[] = [];
  for (const { id, formula, periods } of measures) {
    const judgements = judge(world, formula, periods);
    const counted = piecesOf(judgements);
    const here = pieces.map((piece): PieceChange => ({ district, measureId: id, piece, wanted: counted.get(piece) ?? [], kept: stored?.get(id)?.get(piece) }));
    changes.push(...here);
    differences.push({ measureId: id, days: sumPerDay(here.flatMap(({ wanted, kept }) => differencesOf(wanted, kept ?? []))) });
    const kept = failing?.get(id) ?? NOBODY_FAILS;
    lists.push({ district, measureId: id, kept, wanted: replaceDivisions(kept, (div) => pieces.includes(pieceOf(div)), failingListOf(judgements)) });
  }
  await writePieces(tx, changes);
  await addToFigures(tx, district, differences);
  await writeFailing(tx, lists);
  return differences.flatMap(({ measureId, days }) => monthDifferences(measureId, district, days));
}

import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { districtOf } from '#shared/division-code.ts';
import { differencesOf, type FigureChange, sumPerDay } from './domain/figure-changes.ts';

export type Pieces = ReadonlyMap<number, readonly FigureChange[]>;

/** What the pieces of districts add, by district and measure; nothing for measures whose pieces are not kept there. @param only these pieces */
export async function readPieces(
  db: Database | Transaction,
  districts: readonly number[],
  ids: readonly number[],
  only?: readonly number[],
): Promise<Map<number, Map<number, Pieces>>> {
  const { rows } = await sql<PieceRow>`
    select measure_id, district, piece, days, numerators, denominators, failings from figure_pieces
    where district = any(${[...districts]}::int[]) and measure_id = any(${[...ids]}::int[]) and (${only ?? null}::bigint[] is null or piece = any(${only ?? null}::bigint[]))`.execute(
    db,
  );
  const piecesOf = (here: readonly PieceRow[]): Pieces => new Map(here.map((row) => [row.piece, changesOf(row)]));
  const byMeasure = (here: readonly PieceRow[]) => new Map([...Map.groupBy(here, (row) => row.measure_id)].map(([id, pieces]) => [id, piecesOf(pieces)]));
  return new Map([...Map.groupBy(rows, (row) => row.district)].map(([district, here]) => [district, byMeasure(here)]));
}

interface PieceRow {
  measure_id: number;
  district: number;
  piece: number;
  days: Day[];
  numerators: number[];
  denominators: number[];
  failings: number[];
}

/** A day that was added to stands there more than once. */
function changesOf(row: PieceRow): FigureChange[] {
  const changes = row.days.map((day, index) => ({
    day,
    numerator: row.numerators[index] ?? 0,
    denominator: row.denominators[index] ?? 0,
    failing: row.failings[index] ?? 0,
  }));
  return sumPerDay(changes);
}

/** Which of the measures keep their pieces in a district. */
export async function measuresInPieces(db: Database | Transaction, district: number, ids: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ measure_id: number }>`
    select measure_id from figure_pieces where district = ${district} and measure_id = any(${[...ids]}::int[]) and piece = ${district * 1e6}`.execute(db);
  return new Set(rows.map((row) => row.measure_id));
}

export interface PieceChange {
  district: number;
  measureId: number;
  piece: number;
  wanted: readonly FigureChange[];
  kept: readonly FigureChange[] | undefined;
}

/** Makes stored pieces equal to the counted ones. That of the district's own code stays, even empty. */
export async function writePieces(tx: Transaction, pieces: readonly PieceChange[]): Promise<void> {
  const changed = pieces.filter(({ wanted, kept }) => kept === undefined || differencesOf(wanted, kept).length > 0);
  const isWanted = ({ district, piece, wanted }: PieceChange) => wanted.length > 0 || piece === district * 1e6;
  const gone = changed.filter((one) => !isWanted(one) && one.kept !== undefined);
  for (const [district, here] of Map.groupBy(gone, (one) => one.district))
    await sql`delete from figure_pieces p using unnest(${here.map((one) => one.measureId)}::int[], ${here.map((one) => one.piece)}::bigint[]) as gone (measure_id, piece)
      where p.district = ${district} and p.measure_id = gone.measure_id and p.piece = gone.piece`.execute(tx);
  const rows = changed.filter(isWanted);
  if (rows.length === 0) return;
  await sql`
    insert into figure_pieces (measure_id, district, piece, days, numerators, denominators, failings)
    select p.measure_id, p.district, p.piece, p.days::date[], p.numerators::bigint[], p.denominators::bigint[], p.failings::bigint[]
    from unnest(${keyLists(rows)}, ${changeLists(rows.map(({ wanted }) => wanted))}) as p (measure_id, district, piece, days, numerators, denominators, failings)
    on conflict (district, measure_id, piece) do update set days = excluded.days, numerators = excluded.numerators, denominators = excluded.denominators, failings = excluded.failings`.execute(
    tx,
  );
}

/** Adds to what a piece adds to its district, for those of the measures whose pieces are kept there. */
export async function addToPieces(tx: Transaction, piece: number, differences: readonly { measureId: number; days: readonly FigureChange[] }[]): Promise<void> {
  const changed = differences.filter(({ days }) => days.length > 0);
  if (changed.length === 0) return;
  const district = districtOf(piece);
  await sql`
    insert into figure_pieces as kept (measure_id, district, piece, days, numerators, denominators, failings)
    select p.measure_id, ${district}::int, ${piece}::bigint, p.days::date[], p.numerators::bigint[], p.denominators::bigint[], p.failings::bigint[]
    from unnest(${changed.map(({ measureId }) => measureId)}::int[], ${changeLists(changed.map(({ days }) => days))}) as p (measure_id, days, numerators, denominators, failings)
    where exists (select 1 from figure_pieces mark where mark.district = ${district} and mark.measure_id = p.measure_id and mark.piece = ${district * 1e6})
    on conflict (district, measure_id, piece) do update set days = kept.days || excluded.days, numerators = kept.numerators || excluded.numerators,
      denominators = kept.denominators || excluded.denominators, failings = kept.failings || excluded.failings`.execute(tx);
}

/** Lists travel as text: a list of lists of different lengths is no array of PostgreSQL. */
function changeLists(lists: readonly (readonly FigureChange[])[]) {
  const asText = (part: keyof FigureChange) => lists.map((rows) => `{${rows.map((row) => row[part]).join(',')}}`);
  return sql`${asText('day')}::text[], ${asText('numerator')}::text[], ${asText('denominator')}::text[], ${asText('failing')}::text[]`;
}

function keyLists(rows: readonly PieceChange[]) {
  return sql`${rows.map((row) => row.measureId)}::int[], ${rows.map((row) => row.district)}::int[], ${rows.map((row) => row.piece)}::bigint[]`;
}

import { listUnits } from '#modules/divisions/server/public.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { districtOf, type KeyRange } from '#shared/division-code.ts';
import { pieceOf } from '../domain/figure-pieces.ts';
import { districtRange } from '../load-world.ts';

/**
 * A district cut into stretches at its townships, in order, from the one on that holds a division; each holds twice as many
 * townships as the one before, for the first may fill a page.
 */
export async function* walkPieces(db: Database | Transaction, district: number, from: number): AsyncGenerator<KeyRange> {
  const whole = districtRange(district);
  const townships = await listUnits(db, { range: whole, levels: ['township'] });
  const starts = [whole.from, ...townships.map((unit) => unit.key).filter((key) => key > whole.from)];
  const first = districtOf(from) === district ? starts.findLastIndex((start) => start <= pieceOf(from)) : 0;
  for (let start = Math.max(0, first), size = 1; start < starts.length; start += size / 2) {
    yield { from: starts[start] ?? whole.from, to: starts[start + size] ?? whole.to };
    size *= 2;
  }
}

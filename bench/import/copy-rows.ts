/** The same rows once more, by COPY through the bare driver, into equal tables: what the database alone takes. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import type { Connection } from '#platform/db/database.ts';

export interface Copied {
  rows: number;
  seconds: number;
}

/** @param tables those that the import wrote, with all their rows @returns one transaction: all rows into empty tables with the same checks and indexes */
export async function copyRows(connection: Connection, tables: readonly string[]): Promise<Copied> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const texts = new Map<string, Buffer>();
    for (const table of tables) {
      texts.set(table, Buffer.concat((await client.query(to(`copy (select * from ${table}) to stdout`)).toArray()) as Buffer[]));
      await client.query(`create table bench_${table} (like ${table} including all)`);
    }
    await client.query('checkpoint');
    const start = performance.now();
    await client.query('begin');
    let rows = 0;
    for (const [table, text] of texts) {
      const copy = client.query(from(`copy bench_${table} from stdin`));
      await pipeline(Readable.from(pieces(text)), copy);
      rows += copy.rowCount;
    }
    await client.query('commit');
    const seconds = (performance.now() - start) / 1000;
    for (const table of tables) await client.query(`drop table bench_${table}`);
    return { rows, seconds };
  } finally {
    const ended = once(client, 'end');
    await client.end();
    await ended;
  }
}

const PIECE = 64 * 1024;

function* pieces(text: Buffer): Generator<Buffer> {
  for (let at = 0; at < text.length; at += PIECE) yield text.subarray(at, at + PIECE);
}

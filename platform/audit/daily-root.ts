import { sql } from 'kysely';
import { type Database, inTransaction, type Transaction } from '../db/database.ts';
import type { Context } from '../context.ts';
import { encodeHeads, type HeadsFile, signHeads } from './heads-file.ts';
import { readHeads } from './read-chains.ts';

/** Signs the heads of all chains as they stand now, after the last daily root, without keeping anything. */
export async function headsNow(context: Context): Promise<HeadsFile> {
  return sign(context, context.platform.db);
}

/**
 * The day's root: once a day the heads are signed and the root is kept. Asked a second time it changes nothing.
 * @returns the heads to be put somewhere else; undefined when the day has its root already
 */
export async function makeDailyRoot(context: Context): Promise<HeadsFile | undefined> {
  return inTransaction(context.platform.db, async (tx) => {
    await sql`set transaction isolation level repeatable read`.execute(tx);
    const file = await sign(context, tx);
    const { numAffectedRows } = await sql`insert into audit_roots (day, made_at, chains, entries, root, previous, signature)
      values (${file.day}, ${context.now.toISOString()}, ${file.heads.size}, ${file.entries}, ${file.root}, ${file.previous}, ${file.signature}) on conflict do nothing`.execute(
      tx,
    );
    return numAffectedRows === 1n ? file : undefined;
  });
}

async function sign({ platform, today, now }: Context, db: Database | Transaction): Promise<HeadsFile> {
  const last = await sql<{ signature: string }>`select signature from audit_roots where day < ${today} order by day desc limit 1`.execute(db);
  return signHeads(platform.cipher.auditKey, today, now, await readHeads(db), last.rows[0]?.signature ?? '');
}

/** The file as it is written and downloaded. */
export function headsFileOf(file: HeadsFile): { fileName: string; text: string } {
  return { fileName: `audit-heads-${file.day}.json`, text: encodeHeads(file) };
}

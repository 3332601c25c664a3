import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Database, Transaction } from '../db/database.ts';
import type { ChainedEntry } from './audit.ts';
import type { ChainPoint, CheckedEntry } from './chain-checker.ts';

type StoredEntry = Omit<ChainedEntry, 'at' | 'details'> & { at: Date; details: unknown; hash: string };

export interface Checkpoint extends ChainPoint {
  district: number;
  month: Day;
  signature: string;
}

const PAGE = 5000;

/** All entries of the months asked for (all without), chain by chain in the order of their numbers, a page at a time. */
export async function* readChains(db: Database | Transaction, months?: { from: Day; to: Day }): AsyncGenerator<CheckedEntry> {
  let after = { district: -1, number: 0 };
  for (;;) {
    const { rows } =
      await sql<StoredEntry>`select month, district, number, at, actor_id, actor_name, post_id, jurisdiction, origin, request_id, action, subject_type, subject_id,
      details, before_digest, after_digest, previous_hash, hash from audit_entries
      where (district, number) > (${after.district}::int, ${after.number}::bigint)
        and month >= ${months?.from ?? '-infinity'}::date and month <= ${months?.to ?? 'infinity'}::date
      order by district, number limit ${PAGE}`.execute(db);
    for (const { at, details, ...row } of rows) yield { ...row, at: at.toISOString(), details: JSON.stringify(details) };
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last;
  }
}

export async function readHeads(db: Database | Transaction): Promise<Map<number, ChainPoint>> {
  const { rows } = await sql<ChainPoint & { district: number }>`select district, number, hash from audit_heads order by district`.execute(db);
  return new Map(rows.map(({ district, number, hash }) => [district, { number, hash }]));
}

/** Where each chain goes on after its dropped months: the latest checkpoint of each. */
export async function readCheckpoints(db: Database | Transaction): Promise<Checkpoint[]> {
  const { rows } =
    await sql<Checkpoint>`select distinct on (district) district, month, number, hash, signature from audit_checkpoints order by district, number desc`.execute(
      db,
    );
  return rows;
}

/** What a checkpoint says, for its signature. */
export function statementOf({ district, number, hash }: Pick<Checkpoint, 'district' | 'number' | 'hash'>): object {
  return { district, number, hash };
}

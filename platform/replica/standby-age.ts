import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { type Measured, MEASURE_HOLDS_MS, type ReplicaAge } from './replica-age.ts';

interface Position {
  at: number;
  lsn: number;
}

/**
 * Of a streaming standby: each time the primary's position is written down with its time, and the replica is as old as the newest position
 * that it has replayed. So a standby whose connection broke grows old although it has replayed all that it received.
 */
export function ageOfStandby(primary: Database, replica: Database, mostLagMs: number): ReplicaAge {
  const positions: Position[] = [];
  return { measure: () => lagOf(primary, replica, positions, mostLagMs) };
}

async function lagOf(primary: Database, replica: Database, positions: Position[], mostLagMs: number): Promise<Measured | undefined> {
  const at = performance.now();
  const { rows: ahead } = await sql<{ lsn: number; system: string }>`
    select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as lsn, (select system_identifier::text from pg_control_system()) as system`.execute(primary);
  const { rows: behind } = await sql<{ lsn: number | null; system: string }>`
    select pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0') as lsn, (select system_identifier::text from pg_control_system()) as system
    where pg_is_in_recovery()`.execute(replica);
  const [now, then] = [ahead[0], behind[0]];
  if (!now || !then || then.lsn === null || now.system !== then.system) return undefined;
  const replayed = then.lsn;
  positions.push({ at, lsn: now.lsn });
  const newest = positions.findLast(({ lsn }) => lsn <= replayed);
  // one position older than allowed is enough to say so
  while (positions.length > 2 && (positions[1]?.at ?? at) < at - 2 * mostLagMs - MEASURE_HOLDS_MS) positions.shift();
  if (!newest) return { at, lagMs: Math.max(at - (positions[0]?.at ?? at), mostLagMs + 1) };
  return { at, lagMs: newest.lsn === now.lsn ? 0 : at - newest.at };
}

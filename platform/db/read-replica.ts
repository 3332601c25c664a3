/**
 * A streaming standby that answers readings which may lag. How far it is behind is measured and not believed: each second the
 * primary's position is written down with its time, and the replica is as old as the newest position that it has replayed. So a standby
 * whose connection broke grows old although it has replayed all that it received.
 */
import { sql } from 'kysely';
import type { Database } from './database.ts';

export interface ReplicaState {
  /** undefined before the first measurement, or while it does not answer */
  lagMs: number | undefined;
  isUsable: boolean;
  /** since the start of this process */
  readings: number;
  failures: number;
}

export interface ReadReplica {
  /** undefined while it is gone, lags more than allowed, or nobody knows */
  database(): Database | undefined;
  /** the same with the rights of the public pages only; undefined also where nobody could sign in with those */
  portal(): Database | undefined;
  /** it failed somebody: nobody asks it until it was measured again */
  distrust(): void;
  /** it answered */
  noteReading(): void;
  /** for so long after a change its author reads from the primary */
  settleSeconds: number;
  state(): ReplicaState;
  /** stops measuring; the databases stay open */
  stop(): Promise<void>;
}

/** The doors of one standby. */
export interface ReplicaDatabases {
  /** with the application's rights */
  application: Database;
  portal: Database | undefined;
}

export interface ReplicaOptions {
  /** older than this it answers nobody */
  mostLagMs: number;
  say: (line: string) => void;
}

const EVERY_MS = 1000;
/** A measurement counts for so long: then the measuring itself hangs. */
const HOLDS_MS = 3000;

interface Position {
  at: number;
  lsn: number;
}

interface Measured {
  at: number;
  lagMs: number;
}

/** Starts measuring; until the first measurement everybody reads from the primary. */
export function watchReplica(primary: Database, { application, portal }: ReplicaDatabases, { mostLagMs, say }: ReplicaOptions): ReadReplica {
  const positions: Position[] = [];
  let measured: Measured | undefined;
  let wasUsable: boolean | undefined;
  let [readings, failures] = [0, 0];
  const isUsable = () => measured !== undefined && measured.lagMs <= mostLagMs && performance.now() - measured.at <= HOLDS_MS;
  const measure = async (): Promise<void> => {
    measured = await lagOf(primary, application, positions, mostLagMs).catch(() => undefined);
    if (isUsable() !== wasUsable) say(isUsable() ? '只读副本可用，可以稍晚的查询由它回答。' : `只读副本不可用（${reasonOf(measured)}），全部查询由主库回答。`);
    wasUsable = isUsable();
  };
  let running: Promise<void> = measure();
  let isBusy = true;
  const settle = () => void (isBusy = false);
  void running.then(settle);
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    running = measure();
    void running.then(settle);
  }, EVERY_MS).unref();
  return {
    database: () => (isUsable() ? application : undefined),
    portal: () => (isUsable() ? portal : undefined),
    distrust() {
      failures += 1;
      measured = undefined;
    },
    noteReading: () => void (readings += 1),
    // what was measured may be three seconds old, and a reading takes its time
    settleSeconds: Math.ceil((mostLagMs + HOLDS_MS) / 1000) + 2,
    state: () => ({ lagMs: measured?.lagMs, isUsable: isUsable(), readings, failures }),
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

function reasonOf(measured: Measured | undefined): string {
  return measured ? `落后 ${Math.round(measured.lagMs / 1000)} 秒以上` : '没有应答，或不是主库的副本';
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
  while (positions.length > 2 && (positions[1]?.at ?? at) < at - 2 * mostLagMs - HOLDS_MS) positions.shift();
  if (!newest) return { at, lagMs: Math.max(at - (positions[0]?.at ?? at), mostLagMs + 1) };
  return { at, lagMs: newest.lsn === now.lsn ? 0 : at - newest.at };
}

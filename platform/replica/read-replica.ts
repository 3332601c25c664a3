/**
 * A second server that answers readings which may lag: a streaming standby of one server (ADR 0096), or the copy that gathers the rows of all
 * shards (ADR 0160). How far it is behind is measured each second.
 */
import { LatestAsked } from '#shared/latest-asked.ts';
import type { Database } from '../db/database.ts';
import { isDistributed, noteOneServer } from '../db/is-distributed.ts';
import { ageOfCopy } from './copy-age.ts';
import { MEASURE_HOLDS_MS, type Measured, type ReplicaAge } from './replica-age.ts';
import { ageOfStandby } from './standby-age.ts';

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
  /** it failed somebody. When it seems to be down nobody asks it until it was measured again; it may also lack what was asked for. */
  noteFailure(why: 'down' | 'notHere'): void;
  /** it answered */
  noteReading(): void;
  /** for so long after a change its author reads from the primary, or waits until the replica shows it */
  settleSeconds: number;
  /** whether it holds together what lies on several shards: then it answers lists above a county, which would ask all of those */
  isGathered(): boolean;
  /**
   * Waits until it shows all that was committed before.
   * @param write a change of whoever asks, which need not be waited for twice; undefined when nobody knows which
   * @returns false where nobody can wait for it, or not so long
   */
  catchUp(write: string | undefined): Promise<boolean>;
  state(): ReplicaState;
  /** stops measuring; the databases stay open */
  stop(): Promise<void>;
}

/** The doors of one replica. */
export interface ReplicaDatabases {
  /**
   * the primary, by connections that nothing else is asked by: whoever waits for the replica may hold all others, and what they wait for is written
   * through these
   */
  primary: Database;
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
/** More than are written while a cookie lasts; one forgotten is waited for again. */
const MOST_WRITES = 10_000;

/** Starts measuring; until the first measurement everybody reads from the primary. */
export function watchReplica({ primary, application, portal }: ReplicaDatabases, { mostLagMs, say }: ReplicaOptions): ReadReplica {
  let age: ReplicaAge | undefined;
  let measured: Measured | undefined;
  let wasUsable: boolean | undefined;
  let isGathered = false;
  let [readings, failures] = [0, 0];
  const shown = new LatestAsked<string, true>(MOST_WRITES);
  const isUsable = () => measured !== undefined && measured.lagMs <= mostLagMs && performance.now() - measured.at <= MEASURE_HOLDS_MS;
  const ageOf = async (): Promise<ReplicaAge> => {
    isGathered = await isDistributed(primary);
    if (!isGathered) return ageOfStandby(primary, application, mostLagMs);
    for (const door of [application, portal]) if (door) noteOneServer(door);
    return ageOfCopy(primary, application, mostLagMs);
  };
  const stop = everySecond(async () => {
    measured = await (age ??= await ageOf()).measure().catch(() => undefined);
    if (isUsable() !== wasUsable)
      say(isUsable() ? '只读副本可用，可以稍晚的查询由它回答。' : `只读副本不可用（${reasonOf(measured, isGathered)}），全部查询由主库回答。`);
    wasUsable = isUsable();
  });
  return {
    database: () => (isUsable() ? application : undefined),
    portal: () => (isUsable() ? portal : undefined),
    noteFailure(why) {
      failures += 1;
      if (why === 'down') measured = undefined;
    },
    noteReading: () => void (readings += 1),
    // what was measured may be three seconds old, and a reading takes its time
    settleSeconds: Math.ceil((mostLagMs + MEASURE_HOLDS_MS) / 1000) + 2,
    isGathered: () => isGathered,
    async catchUp(write) {
      if (write !== undefined && shown.find(write)) return true;
      const isShown = (await age?.catchUp?.()) ?? false;
      if (isShown && write !== undefined) shown.keep(write, true);
      return isShown;
    },
    state: () => ({ lagMs: measured?.lagMs, isUsable: isUsable(), readings, failures }),
    stop,
  };
}

/** At once, and each second unless the last time still goes on. @returns ends it, and waits for what goes on */
function everySecond(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  const begin = () => {
    running ??= work()
      .catch(() => undefined)
      .finally(() => void (running = undefined));
  };
  begin();
  const timer = setInterval(begin, EVERY_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

function reasonOf(measured: Measured | undefined, isGathered: boolean): string {
  if (measured) return `落后 ${Math.round(measured.lagMs / 1000)} 秒以上`;
  return isGathered ? '没有应答，或没有用这个版本的 wotu gather 汇集过' : '没有应答，或不是主库的副本';
}

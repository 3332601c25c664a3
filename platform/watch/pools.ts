import type pg from 'pg';

export interface PoolState {
  name: string;
  /** connections that are open, of so many allowed */
  open: number;
  most: number;
  idle: number;
  /** requests that wait for a connection */
  waiting: number;
}

const pools = new Map<string, pg.Pool>();

/** Names a pool of this process, so that its load is seen. A new one of the same name takes its place. */
export function watchPool(name: string, pool: pg.Pool): void {
  pools.set(name, pool);
}

export function poolStates(): PoolState[] {
  return [...pools]
    .filter(([, pool]) => !pool.ended)
    .map(([name, pool]) => ({ name, open: pool.totalCount, most: pool.options.max, idle: pool.idleCount, waiting: pool.waitingCount }));
}

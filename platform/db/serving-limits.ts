import type { Config } from '../config/config.ts';
import type { DatabaseLimits } from './database.ts';

/** What a server process may ask of the database, and how long it waits. The command line waits as long as it takes. */
export interface ServingLimits {
  /** a page waits no longer than people do */
  requests: DatabaseLimits;
  /** background work may take its time, but a statement that hangs must not keep all later work waiting */
  jobs: DatabaseLimits;
}

export function servingLimits({ statementSeconds, jobStatementSeconds }: Pick<Config, 'statementSeconds' | 'jobStatementSeconds'>): ServingLimits {
  return {
    requests: { connectMs: 5000, statementMs: statementSeconds * 1000, lockMs: 20_000, idleInTransactionMs: 60_000 },
    jobs: { connectMs: 30_000, statementMs: jobStatementSeconds * 1000, lockMs: 60_000, idleInTransactionMs: 600_000 },
  };
}

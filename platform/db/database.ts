import { Kysely, PostgresDialect, sql, type Transaction as KyselyTransaction } from 'kysely';
import pg from 'pg';
import type { DB } from '#database/types.ts';
import { watchPool } from '../watch/pools.ts';
import { AskedBehind } from './asked-behind.ts';
import { askTogether } from './asked-together.ts';
import { namedStatements } from './named-statements.ts';

export type Database = Kysely<DB>;
export type Transaction = KyselyTransaction<DB>;

/** How to reach one login of one database. */
export interface Connection {
  connectionString?: string;
  host?: string;
  port?: number;
  user?: string;
  password?: string;
  database?: string;
  /** role taken after connecting: `wotu_app`, `wotu_portal` */
  role?: string;
  /** by which its pool is watched: `application`, `portal` */
  watchedAs?: string;
  max?: number;
  /** false where a pooler hands every transaction another connection and does not know prepared statements */
  namedStatements?: boolean;
  /** how long a request may keep the database; none for the command line, whose work may take its time */
  limits?: DatabaseLimits;
}

export interface DatabaseLimits {
  /** for a free connection, then for the server's answer to the connection */
  connectMs: number;
  /** for one statement; the server ends it, and if that one does not answer either, this side gives up 5 s later */
  statementMs: number;
  /** for a lock that another transaction holds */
  lockMs: number;
  /** for a transaction that asks nothing: its process hangs */
  idleInTransactionMs: number;
}

const GRACE_MS = 5000;

function toSafeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError('a database integer is beyond 2^53');
  return number;
}

export function createPool(connection: Connection): pg.Pool {
  const { role, limits, watchedAs, namedStatements: areNamed = true, ...rest } = connection;
  const settings = [...(role ? [`-c role=${role}`] : []), ...(limits ? settingsOf(limits) : [])].join(' ');
  const timeouts = limits ? { connectionTimeoutMillis: limits.connectMs, query_timeout: limits.statementMs + GRACE_MS, keepAlive: true } : {};
  const pool = new pg.Pool({
    max: 10,
    // an older pooler, which knows no prepared statements either, may give the server away after the first of several answers
    pipeline: areNamed,
    ...rest,
    ...timeouts,
    ...(settings ? { options: settings } : {}),
    types: { getTypeParser } as pg.CustomTypesConfig,
  });
  if (watchedAs !== undefined) watchPool(watchedAs, pool);
  // a server that restarts ends its idle connections; that must not end this process. Whoever uses one still gets the error
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function settingsOf({ statementMs, lockMs, idleInTransactionMs }: DatabaseLimits): string[] {
  return [`-c statement_timeout=${statementMs}`, `-c lock_timeout=${lockMs}`, `-c idle_in_transaction_session_timeout=${idleInTransactionMs}`];
}

/** Opens a pool whose statements are prepared once per connection, unless the connection says otherwise. */
export function openDatabase(connection: Connection): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: namedStatements(createPool(connection), connection.namedStatements !== false) }) });
}

/**
 * One use case, one transaction. Refusals roll it back. Within a transaction it becomes a step of that one. Statements asked at once
 * go to the database together.
 */
export async function inTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  if (db.isTransaction) return asStep(db as Transaction, work);
  const behind = new AskedBehind();
  try {
    return await db.transaction().execute((tx) => askTogether(tx, behind, work));
  } catch (error) {
    // what was asked behind and failed is why all after it failed, the commit too
    await behind.areAnswered();
    throw error;
  }
}

/** What fails is taken back to its own beginning; the transaction around it goes on. */
async function asStep<T>(tx: Transaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
  await sql`savepoint step`.execute(tx);
  const behind = new AskedBehind();
  try {
    const result = await askTogether(tx, behind, work);
    await behind.areAnswered();
    await sql`release savepoint step`.execute(tx);
    return result;
  } catch (error) {
    await sql`rollback to savepoint step`.execute(tx);
    await sql`release savepoint step`.execute(tx);
    await behind.areAnswered();
    throw error;
  }
}

const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (format !== 'binary') {
    if (oid === pg.types.builtins.DATE) return (text) => text;
    if (oid === pg.types.builtins.INT8) return toSafeNumber;
    if (oid === pg.types.builtins.NUMERIC) return Number;
    if (oid === INT8_ARRAY) return (text) => parseArray(text).map(toSafeNumber);
    if (oid === DATE_ARRAY) return parseArray;
  }
  return pg.types.getTypeParser(oid, format) as (value: string) => unknown;
}

/** Arrays of numbers and dates hold no quotes, so the text form splits plainly. */
function parseArray(text: string): string[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',');
}

import { type ConnectionProvider, DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, Transaction } from 'kysely';
import type { DB } from '#database/types.ts';
import { type AskedBehind, gatherBehind } from './asked-behind.ts';
import { QuickExecutor } from './quick-executor.ts';

/** A transaction on a database that is one connection of another would neither begin nor end. */
class NoTransactions extends DummyDriver {
  override beginTransaction(): Promise<void> {
    return Promise.reject(new Error('what only reads has no transaction'));
  }
}

/** Only what a database is made of besides its executor, which alone is used. */
const DIALECT = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: ConstructorParameters<typeof PostgresIntrospector>[0]) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};

/**
 * Works in the same transaction, but statements that are asked at once (`Promise.all`) go down the connection behind one another without
 * waiting for each other's answers; PostgreSQL carries them out in the order asked. Kysely's own transactions send one at a time.
 * When the work is over, nothing more is sent: after a failure a companion would still ask, behind the `rollback`.
 */
export async function askTogether<T>(tx: Transaction<DB>, behind: AskedBehind, work: (tx: Transaction<DB>) => Promise<T>): Promise<T> {
  const connection = await tx.getExecutor().provideConnection(async (own) => own);
  let isOver = false;
  const provider: ConnectionProvider = {
    provideConnection: (consumer) => (isOver ? Promise.reject(new Error('a statement came after the end of its transaction')) : consumer(connection)),
  };
  const executor = new QuickExecutor(provider, tx.getExecutor().plugins);
  const own = new Transaction<DB>({ config: { dialect: DIALECT }, dialect: DIALECT, driver: new DummyDriver(), executor });
  gatherBehind(own, behind);
  try {
    return await work(own);
  } finally {
    isOver = true;
  }
}

const wholes = new WeakMap<Kysely<DB>, Kysely<DB>>();

/** Of a database that is one connection of another, that other: for what is remembered of a database. */
export function wholeOf(db: Kysely<DB>): Kysely<DB> {
  return wholes.get(db) ?? db;
}

/**
 * For what only reads: its statements share one connection, so that those asked at once go to the database in one write. Within a
 * transaction, or within such work, they do so anyway. The connection goes back when every statement is answered, also those whose companion failed: somebody
 * else's would wait behind them, or stand within their transaction.
 */
export function onOneConnection<T>(db: Kysely<DB>, work: (db: Kysely<DB>) => Promise<T>): Promise<T> {
  if (db.isTransaction || wholes.has(db)) return work(db);
  const own = db.getExecutor();
  return own.provideConnection(async (connection) => {
    let underWay = 0;
    let isOver = false;
    let lastAnswered = (): void => undefined;
    const answered = () => {
      underWay -= 1;
      if (underWay === 0) lastAnswered();
    };
    const provider: ConnectionProvider = {
      provideConnection(consumer) {
        if (isOver) return Promise.reject(new Error('a statement came after the end of the work it belongs to'));
        underWay += 1;
        const asked = consumer(connection);
        asked.then(answered, answered);
        return asked;
      },
    };
    const one = new Kysely<DB>({
      config: { dialect: DIALECT },
      dialect: DIALECT,
      driver: new NoTransactions(),
      executor: new QuickExecutor(provider, own.plugins),
    });
    wholes.set(one, wholeOf(db));
    try {
      return await work(one);
    } finally {
      isOver = true;
      if (underWay > 0) await new Promise<void>((resolve) => (lastAnswered = resolve));
    }
  });
}

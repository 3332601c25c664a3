import { type CompiledQuery, DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type RawBuilder } from 'kysely';
import type { DB } from '#database/types.ts';
import type { Database, Transaction } from './database.ts';

/** Stands for a value that comes later. */
class Place<V> {
  readonly name: keyof V;

  constructor(name: keyof V) {
    this.name = name;
  }
}

/** Only writes texts. */
const WRITER = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/**
 * A statement that is the same for every call but for its values: its text is put together once, not piece by piece each time. For what almost
 * every request asks.
 * @param write is given places for the values by name
 */
export function prepared<V extends Record<string, unknown>, R>(
  write: (place: (name: keyof V) => unknown) => RawBuilder<R>,
): (db: Database | Transaction, values: V) => Promise<R[]> {
  let written: { compiled: CompiledQuery<R>; places: readonly unknown[] } | undefined;
  const writeOnce = () => {
    const compiled = write((name) => new Place<V>(name)).compile(WRITER);
    return { compiled, places: compiled.parameters };
  };
  return async (db, values) => {
    const { compiled, places } = (written ??= writeOnce());
    const parameters = places.map((place) => (place instanceof Place ? values[place.name as keyof V] : place));
    const { query, queryId, sql } = compiled;
    return (await db.getExecutor().executeQuery<R>({ query, queryId, sql, parameters })).rows;
  };
}

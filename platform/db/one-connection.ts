import pg from 'pg';
import type { Connection } from './database.ts';

/**
 * Work on a connection of its own, closed afterwards. One that is lost while nothing is asked of it does not end the process: the next statement
 * is refused, and what was begun can be cleared away.
 */
export async function onOneConnection<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

import type { Context } from '../context.ts';
import { inTransaction, type Transaction } from '../db/database.ts';
import { noteOneServer } from '../db/is-distributed.ts';

/** The readings of a request that writes besides: from the copy that gathers what lies in several counties, or from where it writes. */
export function gatheredReadings(context: Context): Context {
  const { gathered, ...platform } = context.platform;
  return gathered ? { ...context, platform: { ...platform, db: gathered } } : context;
}

/** The same once the copy shows what was committed so far; where it does not in time, from where the request writes. */
export async function gatheredReadingsSoFar(context: Context): Promise<Context> {
  const { gathered, replica } = context.platform;
  const isShown = !gathered || !replica || (await replica.catchUp(undefined).catch(() => false));
  return isShown ? gatheredReadings(context) : context;
}

/** Within the transaction of the command, or in one of the copy. */
export function readGatheredIn<T>({ platform: { gathered } }: Context, tx: Transaction, read: (tx: Transaction) => Promise<T>): Promise<T> {
  if (!gathered) return read(tx);
  return inTransaction(gathered, (reading) => {
    noteOneServer(reading);
    return read(reading);
  });
}

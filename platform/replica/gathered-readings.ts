import type { Context } from '../context.ts';
import { inTransaction, type Transaction } from '../db/database.ts';

/** The readings of a request that writes besides: from the copy that gathers what lies in several counties, or from where it writes. */
export function gatheredReadings(context: Context): Context {
  const { gathered, ...platform } = context.platform;
  return gathered ? { ...context, platform: { ...platform, db: gathered } } : context;
}

/** Within the transaction of the command, or in one of the copy. */
export function readGatheredIn<T>({ platform: { gathered } }: Context, tx: Transaction, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return gathered ? inTransaction(gathered, read) : read(tx);
}

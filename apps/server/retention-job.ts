import type { Context } from '#platform/context.ts';
import { type Connection, openDatabase } from '#platform/db/database.ts';
import { keepRetention } from '#platform/personal-data/retention.ts';
import { productRetention } from './retention.ts';

/** The nightly erasure, with the owner's login: the application's may not change who saw what. */
export async function eraseDue(context: Context, owner: Connection): Promise<void> {
  const db = openDatabase({ ...owner, max: 1 });
  try {
    await keepRetention(context, db, productRetention);
  } finally {
    await db.destroy();
  }
}

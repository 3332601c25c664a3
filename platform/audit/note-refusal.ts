import { districtOf } from '#shared/division-code.ts';
import type { Refusal } from '#shared/errors.ts';
import type { Context } from '../context.ts';
import { type Database, inTransaction } from '../db/database.ts';
import { audit } from './audit.ts';
import { ToldRefusals } from './told-refusals.ts';

const toldOf = new WeakMap<Database, ToldRefusals>();

/**
 * Writes into the trail that somebody was refused a right, in a transaction of its own, in the chain of the district where the
 * person works. Repeats are counted and told with the next entry.
 */
export async function noteRefusal(context: Context, refusal: Refusal, asked: string): Promise<void> {
  const { actor, now, platform } = context;
  const told = toldOf.get(platform.db) ?? new ToldRefusals();
  toldOf.set(platform.db, told);
  const silent = told.count(`${actor.id}\0${refusal.code}\0${asked}`, now.getTime());
  if (silent === undefined) return;
  const subject = { type: 'right', id: asked, district: districtOf(actor.division) };
  await inTransaction(platform.db, (tx) => audit(tx, context, { action: 'access.refused', subject, details: { code: refusal.code, silent } }));
}

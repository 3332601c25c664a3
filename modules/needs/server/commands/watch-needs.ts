import { sql } from 'kysely';
import { inRange } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { Refusal } from '#shared/errors.ts';
import { actOn } from '../act.ts';
import { findNeed, type Reach } from '../need-store.ts';

const PAGE = 200;
const EVERYTHING: Reach = { everything: true };

/**
 * Every night: what was served and got no word from the resident in time ends as that, which is not counted as solved. Each in its own
 * transaction. @returns how many
 */
export async function watchNeeds(context: Context): Promise<number> {
  await forgetNonces(context);
  let lapsed = 0;
  for (let after = 0; ; ) {
    const { rows } = await sql<{ id: number }>`
      select n.id from needs n where ${inRange(context.actor.range, 'n')} and n.state = 'served' and n.due_on < ${context.today}::date and n.id > ${after}::bigint
      order by n.id limit ${PAGE}`.execute(context.platform.db);
    for (const { id } of rows) if (await lapse(context, id)) lapsed += 1;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return lapsed;
    after = last.id;
  }
}

const KEPT_MS = 86_400_000;

/** Their requests are too old to be let in again. */
async function forgetNonces({ platform, now }: Context): Promise<void> {
  await sql`delete from need_program_nonces where seen_at < ${new Date(now.getTime() - KEPT_MS).toISOString()}::timestamptz`.execute(platform.db);
}

async function lapse(context: Context, id: number): Promise<boolean> {
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const need = await findNeed(tx, id, EVERYTHING, true);
    // the resident may have spoken meanwhile
    if (need?.state !== 'served' || need.dueOn === null || need.dueOn >= context.today) return false;
    await actOn(tx, context, need, { action: 'lapse', input: {}, bodies: new Set(['system']), reach: EVERYTHING });
    return true;
  }).catch((error: unknown) => {
    if (error instanceof Refusal) return false;
    throw error;
  });
}

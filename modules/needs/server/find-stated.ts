import { sql } from 'kysely';
import type { Transaction } from '#platform/db/database.ts';
import { LOCK_NUMBERS } from '#platform/db/lock-numbers.ts';
import type { Day } from '#shared/day.ts';
import { districtOf } from '#shared/division-code.ts';
import type { Channel } from '../contract/vocabulary.ts';

/** One phone states one thing after the other. */
export async function lockPhone(tx: Transaction, phoneIndex: string | null): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_NUMBERS.stateNeed}, hashtext(${phoneIndex}))`.execute(tx);
}

/** What the same phone said today in the same words: shown to whoever has the phone that stated it, and to nobody else. @returns its number */
export async function findStated(
  tx: Transaction,
  { div, phoneIndex, title, today, channel }: { div: number; phoneIndex: string | null; title: string; today: Day; channel: Channel },
): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`
    select n.number from needs n where n.district = ${districtOf(div)} and n.div = ${div} and n.received_on = ${today} and n.requester_phone_index = ${phoneIndex}
      and n.title = ${title} and n.channel = ${channel} limit 1`.execute(tx);
  return rows[0]?.number;
}

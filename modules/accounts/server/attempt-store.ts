import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';

export interface AttemptLimit {
  attempts: number;
  minutes: number;
}

/**
 * Counts an attempt before its outcome is known, so that many at once cannot slip through. The time runs from the first
 * attempt and again from the one that reaches the limit.
 * @returns until when no further attempt is looked at, or null when this one may go on
 */
export async function countAttempt(db: Database, subject: string, limit: AttemptLimit, now: Date): Promise<Date | null> {
  const end = new Date(now.getTime() + limit.minutes * 60_000);
  const { rows } = await sql<{ attempts: number; ends_at: Date }>`
    insert into sign_in_attempts as s (subject, attempts, ends_at) values (${subject}, 1, ${end})
    on conflict (subject) do update set
      attempts = case when s.ends_at <= ${now} then 1 else s.attempts + 1 end,
      ends_at = case when s.ends_at <= ${now} or s.attempts + 1 = ${limit.attempts}::int then ${end} else s.ends_at end
    returning attempts, ends_at`.execute(db);
  const row = rows[0];
  return row && row.attempts > limit.attempts ? row.ends_at : null;
}

/** After a success: the subject starts afresh. */
export async function forgetAttempts(db: Database, subject: string, now: Date): Promise<void> {
  await sql`delete from sign_in_attempts where subject = ${subject} or ends_at <= ${now}`.execute(db);
}

/** This one does not count: it succeeded, or nobody looked at it. Earlier failures still do. */
export async function takeBackAttempt(db: Database, subject: string): Promise<void> {
  await sql`update sign_in_attempts set attempts = greatest(attempts - 1, 0) where subject = ${subject}`.execute(db);
}

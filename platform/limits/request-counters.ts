import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { type Counted, createWindows } from './request-windows.ts';

/** Counts one request for each subject, or as much as it weighs. @returns in the order of the subjects */
export type CountRequests = (subjects: readonly string[], seconds: number, now: Date, weight?: number) => Promise<Counted[]>;

/** Counts in the memory of this process. */
export function countInMemory(mostSubjects?: number): CountRequests {
  const countOne = createWindows(mostSubjects);
  return async (subjects, seconds, now, weight = 1) => subjects.map((subject) => countOne(subject, seconds, now, weight));
}

/** Counts in the database, in a statement of its own: a request that fails afterwards has counted. Two at once count one after the other. */
export function countInDatabase(db: Database): CountRequests {
  return async (subjects, seconds, now, weight = 1) => {
    const end = new Date(now.getTime() + seconds * 1000);
    // in one order, so that two statements never wait for each other
    const { rows } = await sql<{ subject: string; requests: number; ends_at: Date }>`
      insert into request_counts as c (subject, requests, ends_at)
      select subject, ${weight}::int, ${end} from unnest(${[...subjects]}::text[]) as s (subject) order by subject
      on conflict (subject) do update set
        requests = case when c.ends_at <= ${now} then excluded.requests else least(c.requests, 1000000) + excluded.requests end,
        ends_at = case when c.ends_at <= ${now} then ${end} else c.ends_at end
      returning subject, requests, ends_at`.execute(db);
    const counted = new Map(rows.map((row) => [row.subject, { requests: row.requests, endsAt: row.ends_at }]));
    return subjects.map((subject) => counted.get(subject) ?? { requests: weight, endsAt: end });
  };
}

/** Removes windows that are over. */
export async function sweepRequestCounts(db: Database, now: Date): Promise<void> {
  await sql`delete from request_counts where ends_at <= ${now}`.execute(db);
}

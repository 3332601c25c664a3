/** How often articles are opened: summed up here and written every few seconds, so that a page that everybody opens is no queue at one row. */
import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';

const PAUSE_MS = 5000;
/** More than so many articles in one pause are not counted: nobody fills the memory by asking. */
const MOST_WAITING = 5000;

interface Read {
  articleId: number;
  day: Day;
  reads: number;
}

interface Waiting {
  reads: Map<string, Read>;
  timer: NodeJS.Timeout | undefined;
}

/** By database, as a process may serve more than one in tests. What waits when the process ends is lost: at most one pause. */
const waiting = new WeakMap<Database, Waiting>();

/** Counts one opening of an article that people see. Nothing of who opened it is known here. */
export function countRead(db: Database, id: number, day: Day): void {
  const queue = waiting.get(db) ?? { reads: new Map<string, Read>(), timer: undefined };
  waiting.set(db, queue);
  const key = `${id} ${day}`;
  const read = queue.reads.get(key) ?? { articleId: id, day, reads: 0 };
  if (queue.reads.size >= MOST_WAITING && read.reads === 0) return;
  read.reads += 1;
  queue.reads.set(key, read);
  queue.timer ??= setTimeout(() => void writeReads(db).catch(() => undefined), PAUSE_MS).unref();
}

/** Writes what waits. Reads of an article that was taken down meanwhile are dropped. */
export async function writeReads(db: Database): Promise<void> {
  const queue = waiting.get(db);
  if (!queue) return;
  clearTimeout(queue.timer);
  waiting.delete(db);
  if (queue.reads.size === 0) return;
  await sql`insert into publicity_reads as r (district, article_id, day, reads)
    select a.district, a.id, w.day, w.reads from jsonb_to_recordset(${JSON.stringify([...queue.reads.values()])}::jsonb) as w("articleId" bigint, day date, reads int)
      join publicity_published_articles a on a.id = w."articleId"
    order by 1, 2, 3 on conflict (district, article_id, day) do update set reads = r.reads + excluded.reads`.execute(db);
}

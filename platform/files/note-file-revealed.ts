import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { maskNumbersIn } from '../crypto/masking.ts';
import type { Transaction } from '../db/database.ts';
import type { FileRow } from './file-store.ts';

/** Notes that somebody saw a paper of a record; whose numbers are on it nobody has read, so it is found by the record. */
export async function noteFileRevealed(tx: Transaction, { actor, now, requestId }: Context, file: FileRow, reason: string): Promise<void> {
  await sql`insert into personal_data_views (district, div, register, record_id, persons, fields, way, viewed_at, actor_id, actor_name, post_id, reason, request_id)
    values (${file.district}, ${file.div}, ${file.purpose}, ${file.ownerId}, '{}', ${[`附件${file.part === null ? '' : `（${file.part}）`}`]}::text[], 'revealed',
      ${now.toISOString()}, ${actor.id}, ${actor.name}, ${actor.postId}, ${maskNumbersIn(reason)}, ${requestId})`.execute(tx);
}

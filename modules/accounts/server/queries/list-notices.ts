import type { Context } from '#platform/context.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { NoticeView } from '../../contract/borrowed-schemas.ts';
import { countNotices, readNotices } from '../notice-store.ts';

/** Notices to the caller and to the caller's office, the newest first. */
export async function listNotices(context: Context, query: PageQuery): Promise<Page<NoticeView>> {
  const before = decodeCursor(query.cursor ?? '')?.[0];
  const rows = await readNotices(context.platform.db, Number(context.actor.id), typeof before === 'number' ? before : null, query.limit + 1);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map(({ id, kind, body, createdAt, readAt }) => ({ id, kind, body, createdAt: createdAt.toISOString(), read: readAt !== null })),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.id]) : null,
    total: query.withTotal ? await countNotices(context.platform.db, Number(context.actor.id)) : null,
  };
}

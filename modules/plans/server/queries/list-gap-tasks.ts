import { sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { decodeCursor, encodeCursor, type Page } from '#shared/page.ts';
import type { GapTask } from '../../contract/gap-task.ts';
import { selectTasks } from '../gap-task-store.ts';
import { presentTasks } from '../present-task.ts';

export interface GapTasksRequest {
  side: 'mine' | 'given';
  filter: 'underWay' | 'all';
  limit: number;
  cursor?: string | undefined;
  withTotal: boolean;
}

/** What was given to the caller's own office, or to offices below it; the soonest due first. */
export async function listGapTasks(context: Context, request: GapTasksRequest): Promise<Page<GapTask>> {
  requirePermission(context.actor, 'plan.work');
  const { db } = context.platform;
  const { division, range } = context.actor;
  const office = request.side === 'mine' ? sql`t.responsible_div = ${division}` : sql`t.responsible_div <> ${division}`;
  const state = request.filter === 'all' ? sql`true` : sql`t.state in ('open', 'done')`;
  const where = sql`${inRange(range, 't')} and ${office} and ${state}`;
  const [dueOn, id] = decodeCursor(request.cursor ?? '') ?? [];
  const after = typeof dueOn === 'string' && typeof id === 'number' ? sql`and (t.due_on, t.id) > (${dueOn}::date, ${id}::bigint)` : sql``;
  const rows = await selectTasks(db, where, sql`${after} order by t.due_on, t.id limit ${request.limit + 1}`);
  const items = rows.slice(0, request.limit);
  const last = items.at(-1);
  const total = request.withTotal
    ? (await sql<{ count: number }>`select count(*)::int as count from gap_tasks t where ${where}`.execute(db)).rows[0]?.count
    : undefined;
  return {
    items: await presentTasks(context, items),
    nextCursor: last && rows.length > items.length ? encodeCursor([last.dueOn, last.id]) : null,
    total: total ?? null,
  };
}

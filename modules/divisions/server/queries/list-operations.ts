import { sql } from 'kysely';
import type { z } from 'zod';
import { OPERATION_NAMES, type OperationKind, type loggedOperationSchema } from '#modules/divisions/contract/operations.ts';
import type { Context } from '#platform/context.ts';
import type { Day } from '#shared/day.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';

type LoggedOperation = z.infer<typeof loggedOperationSchema>;

interface OperationRow {
  id: number;
  kind: OperationKind;
  on_day: Day;
  reason: string;
  districts: number[];
  actor_id: string;
  done_at: Date;
}

/** The changes of the tree that touched a division of the jurisdiction, latest first. */
export async function listOperations(context: Context, query: PageQuery): Promise<Page<LoggedOperation>> {
  const { db } = context.platform;
  const { from, to } = context.actor.range;
  const visible = sql<boolean>`exists (select 1 from unnest(keys) as key where key >= ${from} and key < ${to})`;
  const [day, id] = (query.cursor && decodeCursor(query.cursor)) || [null, null];
  const { rows } = await sql<OperationRow>`
    select id, kind, on_day, reason, districts, actor_id, done_at from division_operations
    where ${visible} and (${day}::date is null or (on_day, id) < (${day}::date, ${id}::bigint))
    order by on_day desc, id desc limit ${query.limit + 1}`.execute(db);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  const total = query.withTotal ? await sql<{ count: number }>`select count(*)::int as count from division_operations where ${visible}`.execute(db) : null;
  return {
    items: page.map(logged),
    nextCursor: last ? encodeCursor([last.on_day, last.id]) : null,
    total: total ? (total.rows[0]?.count ?? 0) : null,
  };
}

function logged(row: OperationRow): LoggedOperation {
  return {
    id: row.id,
    kind: OPERATION_NAMES[row.kind],
    onDay: row.on_day,
    reason: row.reason,
    actor: row.actor_id,
    doneAt: row.done_at.toISOString(),
    districts: row.districts.map((district) => String(district).padStart(6, '0')),
  };
}

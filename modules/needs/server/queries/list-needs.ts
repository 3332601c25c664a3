import { sql } from 'kysely';
import type { z } from 'zod';
import { resolveDivisions } from '#modules/divisions/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { inRange, intersect, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { isWithin, type KeyRange, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { NeedSummary } from '../../contract/need.ts';
import type { needFilterSchema } from '../../contract/routes.ts';
import { STATES, type StateId } from '../../contract/workflow.ts';
import { NEED_COLUMNS, seenBy, type StoredNeed } from '../need-store.ts';
import { presentSummaries } from '../present.ts';

export type NeedFilter = z.output<typeof needFilterSchema>;

const NEVER = '9999-12-31';

/** Needs of a jurisdiction, by deadline, then by age. @throws RECORD_NOT_FOUND for a division outside */
export async function listNeeds(context: Context, filter: NeedFilter & PageQuery): Promise<Page<NeedSummary>> {
  requirePermission(context.actor, 'need.read');
  const { db } = context.platform;
  const range = await rangeAsked(context, filter.division);
  const where = sql.join([inRange(range, 'n'), seenBy(context.actor), ...conditionsOf(context, filter)], sql` and `);
  const [dueOn, id] = (filter.cursor === undefined ? undefined : decodeCursor(filter.cursor)) ?? [];
  const isPosition = typeof dueOn === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(dueOn) && Number.isSafeInteger(id);
  const after = isPosition ? sql`and (coalesce(n.due_on, ${NEVER}::date), n.id) > (${dueOn}::date, ${id}::bigint)` : sql``;
  const { rows } = await sql<StoredNeed>`
    select ${NEED_COLUMNS} from needs n where ${where} ${after} order by coalesce(n.due_on, ${NEVER}::date), n.id limit ${filter.limit + 1}`.execute(db);
  const total = filter.withTotal
    ? ((await sql<{ count: number }>`select count(*)::int as count from needs n where ${where}`.execute(db)).rows[0]?.count ?? 0)
    : null;
  const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined;
  return {
    items: await presentSummaries(db, context, rows.slice(0, filter.limit)),
    nextCursor: last ? encodeCursor([last.dueOn ?? NEVER, last.id]) : null,
    total,
  };
}

/** The part of the jurisdiction that is asked about. @throws RECORD_NOT_FOUND */
export async function rangeAsked({ actor, platform, today }: Context, division: string | undefined): Promise<KeyRange> {
  if (division === undefined) return actor.range;
  const found = (await resolveDivisions(platform.db, [division], today)).get(division);
  const range = found && rangeOf(found.key, found.level);
  if (!range || !(isWithin(found.key, actor.range) || isWithin(actor.division, range))) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return intersect(range, actor.range);
}

function conditionsOf({ actor, today }: Context, filter: NeedFilter) {
  const words = filter.q?.trim().replaceAll(/[\\%_]/g, (mark) => `\\${mark}`);
  return [
    ...(filter.state ? [sql`n.state = ${filter.state}`] : []),
    ...(filter.standing === 'open' ? [sql`n.closed_on is null`] : []),
    ...(filter.standing === 'closed' ? [sql`n.closed_on is not null`] : []),
    ...(filter.category ? [sql`n.category = ${filter.category}`] : []),
    ...(filter.targetGroup ? [sql`n.target_group = ${filter.targetGroup}`] : []),
    ...(filter.urgency ? [sql`n.urgency = ${filter.urgency}`] : []),
    ...(filter.channel ? [sql`n.channel = ${filter.channel}`] : []),
    ...(filter.mine ? [sql`n.handling_div = ${actor.division} and n.closed_on is null`] : []),
    ...(filter.overdue ? [sql`n.due_on < ${today}::date`] : []),
    ...(filter.supervised ? [sql`n.supervised_on is not null and n.closed_on is null`] : []),
    ...(words ? [sql`n.title like ${`%${words}%`}`] : []),
  ];
}

export interface NeedCounts {
  states: { state: StateId; label: string; count: number }[];
  mine: number;
  overdue: number;
  supervised: number;
}

/** How much is open, by state. @throws RECORD_NOT_FOUND for a division outside */
export async function countNeeds(context: Context, division: string | undefined): Promise<NeedCounts> {
  const { actor, platform, today } = context;
  requirePermission(actor, 'need.read');
  const range = await rangeAsked(context, division);
  const { rows } = await sql<{ state: StateId; count: number; mine: number; overdue: number; supervised: number }>`
    select n.state, count(*)::int as count, (count(*) filter (where n.handling_div = ${actor.division}))::int as mine,
      (count(*) filter (where n.due_on < ${today}::date))::int as overdue, (count(*) filter (where n.supervised_on is not null))::int as supervised
    from needs n where ${inRange(range, 'n')} and ${seenBy(actor)} and n.closed_on is null group by n.state`.execute(platform.db);
  const sum = (field: 'mine' | 'overdue' | 'supervised') => rows.reduce((total, row) => total + row[field], 0);
  return {
    states: rows.map(({ state, count }) => ({ state, label: STATES[state], count })),
    mine: sum('mine'),
    overdue: sum('overdue'),
    supervised: sum('supervised'),
  };
}

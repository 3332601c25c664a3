import { type RawBuilder, sql } from 'kysely';
import { accessErrors } from '#platform/access/errors.ts';
import { inRange, intersect } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import { resolveDivisions } from '#modules/divisions/server/public.ts';
import { isWithin, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { ApplicationSummary } from '../../contract/application.ts';
import type { ProcedureId, StateId } from '../../contract/workflow.ts';
import { APPLICATION_COLUMNS, inReach, type Reach, type StoredApplication } from '../application-store.ts';
import { presentSummaries } from '../present.ts';
import { reachOf, requireSide, type Side } from '../reach.ts';

export interface ApplicationFilter extends PageQuery {
  division?: string | undefined;
  procedure?: ProcedureId | undefined;
  state?: StateId | undefined;
  /** `open` and `decided` beside single states */
  standing?: 'open' | 'decided' | undefined;
  /** what waits for the caller's own office */
  waiting?: boolean | undefined;
  /** on the caller's own desk */
  mine?: boolean | undefined;
  overdue?: boolean | undefined;
  /** left lying by offices below */
  escalated?: boolean | undefined;
  organization?: number | undefined;
  /** part of the name */
  q?: string | undefined;
}

const WAITS_AT: Record<string, string> = { community: 'committee', township: 'street', county: 'registrationAuthority', city: 'registrationAuthority' };
/** Whose delays an office is told of; from the city up all. */
const WATCHES: Record<string, readonly string[]> = { community: [], township: ['committee'], county: ['committee', 'street'] };
const NEVER = '9999-12-31';

/** Applications of a jurisdiction, or an applicant's own: by deadline, then by age. @throws RECORD_NOT_FOUND for a division outside */
export async function listApplications(context: Context, side: Side, filter: ApplicationFilter): Promise<Page<ApplicationSummary>> {
  requireSide(context, side, 'filing.read');
  const { db } = context.platform;
  const reach = await reachWithin(context, side, filter.division);
  const where = sql.join([...(await within(db, reach)), ...conditionsOf(context, filter)], sql` and `);
  const cursor = filter.cursor === undefined ? undefined : decodeCursor(filter.cursor);
  const after = cursor ? sql`and (coalesce(a.due_on, ${NEVER}::date), a.id) > (${String(cursor[0])}::date, ${Number(cursor[1])}::bigint)` : sql``;
  const { rows } = await sql<StoredApplication>`
    select ${APPLICATION_COLUMNS} from filing_applications a where ${where} ${after} order by coalesce(a.due_on, ${NEVER}::date), a.id limit ${filter.limit + 1}`.execute(
    db,
  );
  const total = filter.withTotal
    ? ((await sql<{ count: number }>`select count(*)::int as count from filing_applications a where ${where}`.execute(db)).rows[0]?.count ?? 0)
    : null;
  const last = rows.length > filter.limit ? rows[filter.limit - 1] : undefined;
  return {
    items: await presentSummaries(db, context, rows.slice(0, filter.limit)),
    nextCursor: last ? encodeCursor([last.dueOn ?? NEVER, last.id]) : null,
    total,
  };
}

/** Of an applicant only the districts are asked where there is something. */
async function within(db: Database, reach: Reach): Promise<RawBuilder<boolean>[]> {
  if ('range' in reach) return [inRange(reach.range, 'a')];
  const districts = await whereaboutsOf(db, { kind: 'account', key: reach.applicantId });
  return [sql<boolean>`a.district = any(${districts}::int[])`, inReach(reach)];
}

async function reachWithin(context: Context, side: Side, division: string | undefined): Promise<Reach> {
  const reach = reachOf(context, side);
  if (!('range' in reach) || division === undefined) return reach;
  const found = (await resolveDivisions(context.platform.db, [division], context.today)).get(division);
  const range = found && rangeOf(found.key, found.level);
  const isAbove = range && isWithin(context.actor.division, range);
  if (!range || !(isWithin(found.key, reach.range) || isAbove)) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return { range: intersect(range, reach.range) };
}

function conditionsOf({ actor, today }: Context, filter: ApplicationFilter) {
  const { procedure, state, standing, waiting, mine, overdue, escalated, organization, q } = filter;
  const watched = WATCHES[actor.divisionLevel];
  const words = q?.trim().replaceAll(/[\\%_]/g, (mark) => `\\${mark}`);
  return [
    ...(procedure ? [sql`a.procedure = ${procedure}`] : []),
    ...(state ? [sql`a.state = ${state}`] : []),
    ...(standing === 'open' ? [sql`a.decided_on is null`] : []),
    ...(standing === 'decided' ? [sql`a.decided_on is not null`] : []),
    ...(waiting ? [sql`a.decided_on is null and a.due_whose = ${WAITS_AT[actor.divisionLevel] ?? 'nobody'}`] : []),
    ...(mine ? [sql`a.handler_id = ${actor.id} and a.decided_on is null`] : []),
    ...(overdue ? [sql`a.due_on < ${today}::date`] : []),
    ...(escalated ? [sql`a.escalated_on is not null and a.decided_on is null`] : []),
    ...(escalated && watched ? [sql`a.due_whose = any(${[...watched]}::text[])`] : []),
    ...(organization ? [sql`a.organization_id = ${organization}`] : []),
    ...(words ? [sql`a.subject_name like ${`%${words}%`}`] : []),
  ];
}

import { type RawBuilder, sql } from 'kysely';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { TeamSummary } from '../../contract/team.ts';
import { presentTeams } from '../present-teams.ts';
import { rangeWithin } from '../sight.ts';
import { type StoredTeam, TEAM_COLUMNS } from '../team-store.ts';

export interface TeamFilter extends PageQuery {
  division?: string | undefined;
  q?: string | undefined;
  standing: 'open' | 'closed' | 'all';
  organization?: number | undefined;
  association?: number | undefined;
  marked?: boolean | undefined;
  international?: boolean | undefined;
}

/** Teams of the jurisdiction, in the order of places. @throws RECORD_NOT_FOUND for a division outside */
export async function listTeams(context: Context, filter: TeamFilter): Promise<Page<TeamSummary>> {
  requirePermission(context.actor, 'volunteer.read');
  const { db } = context.platform;
  const where = sql.join([inRange(await rangeWithin(context, filter.division), 't'), ...conditionsOf(filter)], sql` and `);
  const [district = -1, div = -1, id = -1] = (filter.cursor === undefined ? undefined : decodeCursor(filter.cursor)) ?? [];
  const { rows } = await sql<StoredTeam>`
    select ${TEAM_COLUMNS} from volunteer_teams t where ${where} and (t.district, t.div, t.id) > (${Number(district)}::int, ${Number(div)}::bigint, ${Number(id)}::bigint)
    order by t.district, t.div, t.id limit ${filter.limit + 1}`.execute(db);
  const total = filter.withTotal
    ? ((await sql<{ count: number }>`select count(*)::int as count from volunteer_teams t where ${where}`.execute(db)).rows[0]?.count ?? 0)
    : null;
  const shown = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? shown.at(-1) : undefined;
  return { items: await presentTeams(db, shown), nextCursor: last ? encodeCursor([last.district, last.div, last.id]) : null, total };
}

function conditionsOf({ q, standing, organization, association, marked, international }: TeamFilter): RawBuilder<boolean>[] {
  const words = q?.trim() ?? '';
  return [
    ...(standing === 'all' ? [] : [standing === 'open' ? sql<boolean>`t.closed_on is null` : sql<boolean>`t.closed_on is not null`]),
    ...(words === '' ? [] : [sql<boolean>`position(${words} in t.name) > 0`]),
    ...(organization === undefined ? [] : [sql<boolean>`t.organization_id = ${organization}`]),
    ...(association === undefined ? [] : [sql<boolean>`t.association_id = ${association}`]),
    ...(marked === undefined ? [] : [marked ? sql<boolean>`t.marked_on is not null` : sql<boolean>`t.marked_on is null`]),
    ...(international === undefined ? [] : [sql<boolean>`t.is_international = ${international}`]),
  ];
}

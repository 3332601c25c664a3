import { type RawBuilder, sql } from 'kysely';
import { accessErrors } from '#platform/access/errors.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { refuse } from '#shared/errors.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { Service, ServiceState, Totals } from '../../contract/service.ts';
import { presentServices, type NamedService } from '../present-services.ts';
import { SERVICE_COLUMNS } from '../service-store.ts';
import { oldestChildSeen, rangeWithin } from '../sight.ts';
import { findTeam } from '../team-store.ts';
import { bornUntil, findVolunteer } from '../volunteer-store.ts';

export interface ServiceFilter extends PageQuery {
  division?: string | undefined;
  team?: number | undefined;
  volunteer?: number | undefined;
  state?: ServiceState | undefined;
  overdue?: boolean | undefined;
  disputed?: boolean | undefined;
}

/** Records of services that took place in the jurisdiction, the newest day first. @throws RECORD_NOT_FOUND for a division outside */
export async function listServices(context: Context, filter: ServiceFilter): Promise<Page<Service>> {
  requirePermission(context.actor, 'volunteer.read');
  const range = await rangeWithin(context, filter.division);
  return readServices(context, sql<boolean>`${inRange(range, 's')} and ${bornUntil(oldestChildSeen(context))}`, filter);
}

/** One of them. @throws RECORD_NOT_FOUND */
export async function getService(context: Context, id: number): Promise<Service> {
  requirePermission(context.actor, 'volunteer.read');
  const where = sql<boolean>`${inRange(context.actor.range, 's')} and ${bornUntil(oldestChildSeen(context))} and s.id = ${id}`;
  const [found] = (await readServices(context, where, { limit: 1, withTotal: false })).items;
  if (!found) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return found;
}

/** @param reach what the caller may see, of aliases `s` (record) and `v` (volunteer) */
export async function readServices(context: Context, reach: RawBuilder<boolean>, filter: Omit<ServiceFilter, 'division'>): Promise<Page<Service>> {
  const { db } = context.platform;
  const where = sql.join([reach, ...conditionsOf(filter, context.today)], sql` and `);
  const [day = '9999-12-31', id = Number.MAX_SAFE_INTEGER] = (filter.cursor === undefined ? undefined : decodeCursor(filter.cursor)) ?? [];
  const joined = sql`volunteer_services s join volunteers v on v.id = s.volunteer_id join volunteer_teams t on t.id = s.team_id`;
  const { rows } = await sql<NamedService>`
    select ${SERVICE_COLUMNS}, v.name as "volunteerName", t.name as "teamName" from ${joined}
    where ${where} and (s.served_on, s.id) < (${String(day)}::date, ${Number(id)}::bigint) order by s.served_on desc, s.id desc limit ${filter.limit + 1}`.execute(
    db,
  );
  const total = filter.withTotal
    ? ((await sql<{ count: number }>`select count(*)::int as count from ${joined} where ${where}`.execute(db)).rows[0]?.count ?? 0)
    : null;
  const shown = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? shown.at(-1) : undefined;
  return { items: await presentServices(context, db, shown), nextCursor: last ? encodeCursor([last.servedOn, last.id]) : null, total };
}

function conditionsOf({ team, volunteer, state, overdue, disputed }: Omit<ServiceFilter, 'division'>, today: string): RawBuilder<boolean>[] {
  return [
    ...(team === undefined ? [] : [sql<boolean>`s.team_id = ${team}`]),
    ...(volunteer === undefined ? [] : [sql<boolean>`s.volunteer_id = ${volunteer}`]),
    ...(state === undefined ? [] : [sql<boolean>`s.state = ${state}`]),
    ...(overdue === true ? [sql<boolean>`s.state = 'recorded' and s.due_on < ${today}::date`] : []),
    ...(disputed === true
      ? [sql<boolean>`exists (select from volunteer_disputes d where d.district = s.district and d.service_id = s.id and d.outcome is null)`]
      : []),
  ];
}

/** Persons, person-times and minutes of one team or one volunteer in a year, summed up now. @throws RECORD_NOT_FOUND for what lies outside, or for neither */
export async function getServiceTotals(
  context: Context,
  { team, volunteer, year }: { team?: number | undefined; volunteer?: number | undefined; year: number },
): Promise<Totals> {
  requirePermission(context.actor, 'volunteer.read');
  const { db } = context.platform;
  const { range } = context.actor;
  const isSeen =
    (team === undefined || (await findTeam(db, team, range)) !== undefined) &&
    (volunteer === undefined || (await findVolunteer(db, volunteer, range, { oldest: oldestChildSeen(context) })) !== undefined);
  if (!isSeen || (team === undefined && volunteer === undefined)) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return sumServices(db, context.today, { team, volunteer, year });
}

/** Reads one stretch of `volunteer_services_by_team` or `…_by_volunteer`; both were judged. */
export async function sumServices(
  db: Database,
  today: string,
  { team, volunteer, year }: { team?: number | undefined; volunteer?: number | undefined; year: number },
): Promise<Totals> {
  const { rows } = await sql<Totals>`
    select count(distinct s.volunteer_id) filter (where s.state = 'confirmed')::int as persons, count(*) filter (where s.state = 'confirmed')::int as services,
      coalesce(sum(s.minutes) filter (where s.state = 'confirmed'), 0)::int as minutes, count(*) filter (where s.state = 'recorded')::int as waiting,
      count(*) filter (where s.state = 'recorded' and s.due_on < ${today}::date)::int as overdue
    from volunteer_services s where s.served_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
      ${team === undefined ? sql`` : sql`and s.team_id = ${team}`} ${volunteer === undefined ? sql`` : sql`and s.volunteer_id = ${volunteer}`}`.execute(db);
  return rows[0] ?? { persons: 0, services: 0, minutes: 0, waiting: 0, overdue: 0 };
}

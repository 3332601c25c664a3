import { type RawBuilder, sql } from 'kysely';
import { accessErrors } from '#platform/access/errors.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { refuse } from '#shared/errors.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { Service, ServiceState, Totals } from '../../contract/service.ts';
import { presentServices } from '../present-services.ts';
import { districtsServedIn, SERVICE_COLUMNS, type StoredService } from '../service-store.ts';
import { oldestChildSeen, rangeWithin } from '../sight.ts';
import { findTeam, type StoredTeam } from '../team-store.ts';
import { findVolunteer, ofBornUntil } from '../volunteer-store.ts';

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
  return readServices(context, sql<boolean>`${inRange(range, 's')} and ${ofBornUntil('s', oldestChildSeen(context))}`, filter);
}

/** One of them. @throws RECORD_NOT_FOUND */
export async function getService(context: Context, id: number): Promise<Service> {
  requirePermission(context.actor, 'volunteer.read');
  const found = await readService(context, id, sql<boolean>`${inRange(context.actor.range, 's')} and ${ofBornUntil('s', oldestChildSeen(context))}`);
  if (!found) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return found;
}

/** One by id. @param reach what the caller may see, of alias `s` */
export function readService(context: Context, id: number, reach: RawBuilder<boolean>): Promise<Service | undefined> {
  return findWhereItLies(context.platform.db, id, async (district) => {
    const page = await readServices(context, sql<boolean>`s.district = ${district} and s.id = ${id} and ${reach}`, { limit: 1, withTotal: false });
    return page.items[0];
  });
}

/** @param reach what the caller may see, of alias `s` */
export async function readServices(context: Context, reach: RawBuilder<boolean>, filter: Omit<ServiceFilter, 'division'>): Promise<Page<Service>> {
  const { db } = context.platform;
  const where = sql.join([reach, ...conditionsOf(filter, context.today)], sql` and `);
  const [day = '9999-12-31', id = Number.MAX_SAFE_INTEGER] = (filter.cursor === undefined ? undefined : decodeCursor(filter.cursor)) ?? [];
  const { rows } = await sql<StoredService>`
    select ${SERVICE_COLUMNS} from volunteer_services s
    where ${where} and (s.served_on, s.id) < (${String(day)}::date, ${Number(id)}::bigint) order by s.served_on desc, s.id desc limit ${filter.limit + 1}`.execute(
    db,
  );
  const total = filter.withTotal
    ? ((await sql<{ count: number }>`select count(*)::int as count from volunteer_services s where ${where}`.execute(db)).rows[0]?.count ?? 0)
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
      ? [sql<boolean>`exists (select 1 from volunteer_disputes d where d.district = s.district and d.service_id = s.id and d.outcome is null)`]
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
  const found = team === undefined ? undefined : await findTeam(db, team, range);
  const isSeen =
    (team === undefined || found !== undefined) &&
    (volunteer === undefined || (await findVolunteer(db, volunteer, range, { oldest: oldestChildSeen(context) })) !== undefined);
  if (!isSeen || (team === undefined && volunteer === undefined)) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return sumServices(db, context.today, { team: found, volunteer, year });
}

/** Reads one stretch of `volunteer_services_by_team` or `…_by_volunteer`; both were judged. */
export async function sumServices(
  db: Database,
  today: string,
  { team, volunteer, year }: { team?: Pick<StoredTeam, 'id' | 'district'> | undefined; volunteer?: number | undefined; year: number },
): Promise<Totals> {
  const districts = team ? [team.district] : await districtsServedIn(db, volunteer ?? -1);
  const { rows } = await sql<Totals>`
    select count(distinct s.volunteer_id) filter (where s.state = 'confirmed')::int as persons, count(*) filter (where s.state = 'confirmed')::int as services,
      coalesce(sum(s.minutes) filter (where s.state = 'confirmed'), 0)::int as minutes, count(*) filter (where s.state = 'recorded')::int as waiting,
      count(*) filter (where s.state = 'recorded' and s.due_on < ${today}::date)::int as overdue
    from volunteer_services s where s.district = any(${districts}::int[]) and s.served_on between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
      ${team === undefined ? sql`` : sql`and s.team_id = ${team.id}`} ${volunteer === undefined ? sql`` : sql`and s.volunteer_id = ${volunteer}`}`.execute(db);
  return rows[0] ?? { persons: 0, services: 0, minutes: 0, waiting: 0, overdue: 0 };
}

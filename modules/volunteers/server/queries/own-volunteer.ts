import { sql } from 'kysely';
import { accessErrors } from '#platform/access/errors.ts';
import { inRange, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Day } from '#shared/day.ts';
import { districtOf, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { Certificate } from '../../contract/certificate.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import type { Service, Totals } from '../../contract/service.ts';
import type { TeamMember, TeamSummary } from '../../contract/team.ts';
import type { Volunteer } from '../../contract/volunteer.ts';
import { listCertificatesOf } from '../certificate-store.ts';
import { presentTeams } from '../present-teams.ts';
import { presentVolunteer } from '../present-volunteers.ts';
import { districtsServedIn } from '../service-store.ts';
import { findTeamOf, type StoredTeam, TEAM_COLUMNS } from '../team-store.ts';
import { findByAccount, type StoredVolunteer } from '../volunteer-store.ts';
import { readMembers } from './get-team.ts';
import { readMemberships } from './get-volunteer.ts';
import { presentCertificate } from './list-certificates.ts';
import { readService, readServices, sumServices } from './list-services.ts';

const MOST_SHOWN = 50;
const MOST_TEAMS = 30;
const MOST_CONFIRMED = 20;
const TOWNSHIP_SPAN = 1e3;

/** Everything a person sees of the own volunteering. */
export interface OwnVolunteer {
  volunteer: Volunteer;
  /** of the running year */
  totals: Totals;
  services: Service[];
  /** with the code that others check them by */
  certificates: (Certificate & { checkCode: string })[];
}

/** @returns undefined for a person who is not registered, or no longer */
export async function findSelf(context: Context): Promise<StoredVolunteer | undefined> {
  requirePermission(context.actor, 'volunteer.self');
  const self = await findByAccount(context.platform.db, Number(context.actor.id));
  return self?.withdrawnOn === null ? self : undefined;
}

/** @throws VOLUNTEER_NOT_REGISTERED */
export async function requireSelf(context: Context): Promise<StoredVolunteer> {
  const self = await findSelf(context);
  if (!self) throw refuse(volunteerErrors.VOLUNTEER_NOT_REGISTERED);
  return self;
}

export async function getOwnVolunteer(context: Context): Promise<OwnVolunteer | undefined> {
  const self = await findSelf(context);
  if (!self) return undefined;
  const { db } = context.platform;
  const certificates = await listCertificatesOf(db, self.id, MOST_SHOWN);
  const districts = await districtsServedIn(db, self.id);
  return {
    volunteer: await presentVolunteer(context, db, self, await readMemberships(db, self.id)),
    totals: await sumServices(db, context.today, { volunteer: self.id, year: Number(context.today.slice(0, 4)) }),
    services: (
      await readServices(context, sql<boolean>`s.district = any(${districts}::int[]) and s.volunteer_id = ${self.id}`, { limit: MOST_SHOWN, withTotal: false })
    ).items,
    certificates: certificates.map((row) => ({ ...presentCertificate(row), checkCode: row.checkCode })),
  };
}

export interface Confirmed {
  services: number;
  minutes: number;
}

/** All that was confirmed of the person's service, of whichever year: what a party member did for neighbours (PDS-D46). */
export async function sumConfirmedOf({ platform: { db } }: Context, { volunteer }: OwnVolunteer): Promise<Confirmed> {
  const districts = await districtsServedIn(db, Number(volunteer.id));
  const { rows } = await sql<Confirmed>`select count(*)::int as services, coalesce(sum(s.minutes), 0)::int as minutes
    from volunteer_services s where s.district = any(${districts}::int[]) and s.volunteer_id = ${Number(volunteer.id)} and s.state = 'confirmed'`.execute(db);
  return rows[0] ?? { services: 0, minutes: 0 };
}

/** Teams that take members in the volunteer's community and street. @throws VOLUNTEER_NOT_REGISTERED */
export async function listTeamsNear(context: Context): Promise<TeamSummary[]> {
  const { div } = await requireSelf(context);
  const street = div - (div % TOWNSHIP_SPAN);
  const { rows } = await sql<StoredTeam>`
    select ${TEAM_COLUMNS} from volunteer_teams t where ${inRange(rangeOf(street, 'township'), 't')} and t.district = ${districtOf(div)} and t.closed_on is null
    order by (t.div = ${div}) desc, (t.div = ${street}) desc, t.id limit ${MOST_TEAMS}`.execute(context.platform.db);
  return presentTeams(context.platform.db, rows);
}

/** A team and what its leader has to do. */
export interface LedTeam {
  team: TeamSummary;
  joinCode: string | null;
  /** those who asked first */
  members: TeamMember[];
  /** records that wait for confirmation, the newest first */
  waiting: Service[];
  /** confirmed lately, which the leader may still correct */
  confirmed: Service[];
  totals: Totals;
  selfId: string;
}

/** A team that the person leads. @throws VOLUNTEER_NOT_REGISTERED, RECORD_NOT_FOUND */
export async function getLedTeam(context: Context, teamId: number): Promise<LedTeam> {
  const self = await requireSelf(context);
  const { db } = context.platform;
  const stored = await findTeamOf(db, teamId, self.id, { asLeader: true });
  const [team] = stored ? await presentTeams(db, [stored]) : [];
  if (!stored || !team) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const of = sql<boolean>`s.district = ${stored.district} and s.team_id = ${teamId}`;
  return {
    team,
    joinCode: stored.joinCode,
    members: (await readMembers(context, db, stored, null, { limit: 200, withTotal: false })).items,
    waiting: (await readServices(context, of, { limit: MOST_SHOWN, withTotal: false, state: 'recorded' })).items,
    confirmed: (await readServices(context, of, { limit: MOST_CONFIRMED, withTotal: false, state: 'confirmed' })).items,
    totals: await sumServices(db, context.today, { team: stored, year: Number(context.today.slice(0, 4)) }),
    selfId: String(self.id),
  };
}

/** One record of a team that the person leads. @throws VOLUNTEER_NOT_REGISTERED, RECORD_NOT_FOUND */
export async function getLedService(context: Context, teamId: number, id: number): Promise<Service> {
  const self = await requireSelf(context);
  const stored = await findTeamOf(context.platform.db, teamId, self.id, { asLeader: true });
  const found = stored && (await readService(context, id, sql<boolean>`s.team_id = ${teamId} and s.volunteer_id <> ${self.id}`));
  if (!found) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return found;
}

/** What waits for the leader of teams. */
export interface LedDuties {
  teamId: number;
  asked: number;
  waiting: number;
  overdue: number;
  /** the first day on which one of them is due */
  dueOn: Day | null;
}

/** By team that the volunteer leads; the leader's own minutes are the office's to confirm. */
export async function listLedDuties({ platform: { db }, today }: Context, selfId: number): Promise<LedDuties[]> {
  const districts = await districtsServedIn(db, selfId);
  const { rows } = await sql<LedDuties>`
    select l.team_id as "teamId", (select count(*)::int from volunteer_memberships a where a.district = l.district and a.team_id = l.team_id and a.state = 'asked') as asked,
      w.waiting, w.overdue, w.due_on as "dueOn"
    from volunteer_memberships l cross join lateral (
      select count(*)::int as waiting, count(*) filter (where s.due_on < ${today}::date)::int as overdue, min(s.due_on) as due_on
      from volunteer_services s where s.district = l.district and s.team_id = l.team_id and s.state = 'recorded' and s.volunteer_id <> ${selfId}) w
    where l.district = any(${districts}::int[]) and l.volunteer_id = ${selfId} and l.state = 'member' and l.role = 'leader' order by l.id`.execute(db);
  return rows;
}

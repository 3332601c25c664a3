import { sql } from 'kysely';
import { accessErrors } from '#platform/access/errors.ts';
import { can, requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { maskPhone } from '#platform/crypto/masking.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { codeOfRecord } from '#platform/db/record-ids.ts';
import type { Day } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery } from '#shared/page.ts';
import type { Team, TeamMember } from '../../contract/team.ts';
import { MEMBERSHIP_COLUMNS, type StoredMembership } from '../membership-store.ts';
import { VOLUNTEER_PHONE } from '../personal.ts';
import { presentTeams } from '../present-teams.ts';
import { oldestChildSeen } from '../sight.ts';
import { findTeam, type StoredTeam } from '../team-store.ts';
import { findNamed, type NamedVolunteer, ofBornUntil } from '../volunteer-store.ts';

/** @throws RECORD_NOT_FOUND */
export async function getTeam(context: Context, id: number): Promise<Team> {
  requirePermission(context.actor, 'volunteer.read');
  const { db } = context.platform;
  const stored = await findTeam(db, id, context.actor.range);
  const [summary] = stored ? await presentTeams(db, [stored]) : [];
  if (!stored || !summary) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const mayKeep = can(context.actor, 'volunteer.keep');
  return {
    ...summary,
    division: codeOf(stored.div),
    version: stored.version,
    about: stored.about,
    associationSince: stored.associationSince,
    joinCode: mayKeep ? stored.joinCode : null,
    mayKeep: mayKeep && stored.closedOn === null,
  };
}

/** Who is in a team of the jurisdiction, and who asked: these first. @throws RECORD_NOT_FOUND */
export async function listMembers(context: Context, id: number, page: PageQuery): Promise<Page<TeamMember>> {
  requirePermission(context.actor, 'volunteer.read');
  const { db } = context.platform;
  const team = await findTeam(db, id, context.actor.range);
  if (!team) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return readMembers(context, db, team, oldestChildSeen(context), page);
}

/** Members of a team that was judged. @param oldest as of `oldestChildSeen` */
export async function readMembers(
  context: Context,
  db: Database | Transaction,
  team: Pick<StoredTeam, 'id' | 'district'>,
  oldest: Day | null,
  { limit, cursor, withTotal }: PageQuery,
): Promise<Page<TeamMember>> {
  const [state = '', id = -1] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  const where = sql`m.team_id = ${team.id} and m.state in ('asked', 'member') and ${ofBornUntil('m', oldest)}`;
  const { rows } = await sql<StoredMembership>`
    select ${MEMBERSHIP_COLUMNS} from volunteer_memberships m
    where m.district = ${team.district} and ${where} and (m.state, m.id) > (${String(state)}::text, ${Number(id)}::bigint) order by m.state, m.id limit ${limit + 1}`.execute(
    db,
  );
  const total = withTotal
    ? ((await sql<{ count: number }>`select count(*)::int as count from volunteer_memberships m where m.district = ${team.district} and ${where}`.execute(db))
        .rows[0]?.count ?? 0)
    : null;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: await presentMembers(context, db, rows.slice(0, limit)),
    nextCursor: last ? encodeCursor([last.state, last.id]) : null,
    total,
  };
}

/** One of them, after a change. @throws RECORD_NOT_FOUND */
export async function getMember(context: Context, teamId: number, volunteerId: number): Promise<TeamMember> {
  requirePermission(context.actor, 'volunteer.read');
  const { db } = context.platform;
  const team = await findTeam(db, teamId, context.actor.range);
  const { rows } = await sql<StoredMembership>`
    select ${MEMBERSHIP_COLUMNS} from volunteer_memberships m
    where m.district = ${team?.district ?? -1} and m.team_id = ${teamId} and m.volunteer_id = ${volunteerId} and ${ofBornUntil('m', oldestChildSeen(context))}
    order by m.id desc limit 1`.execute(db);
  const [member] = await presentMembers(context, db, rows);
  if (!member) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return member;
}

/** With names and telephones from where each is at home. */
async function presentMembers({ platform: { cipher } }: Context, db: Database | Transaction, rows: readonly StoredMembership[]): Promise<TeamMember[]> {
  const volunteers = await findNamed(
    db,
    rows.map(({ volunteerId }) => volunteerId),
  );
  return rows.flatMap((row) => presentMember(cipher, row, volunteers.get(row.volunteerId)) ?? []);
}

function presentMember(cipher: Context['platform']['cipher'], row: StoredMembership, volunteer: NamedVolunteer | undefined): TeamMember | undefined {
  if (!volunteer) return undefined;
  return {
    volunteerId: String(row.volunteerId),
    number: codeOfRecord(row.volunteerId),
    name: volunteer.name,
    phone: volunteer.phoneCipher === null ? null : maskPhone(cipher.decrypt(volunteer.phoneCipher, VOLUNTEER_PHONE)),
    role: row.role,
    state: row.state,
    askedOn: row.askedOn,
    decidedOn: row.decidedOn,
  };
}

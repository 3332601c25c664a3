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
import { findTeam } from '../team-store.ts';
import { bornUntil } from '../volunteer-store.ts';

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
  if (!(await findTeam(db, id, context.actor.range))) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return readMembers(context, db, id, oldestChildSeen(context), page);
}

/** Members of a team that was judged. @param oldest as of `oldestChildSeen` */
export async function readMembers(
  context: Context,
  db: Database | Transaction,
  teamId: number,
  oldest: Day | null,
  { limit, cursor, withTotal }: PageQuery,
): Promise<Page<TeamMember>> {
  const [state = '', id = -1] = (cursor === undefined ? undefined : decodeCursor(cursor)) ?? [];
  const where = sql`m.team_id = ${teamId} and m.state in ('asked', 'member') and ${bornUntil(oldest)}`;
  const { rows } = await sql<StoredMembership & { name: string; phoneCipher: string | null }>`
    select ${MEMBERSHIP_COLUMNS}, v.name, v.phone_cipher as "phoneCipher" from volunteer_memberships m join volunteers v on v.id = m.volunteer_id
    where ${where} and (m.state, m.id) > (${String(state)}::text, ${Number(id)}::bigint) order by m.state, m.id limit ${limit + 1}`.execute(db);
  const total = withTotal
    ? ((
        await sql<{
          count: number;
        }>`select count(*)::int as count from volunteer_memberships m join volunteers v on v.id = m.volunteer_id where ${where}`.execute(db)
      ).rows[0]?.count ?? 0)
    : null;
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map((row) => presentMember(context, row)),
    nextCursor: last ? encodeCursor([last.state, last.id]) : null,
    total,
  };
}

/** One of them, after a change. @throws RECORD_NOT_FOUND */
export async function getMember(context: Context, teamId: number, volunteerId: number): Promise<TeamMember> {
  requirePermission(context.actor, 'volunteer.read');
  const { db } = context.platform;
  const { rows } = await sql<StoredMembership & { name: string; phoneCipher: string | null }>`
    select ${MEMBERSHIP_COLUMNS}, v.name, v.phone_cipher as "phoneCipher" from volunteer_memberships m join volunteers v on v.id = m.volunteer_id
    where m.team_id = ${teamId} and m.volunteer_id = ${volunteerId} and ${bornUntil(oldestChildSeen(context))} order by m.id desc limit 1`.execute(db);
  const [row] = (await findTeam(db, teamId, context.actor.range)) ? rows : [];
  if (!row) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return presentMember(context, row);
}

function presentMember({ platform: { cipher } }: Context, row: StoredMembership & { name: string; phoneCipher: string | null }): TeamMember {
  return {
    volunteerId: String(row.volunteerId),
    number: codeOfRecord(row.volunteerId),
    name: row.name,
    phone: row.phoneCipher === null ? null : maskPhone(cipher.decrypt(row.phoneCipher, VOLUNTEER_PHONE)),
    role: row.role,
    state: row.state,
    askedOn: row.askedOn,
    decidedOn: row.decidedOn,
  };
}

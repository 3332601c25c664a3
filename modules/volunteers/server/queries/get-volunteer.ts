import { sql } from 'kysely';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { Database } from '#platform/db/database.ts';
import { whereaboutsOf } from '#platform/db/whereabouts.ts';
import { refuse } from '#shared/errors.ts';
import type { Membership, Volunteer } from '../../contract/volunteer.ts';
import { MEMBERSHIP_COLUMNS, type StoredMembership } from '../membership-store.ts';
import { presentVolunteer } from '../present-volunteers.ts';
import { oldestChildSeen } from '../sight.ts';
import { findVolunteer } from '../volunteer-store.ts';

const MOST_MEMBERSHIPS = 100;

/** One volunteer with the teams, numbers masked. @throws RECORD_NOT_FOUND */
export async function getVolunteer(context: Context, id: number): Promise<Volunteer> {
  requirePermission(context.actor, 'volunteer.read');
  const { db } = context.platform;
  const stored = await findVolunteer(db, id, context.actor.range, { oldest: oldestChildSeen(context) });
  if (!stored) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return presentVolunteer(context, db, stored, await readMemberships(db, id));
}

/** The newest memberships of a volunteer who was judged, those in force first. */
export async function readMemberships(db: Database, volunteerId: number): Promise<Membership[]> {
  const districts = await whereaboutsOf(db, { kind: 'record', key: volunteerId });
  const { rows } = await sql<StoredMembership & { teamName: string }>`
    select ${MEMBERSHIP_COLUMNS}, t.name as "teamName" from volunteer_memberships m join volunteer_teams t on t.district = m.district and t.id = m.team_id
    where m.district = any(${districts}::int[]) and m.volunteer_id = ${volunteerId} order by (m.state in ('asked', 'member')) desc, m.id desc limit ${MOST_MEMBERSHIPS}`.execute(
    db,
  );
  return rows.map(({ id, teamId, teamName, role, state, askedOn, decidedOn, endedOn }) => ({
    id: String(id),
    teamId: String(teamId),
    teamName,
    role,
    state,
    askedOn,
    decidedOn,
    endedOn,
  }));
}

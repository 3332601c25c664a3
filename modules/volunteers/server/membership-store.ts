import { sql } from 'kysely';
import type { Database, Transaction } from '#platform/db/database.ts';
import { changeInEach, inEach } from '#platform/db/in-each.ts';
import { findWhereItLies } from '#platform/db/moved-records.ts';
import { noteWhereabouts, whereaboutsOf } from '#platform/db/whereabouts.ts';
import type { Day } from '#shared/day.ts';
import type { MembershipState, TeamRole } from '../contract/words.ts';

export interface StoredMembership {
  id: number;
  district: number;
  teamId: number;
  volunteerId: number;
  volunteerBornOn: Day;
  role: TeamRole;
  state: MembershipState;
  askedOn: Day;
  decidedOn: Day | null;
  decidedByName: string | null;
  endedOn: Day | null;
}

export const MEMBERSHIP_COLUMNS =
  sql.raw(`m.id, m.district, m.team_id as "teamId", m.volunteer_id as "volunteerId", m.volunteer_born_on as "volunteerBornOn", m.role, m.state, m.asked_on as "askedOn", m.decided_on as "decidedOn",
  m.decided_by_name as "decidedByName", m.ended_on as "endedOn"`);

/** Asked or in the team, locked. The caller has locked the team. */
export async function lockOpenMembership(tx: Transaction, teamId: number, volunteerId: number): Promise<StoredMembership | undefined> {
  return findWhereItLies(tx, teamId, async (district) => {
    const { rows } = await sql<StoredMembership>`
      select ${MEMBERSHIP_COLUMNS} from volunteer_memberships m
      where m.district = ${district} and m.team_id = ${teamId} and m.volunteer_id = ${volunteerId} and m.state in ('asked', 'member') for update`.execute(tx);
    return rows[0];
  });
}

/** Teams that a volunteer leads, wherever they are. */
export async function teamsLedBy(db: Database | Transaction, volunteerId: number): Promise<{ id: number; district: number }[]> {
  const districts = await whereaboutsOf(db, { kind: 'record', key: volunteerId });
  return inEach(districts, async (district) => {
    const { rows } = await sql<{ id: number; district: number }>`
      select m.team_id as id, m.district from volunteer_memberships m
      where m.district = ${district} and m.volunteer_id = ${volunteerId} and m.state = 'member' and m.role = 'leader' order by m.id`.execute(db);
    return rows;
  });
}

/** Who is in a team today. */
export async function membersOfTeam(db: Database | Transaction, teamId: number): Promise<number[]> {
  const found = await findWhereItLies(db, teamId, async (district) => {
    const { rows } = await sql<{ id: number }>`
      select m.volunteer_id as id from volunteer_memberships m where m.district = ${district} and m.team_id = ${teamId} and m.state = 'member'`.execute(db);
    return rows.length > 0 ? rows : undefined;
  });
  return (found ?? []).map(({ id }) => id);
}

export async function insertMembership(tx: Transaction, one: StoredMembership, demonstration: boolean): Promise<void> {
  await sql`insert into volunteer_memberships (id, district, team_id, volunteer_id, volunteer_born_on, role, state, asked_on, decided_on, decided_by_name, demonstration)
    values (${one.id}, ${one.district}, ${one.teamId}, ${one.volunteerId}, ${one.volunteerBornOn}, ${one.role}, ${one.state}, ${one.askedOn}, ${one.decidedOn}, ${one.decidedByName}, ${demonstration})`.execute(
    tx,
  );
  await noteWhereabouts(tx, [{ kind: 'record', key: one.volunteerId, district: one.district }]);
}

export async function updateMembership(tx: Transaction, one: StoredMembership, endReason: string | null): Promise<void> {
  await sql`update volunteer_memberships set role = ${one.role}, state = ${one.state}, decided_on = ${one.decidedOn}, decided_by_name = ${one.decidedByName},
      ended_on = ${one.endedOn}, end_reason = ${endReason} where district = ${one.district} and id = ${one.id}`.execute(tx);
}

/** Out of every team and off every waiting list. @returns of how many */
export async function endMembershipsOf(tx: Transaction, volunteerId: number, on: Day, reason: string): Promise<number> {
  const districts = await whereaboutsOf(tx, { kind: 'record', key: volunteerId });
  return changeInEach(districts, (district) =>
    sql`
      update volunteer_memberships set state = 'ended', role = 'member', ended_on = ${on}, end_reason = ${reason}, decided_on = coalesce(decided_on, ${on}::date)
      where district = ${district} and volunteer_id = ${volunteerId} and state in ('asked', 'member')`.execute(tx),
  );
}

/** A team that closes lets everybody go. */
export async function endMembershipsIn(tx: Transaction, team: { district: number; id: number }, on: Day, reason: string): Promise<void> {
  await sql`update volunteer_memberships set state = 'ended', role = 'member', ended_on = ${on}, end_reason = ${reason}, decided_on = coalesce(decided_on, ${on}::date)
    where district = ${team.district} and team_id = ${team.id} and state in ('asked', 'member')`.execute(tx);
}

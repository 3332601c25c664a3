import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import { MEMBER_ACTIONS, type MemberAction } from '../../contract/team.ts';
import { MEMBERSHIP_STATES, type MembershipState } from '../../contract/words.ts';
import { insertMembership, lockOpenMembership, type StoredMembership, updateMembership } from '../membership-store.ts';
import { lockSelf, oldestChildSeen, type Side } from '../sight.ts';
import { findTeam, findTeamOf, type StoredTeam } from '../team-store.ts';
import { findVolunteer, type StoredVolunteer } from '../volunteer-store.ts';
import { requireOpen } from './edit-team.ts';

export interface MemberChange {
  teamId: number;
  volunteerId: number;
  action: MemberAction;
}

/** From which state an action leads to which; `none` for whoever neither asked nor is in. */
const STEPS: Record<MemberAction, { from: MembershipState | 'none'; to: Pick<StoredMembership, 'state' | 'role'> }> = {
  add: { from: 'none', to: { state: 'member', role: 'member' } },
  accept: { from: 'asked', to: { state: 'member', role: 'member' } },
  refuse: { from: 'asked', to: { state: 'refused', role: 'member' } },
  end: { from: 'member', to: { state: 'ended', role: 'member' } },
  lead: { from: 'member', to: { state: 'member', role: 'leader' } },
  unlead: { from: 'member', to: { state: 'member', role: 'member' } },
};

/** The team, locked, for an office of the place or for whoever leads it. @throws RECORD_NOT_FOUND, TEAM_CLOSED, VOLUNTEER_NOT_REGISTERED */
export async function lockTeam(tx: Transaction, context: Context, side: Side, teamId: number): Promise<StoredTeam> {
  const team =
    side === 'office'
      ? await findTeam(tx, teamId, context.actor.range, true)
      : await findTeamOf(tx, teamId, (await lockSelf(tx, context)).id, { asLeader: true, lock: true });
  if (!team) throw refuse(accessErrors.RECORD_NOT_FOUND);
  requireOpen(team);
  return team;
}

/**
 * Takes somebody in, lets in, puts out or in charge. A leader decides on whoever asked and lets go; who leads, and whom to take in without
 * being asked, is the office's. @throws RECORD_NOT_FOUND, TEAM_CLOSED, TEAM_MEMBER_STATE, VOLUNTEER_WITHDRAWN
 */
export async function changeMember(context: Context, side: Side, { teamId, volunteerId, action }: MemberChange): Promise<void> {
  const { actor, platform } = context;
  requirePermission(actor, side === 'office' ? 'volunteer.keep' : 'volunteer.self');
  if (side === 'own' && !['accept', 'refuse', 'end'].includes(action)) throw refuse(accessErrors.RECORD_NOT_FOUND);
  await inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const team = await lockTeam(tx, context, side, teamId);
    const known = await lockOpenMembership(tx, team.id, volunteerId);
    const volunteer = await findMember(tx, context, side, volunteerId, known);
    if (volunteer.withdrawnOn !== null) throw refuse(volunteerErrors.VOLUNTEER_WITHDRAWN, { on: volunteer.withdrawnOn });
    await step(tx, context, team, volunteer, known, action);
    await audit(tx, context, {
      action: 'volunteerTeam.memberChanged',
      subject: { type: 'volunteerTeam', id: team.id, district: team.district },
      details: { volunteer: volunteer.id, did: MEMBER_ACTIONS[action] },
    });
  });
}

/** Somebody of the team wherever at home; somebody new only from the own jurisdiction. */
async function findMember(tx: Transaction, context: Context, side: Side, id: number, known: StoredMembership | undefined): Promise<StoredVolunteer> {
  const range = known ? rangeOf(NATION_KEY, 'nation') : context.actor.range;
  const mayBeThere = side === 'office' || known !== undefined;
  const found = mayBeThere ? await findVolunteer(tx, id, range, { oldest: side === 'own' ? null : oldestChildSeen(context) }) : undefined;
  if (!found) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return found;
}

async function step(
  tx: Transaction,
  { actor, today }: Context,
  team: StoredTeam,
  volunteer: StoredVolunteer,
  known: StoredMembership | undefined,
  action: MemberAction,
): Promise<void> {
  const { from, to } = STEPS[action];
  const isAt = known?.state ?? 'none';
  if (isAt !== from || (action === 'lead' && known?.role === 'leader') || (action === 'unlead' && known?.role !== 'leader')) {
    const state = isAt === 'none' ? '不在队' : known?.role === 'leader' ? '队长' : MEMBERSHIP_STATES[isAt];
    throw refuse(volunteerErrors.TEAM_MEMBER_STATE, { name: volunteer.name, state, action: MEMBER_ACTIONS[action] });
  }
  const decided = { decidedOn: known?.decidedOn ?? today, decidedByName: known?.decidedByName ?? actor.name };
  if (known) {
    await updateMembership(tx, { ...known, ...to, ...decided, endedOn: to.state === 'ended' ? today : null }, action === 'end' ? '队长或社区办理' : null);
    return;
  }
  const id = await nextRecordId(tx, team.district);
  const membership = {
    id,
    district: team.district,
    teamId: team.id,
    volunteerId: volunteer.id,
    volunteerBornOn: volunteer.bornOn,
    ...to,
    askedOn: today,
    ...decided,
    endedOn: null,
  };
  await insertMembership(tx, membership, false);
}

import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { countInDatabase } from '#platform/limits/request-counters.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import { MEMBERSHIP_STATES } from '../../contract/words.ts';
import { insertMembership, lockOpenMembership, updateMembership } from '../membership-store.ts';
import { lockSelf } from '../sight.ts';
import { findByCode, findOpenTeam, type StoredTeam } from '../team-store.ts';
import type { StoredVolunteer } from '../volunteer-store.ts';

const HOUR_SECONDS = 3600;
/** Codes tried within an hour by one account. */
const CODE_TRIES = 10;

/** Asks to be let in; the leader decides. Asked twice it is one request. @throws VOLUNTEER_NOT_REGISTERED, RECORD_NOT_FOUND, TEAM_JOINED_ALREADY */
export async function askToJoin(context: Context, teamId: number): Promise<void> {
  requirePermission(context.actor, 'volunteer.self');
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const self = await lockSelf(tx, context);
    const team = await findOpenTeam(tx, teamId, true);
    if (!team) throw refuse(accessErrors.RECORD_NOT_FOUND);
    await join(tx, context, team, self, 'asked');
  });
}

/** Joins at once with the code that the leader gave away. Tries are counted before they are looked at. @throws TEAM_CODE_WRONG, TEAM_CODE_TOO_OFTEN, TEAM_JOINED_ALREADY */
export async function joinByCode(context: Context, typed: string): Promise<number> {
  requirePermission(context.actor, 'volunteer.self');
  await countTry(context);
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
  return inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const self = await lockSelf(tx, context);
    const team = await findByCode(tx, code);
    if (!team) throw refuse(volunteerErrors.TEAM_CODE_WRONG);
    await join(tx, context, team, self, 'member');
    return team.id;
  });
}

/** Leaves a team, or takes a request back. @throws RECORD_NOT_FOUND for a team one is not in */
export async function leaveTeam(context: Context, teamId: number): Promise<void> {
  requirePermission(context.actor, 'volunteer.self');
  await inTransaction(context.platform.db, async (tx) => {
    await holdPlaces(tx);
    const self = await lockSelf(tx, context);
    const known = await lockOpenMembership(tx, teamId, self.id);
    if (!known) throw refuse(accessErrors.RECORD_NOT_FOUND);
    const { today, actor } = context;
    await updateMembership(
      tx,
      { ...known, state: 'ended', role: 'member', endedOn: today, decidedOn: known.decidedOn ?? today, decidedByName: known.decidedByName ?? actor.name },
      '本人退出',
    );
    await note(tx, context, known, self, '退出');
  });
}

async function join(tx: Transaction, context: Context, team: StoredTeam, self: StoredVolunteer, state: 'asked' | 'member'): Promise<void> {
  const { today } = context;
  const known = await lockOpenMembership(tx, team.id, self.id);
  const decided = state === 'member' ? { decidedOn: today, decidedByName: '入队码' } : { decidedOn: null, decidedByName: null };
  if (known && (known.state === 'member' || state === 'asked')) {
    throw refuse(volunteerErrors.TEAM_JOINED_ALREADY, { state: known.state === 'member' ? MEMBERSHIP_STATES.member : '申请过' });
  }
  if (known) await updateMembership(tx, { ...known, state, ...decided }, null);
  else {
    const id = await nextRecordId(tx, team.district);
    await insertMembership(
      tx,
      {
        id,
        district: team.district,
        teamId: team.id,
        volunteerId: self.id,
        volunteerBornOn: self.bornOn,
        role: 'member',
        state,
        askedOn: today,
        ...decided,
        endedOn: null,
      },
      false,
    );
  }
  await note(tx, context, { teamId: team.id, district: team.district }, self, state === 'member' ? '用入队码加入' : '申请加入');
}

async function note(tx: Transaction, context: Context, team: { teamId: number; district: number }, self: StoredVolunteer, did: string): Promise<void> {
  await audit(tx, context, {
    action: 'volunteerTeam.memberChanged',
    subject: { type: 'volunteerTeam', id: team.teamId, district: team.district },
    details: { volunteer: self.id, did },
  });
}

async function countTry({ platform: { db, cipher }, actor, now }: Context): Promise<void> {
  const subject = cipher.digest(`team code ${actor.id}`, 'request_counts.subject');
  const [tries] = await countInDatabase(db)([subject], HOUR_SECONDS, now);
  if (tries && tries.requests > CODE_TRIES) {
    throw refuse(volunteerErrors.TEAM_CODE_TOO_OFTEN, { minutes: Math.max(1, Math.ceil((tries.endsAt.getTime() - now.getTime()) / 60_000)) });
  }
}

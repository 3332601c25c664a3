import { randomBytes } from 'node:crypto';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction } from '#platform/db/database.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { checkCodeOf } from '#shared/codes/check-code.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import type { EditTeam } from '../../contract/team.ts';
import { endMembershipsIn } from '../membership-store.ts';
import { findTeam, isNameTaken, type StoredTeam, updateTeam } from '../team-store.ts';
import { requireAssociation } from './create-team.ts';

const CODE_LENGTH = 8;
const RANDOM_BYTES = 12;

/**
 * Changes a team: its mark and group membership (GZ-D21), the code to join with, its end. Whoever is in a team that closes is in it no more.
 * @throws RECORD_NOT_FOUND, TEAM_CHANGED, TEAM_CLOSED, TEAM_NAME_TAKEN, TEAM_ORGANIZATION
 */
export async function editTeam(context: Context, id: number, input: EditTeam): Promise<void> {
  const { actor, now, platform, today } = context;
  requirePermission(actor, 'volunteer.keep');
  await inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const stored = await findTeam(tx, id, actor.range, true);
    if (!stored) throw refuse(accessErrors.RECORD_NOT_FOUND);
    if (stored.version !== input.version) throw refuse(volunteerErrors.TEAM_CHANGED, { version: stored.version });
    requireOpen(stored);
    if (await isNameTaken(tx, stored, input.name)) throw refuse(volunteerErrors.TEAM_NAME_TAKEN, { name: input.name });
    if (input.associationId !== null && input.associationId !== stored.associationId) await requireAssociation(tx, input.associationId);
    const { joinCode, version: _version, ...fields } = input;
    const closes = input.closedOn !== null;
    const code = closes || joinCode === 'none' ? null : joinCode === 'new' ? newJoinCode() : stored.joinCode;
    const after = { ...stored, ...fields, about: maskNumbersIn(input.about), joinCode: code };
    await updateTeam(tx, after, { at: now, id: actor.id });
    if (closes) await endMembershipsIn(tx, stored, today, '队伍解散');
    await audit(tx, context, {
      action: closes ? 'volunteerTeam.closed' : 'volunteerTeam.edited',
      subject: { type: 'volunteerTeam', id, district: stored.district },
      details: { name: input.name, marked: input.markedOn, association: input.associationId, joinCode },
      before: stored,
      after,
    });
  });
}

/** @throws TEAM_CLOSED */
export function requireOpen({ closedOn, name }: StoredTeam): void {
  if (closedOn !== null) throw refuse(volunteerErrors.TEAM_CLOSED, { name });
}

/** Forty random bits: told within a team, and tries are counted. */
export function newJoinCode(): string {
  return checkCodeOf(randomBytes(RANDOM_BYTES)).slice(0, CODE_LENGTH);
}

import { findDivisions } from '#modules/divisions/server/public.ts';
import { findOrganization } from '#modules/organizations/server/public.ts';
import { requirePermission, requireWithin } from '#platform/access/jurisdiction.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Context } from '#platform/context.ts';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { holdPlaces } from '#platform/facts/hold-places.ts';
import { districtOf, keyOf, NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { volunteerErrors } from '../../contract/errors.ts';
import type { CreateTeam } from '../../contract/team.ts';
import { insertTeam } from '../team-store.ts';

/**
 * A new team, of an organization or of the community itself. @returns its id
 * @throws RECORD_NOT_FOUND for a place outside, TEAM_PLACE, TEAM_ORGANIZATION, TEAM_NAME_TAKEN
 */
export async function createTeam(context: Context, input: CreateTeam): Promise<number> {
  const { actor, now, platform } = context;
  requirePermission(actor, 'volunteer.keep');
  return inTransaction(platform.db, async (tx) => {
    await holdPlaces(tx);
    const div = keyOf(input.division) ?? -1;
    requireWithin(actor, div);
    const place = (await findDivisions(tx, [div])).get(div);
    if (!place || place.validTo !== null || (place.level !== 'community' && place.level !== 'township')) throw refuse(volunteerErrors.TEAM_PLACE);
    if (input.organizationId !== null) await requireOrganization(tx, context, input.organizationId);
    if (input.associationId !== null) await requireAssociation(tx, input.associationId);
    const { division: _division, ...fields } = input;
    const id = await nextRecordId(tx, districtOf(div));
    const row = {
      ...fields,
      about: maskNumbersIn(input.about),
      id,
      district: districtOf(div),
      div,
      recordedDiv: div,
      joinCode: null,
      closedOn: null,
      demonstration: false,
      version: 1,
    };
    if (!(await insertTeam(tx, row, { at: now, id: actor.id }))) throw refuse(volunteerErrors.TEAM_NAME_TAKEN, { name: input.name });
    await audit(tx, context, {
      action: 'volunteerTeam.created',
      subject: { type: 'volunteerTeam', id, district: row.district },
      details: { name: input.name, organization: input.organizationId },
    });
    return id;
  });
}

/** In force and in the jurisdiction. @throws TEAM_ORGANIZATION */
async function requireOrganization(tx: Transaction, { actor }: Context, id: number): Promise<void> {
  const organization = await findOrganization(tx, id, actor.range);
  if (!organization || organization.endedOn !== null) throw refuse(volunteerErrors.TEAM_ORGANIZATION);
}

/** An association may be that of the street or district above: its name is public. @throws TEAM_ORGANIZATION */
export async function requireAssociation(tx: Transaction, id: number): Promise<void> {
  const association = await findOrganization(tx, id, rangeOf(NATION_KEY, 'nation'));
  if (!association || association.endedOn !== null) throw refuse(volunteerErrors.TEAM_ORGANIZATION);
}

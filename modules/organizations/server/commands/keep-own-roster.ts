import { grantsOf } from '#platform/access/actor.ts';
import { accessErrors } from '#platform/access/errors.ts';
import type { Context } from '#platform/context.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { FormValues } from '#platform/registers/record-form.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { updateRecordIn } from '#platform/registers/save-record.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { Part } from '../../contract/parts.ts';
import { ownerValues, requirePartRecord } from '../part-owner.ts';
import { organizationMembers } from '../parts/members.ts';
import { findOrganization, type OrganizationStanding } from '../queries/find-organization.ts';
import { listPart } from '../queries/list-part.ts';
import { addPartIn, hold } from './save-part.ts';

/**
 * A leader at the roster of the own organization: no verb of the catalogue reaches it, so for this one act the caller has that of an
 * office at the place. It is exported for the module that knows who leads what, which has judged that before.
 */
function asKeeper(context: Context, { district }: OrganizationStanding): Context {
  const range = rangeOf(district * 1_000_000, 'county');
  return { ...context, actor: { ...context.actor, range, grants: grantsOf(['evidence.read', 'evidence.edit'], ['general', 'personal']) } };
}

async function requireIt(context: Context, organizationId: number): Promise<OrganizationStanding> {
  const organization = await findOrganization(context.platform.db, organizationId, rangeOf(NATION_KEY, 'nation'));
  if (!organization) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return organization;
}

/** Who is on the roster of an organization that the caller leads, who left last; numbers masked as in the console. @throws RECORD_NOT_FOUND */
export async function listOwnRoster(context: Context, registers: Registers, organizationId: number, cursor: string | undefined): Promise<Part> {
  const organization = await requireIt(context, organizationId);
  return listPart(asKeeper(context, organization), registers, organization, 'members', cursor);
}

/**
 * Adds a member to the roster of an organization that the caller leads, or changes one; what is not given stays.
 * @throws RECORD_NOT_FOUND, RECORD_VERSION_STALE, RECORD_INVALID, RECORD_KEY_TAKEN
 */
export async function saveOwnMemberIn(
  tx: Transaction,
  context: Context,
  registers: Registers,
  organizationId: number,
  member: { id: number; version: number } | undefined,
  values: FormValues,
): Promise<void> {
  const keeper = asKeeper(context, await requireIt(context, organizationId));
  const organization = await hold(tx, keeper, organizationId);
  if (!member) return void (await addPartIn(tx, keeper, registers, organization, 'members', values));
  await requirePartRecord(tx, keeper, 'members', organizationId, member.id);
  await updateRecordIn(tx, keeper, registers, organizationMembers.register, member, { ...values, ...ownerValues(organization) });
}

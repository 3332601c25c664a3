import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { findOrganization, type OrganizationStanding } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { OwnOrganization } from '../../contract/claim.ts';
import { PROCEDURE_IDS, PROCEDURES, STATUSES } from '../../contract/workflow.ts';
import { findOpenOf, isApplicantOf } from '../application-store.ts';
import { organizationsLedBy } from '../claim-store.ts';
import { statusOf } from '../domain/organization-status.ts';
import { rulesAt } from '../rule-store.ts';

const MOST = 50;
const EVERYWHERE = rangeOf(NATION_KEY, 'nation');

/** What the caller leads, by a code or because it brought it through a procedure, and what can be begun with each. */
export async function listOwnOrganizations(context: Context): Promise<OwnOrganization[]> {
  requirePermission(context.actor, 'filing.apply');
  const ids = await organizationsLedBy(context.platform.db, context.actor.id, MOST);
  const found = await Promise.all(ids.map((id) => findOrganization(context.platform.db, id, EVERYWHERE)));
  return Promise.all(found.filter((one) => one !== undefined).map((one) => presentOwn(context, one)));
}

/** One of them. @throws RECORD_NOT_FOUND for what the caller does not lead */
export async function getOwnOrganization(context: Context, id: number): Promise<OwnOrganization> {
  requirePermission(context.actor, 'filing.apply');
  const { db } = context.platform;
  const organization = (await isApplicantOf(db, id, context.actor.id)) ? await findOrganization(db, id, EVERYWHERE) : undefined;
  if (!organization) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return presentOwn(context, organization);
}

async function presentOwn(context: Context, organization: OrganizationStanding): Promise<OwnOrganization> {
  const { db } = context.platform;
  const status = statusOf(organization);
  const { rules } = await rulesAt(db, organization.div);
  const open = await findOpenOf(db, organization.id);
  const startable = PROCEDURE_IDS.filter((id) => {
    const procedure = rules.procedures.get(id);
    const start = procedure?.table.transitions.find(({ from, action }) => from === 'new' && action === 'start');
    return procedure?.enabled && procedure.startsFrom.includes(status) && start?.by.includes('applicant');
  });
  return {
    id: String(organization.id),
    name: organization.name,
    status,
    statusName: STATUSES[status],
    divisionName: (await getDivisionPaths(db, [organization.div])).get(organization.div)?.path.join(' ') ?? '',
    number: organization.creditCode ?? organization.filingNumber,
    openApplicationId: open?.applicantId === context.actor.id ? String(open.id) : null,
    startable: open ? [] : startable.map((procedure) => ({ procedure, label: PROCEDURES[procedure] })),
  };
}

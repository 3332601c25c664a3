import { getDivisionPaths } from '#modules/divisions/server/public.ts';
import { findOrganization, findOrganizations, type OrganizationStanding } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import type { OwnOrganization } from '../../contract/claim.ts';
import { PROCEDURE_IDS, PROCEDURES, type ProcedureId, STATUSES, type Status } from '../../contract/workflow.ts';
import { findOpenOfAll, isApplicantOf } from '../application-store.ts';
import { organizationsLedBy } from '../claim-store.ts';
import { statusOf } from '../domain/organization-status.ts';
import type { Rules } from '../domain/resolve-rules.ts';
import { rulesAtPlaces } from '../rule-store.ts';

const MOST = 50;
const EVERYWHERE = rangeOf(NATION_KEY, 'nation');

/** What the caller leads, by a code or because it brought it through a procedure, and what can be begun with each. */
export async function listOwnOrganizations(context: Context): Promise<OwnOrganization[]> {
  requirePermission(context.actor, 'filing.apply');
  const { db } = context.platform;
  const ids = await organizationsLedBy(db, context.actor.id, MOST);
  return presentAll(context, await findOrganizations(db, ids, EVERYWHERE));
}

/** One of them. @throws RECORD_NOT_FOUND for what the caller does not lead */
export async function getOwnOrganization(context: Context, id: number): Promise<OwnOrganization> {
  requirePermission(context.actor, 'filing.apply');
  const { db } = context.platform;
  const organization = (await isApplicantOf(db, id, context.actor.id)) ? await findOrganization(db, id, EVERYWHERE) : undefined;
  const [own] = organization ? await presentAll(context, [organization]) : [];
  if (!own) throw refuse(accessErrors.RECORD_NOT_FOUND);
  return own;
}

/** In four statements however many they are. */
async function presentAll(context: Context, organizations: readonly OrganizationStanding[]): Promise<OwnOrganization[]> {
  if (organizations.length === 0) return [];
  const { db } = context.platform;
  const divs = organizations.map(({ div }) => div);
  const rules = await rulesAtPlaces(db, divs);
  const paths = await getDivisionPaths(db, divs);
  const open = await findOpenOfAll(
    db,
    organizations.map(({ id }) => id),
  );
  return organizations.map((organization) => {
    const status = statusOf(organization);
    const current = open.get(organization.id);
    const startable = startableBy(rules.get(organization.div), status);
    return {
      id: String(organization.id),
      name: organization.name,
      status,
      statusName: STATUSES[status],
      divisionName: paths.get(organization.div)?.path.join(' ') ?? '',
      number: organization.creditCode ?? organization.filingNumber,
      openApplicationId: current?.applicantId === context.actor.id ? String(current.id) : null,
      startable: current ? [] : startable.map((procedure) => ({ procedure, label: PROCEDURES[procedure] })),
    };
  });
}

/** What an applicant may begin with an organization of this status. */
function startableBy(rules: Rules | undefined, status: Status): ProcedureId[] {
  return PROCEDURE_IDS.filter((id) => {
    const procedure = rules?.procedures.get(id);
    const start = procedure?.table.transitions.find(({ from, action }) => from === 'new' && action === 'start');
    return procedure?.enabled && procedure.startsFrom.includes(status) && start?.by.includes('applicant');
  });
}

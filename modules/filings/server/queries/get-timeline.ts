import { findOrganization } from '#modules/organizations/server/public.ts';
import { accessErrors } from '#platform/access/errors.ts';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { refuse } from '#shared/errors.ts';
import { PROCEDURE_IDS, PROCEDURES, type ProcedureId, STATUSES } from '../../contract/workflow.ts';
import { bodiesOf } from '../bodies.ts';
import { readStepsOf } from '../dossier-store.ts';
import { statusOf } from '../domain/organization-status.ts';
import { presentStep } from '../present.ts';
import { rulesAt } from '../rule-store.ts';

const MOST = 500;

/** Everything that happened to an organization in its procedures, and what can be begun with it now. @throws RECORD_NOT_FOUND */
export async function getTimeline(context: Context, organizationId: number) {
  requirePermission(context.actor, 'filing.read');
  const { db } = context.platform;
  const organization = await findOrganization(db, organizationId, context.actor.range);
  if (!organization) throw refuse(accessErrors.RECORD_NOT_FOUND);
  const status = statusOf(organization);
  const { rules } = await rulesAt(db, organization.div);
  const bodies: ReadonlySet<string> = bodiesOf(context.actor, { div: organization.div, applicantId: '' });
  const startable = PROCEDURE_IDS.filter((id) => {
    const procedure = rules.procedures.get(id);
    const start = procedure?.table.transitions.find(({ from, action }) => from === 'new' && action === 'start');
    return procedure?.enabled && procedure.startsFrom.includes(status) && start?.by.some((body) => bodies.has(body));
  });
  const steps = await readStepsOf(db, organizationId, MOST);
  return {
    status,
    statusName: STATUSES[status],
    name: organization.name,
    startable: startable.map((procedure) => ({ procedure, label: PROCEDURES[procedure] })),
    steps: steps.map((step) => presentStep(step, step.procedure as ProcedureId)),
  };
}

import type { Actor } from '#platform/access/actor.ts';
import { can } from '#platform/access/jurisdiction.ts';
import { isWithin } from '#shared/division-code.ts';
import type { BodyId, ProcedureId } from '../contract/workflow.ts';
import { ISSUER_OF } from './domain/issuing-organ.ts';

const COUNTY = 1e6;
const TOWNSHIP = 1e3;

/** The authority that files, or registers, what lies at a division. A city without counties is its own county. */
export function authorityOf(div: number, body: 'street' | 'registrationAuthority'): number {
  const span = body === 'street' ? TOWNSHIP : COUNTY;
  return div - (div % span);
}

/** Key of the division whose office issues the notices of a procedure. */
export function issuerAt(div: number, procedure: ProcedureId): number {
  const body = ISSUER_OF[procedure];
  return body === 'committee' ? div : authorityOf(div, body);
}

/**
 * For which bodies an actor may stand towards an application. Only the office itself decides: a right held higher up sees,
 * and decides nothing (dossier 2.2, hard rules 2 and 3). The local operator may stand for every office.
 */
export function bodiesOf(actor: Actor, { div, applicantId }: { div: number; applicantId: string }): Set<BodyId> {
  const bodies = new Set<BodyId>();
  const isOperator = actor.grants.has('*');
  const street = authorityOf(div, 'street');
  const inStreet = { from: street, to: street + TOWNSHIP };
  if (actor.id === applicantId && can(actor, 'filing.apply')) bodies.add('applicant');
  if (
    isOperator ||
    (can(actor, 'ledger.keep') && actor.divisionLevel === 'community' && (actor.division === div || (div === street && isWithin(actor.division, inStreet))))
  )
    bodies.add('committee');
  if (isOperator || (can(actor, 'filing.decide') && actor.division === street)) bodies.add('street');
  if (isOperator || (can(actor, 'registration.decide') && actor.division === authorityOf(div, 'registrationAuthority'))) bodies.add('registrationAuthority');
  if (isOperator || (can(actor, 'registration.consent') && isWithin(div, actor.range))) bodies.add('supervisingAuthority');
  return bodies;
}

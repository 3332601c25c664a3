import type { Actor } from '#platform/access/actor.ts';
import { can } from '#platform/access/jurisdiction.ts';
import { isWithin } from '#shared/division-code.ts';
import type { BodyId } from '../contract/workflow.ts';

/**
 * For whom an office stands towards a need. Only the office on whose desk it lies works on it; whoever is above it supervises and moves
 * it. The local operator may stand for every office.
 */
export function officeBodies(actor: Actor, { handlingDiv }: { handlingDiv: number }): Set<BodyId> {
  const bodies = new Set<BodyId>();
  const isOperator = actor.grants.has('*');
  const isOwn = actor.division === handlingDiv;
  if (isOperator || (isOwn && can(actor, 'need.handle'))) bodies.add('handler');
  if (isOperator || (!isOwn && can(actor, 'need.supervise') && isWithin(handlingDiv, actor.range))) bodies.add('above');
  return bodies;
}

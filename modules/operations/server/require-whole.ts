import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { isWithin, NATION_KEY } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { operationErrors } from '../contract/errors.ts';

/** The machine has no districts: who looks after it looks after all of it. @throws PERMISSION_MISSING, OPERATIONS_WHOLE */
export function requireWhole({ actor }: Context): void {
  requirePermission(actor, 'operations.manage');
  if (!isWithin(NATION_KEY, actor.range)) throw refuse(operationErrors.OPERATIONS_WHOLE);
}

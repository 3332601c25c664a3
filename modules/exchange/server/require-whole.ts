import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { isWithin, NATION_KEY } from '#shared/division-code.ts';
import { refuse } from '#shared/errors.ts';
import { exchangeErrors } from '../contract/errors.ts';

/** An agreement binds the whole installation. @throws PERMISSION_MISSING, EXCHANGE_WHOLE */
export function requireWhole({ actor }: Context): void {
  requirePermission(actor, 'operations.manage');
  if (!isWithin(NATION_KEY, actor.range)) throw refuse(exchangeErrors.EXCHANGE_WHOLE);
}

import type { z } from 'zod';
import { requirePermission } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import type { resetRequestSchema, secondFactorSchema } from '../../contract/schemas.ts';
import type { LiveSession } from '../authenticator.ts';
import { requireAccount } from '../require-account.ts';
import { needsSecondFactor } from '../second-factor-rule.ts';
import { countRecoveryCodes, findReset, findSecondFactor } from '../second-factor-store.ts';

/** The own second factor. */
export async function getSecondFactor(context: Context, { account, post }: LiveSession): Promise<z.input<typeof secondFactorSchema>> {
  const { db, signIn } = context.platform;
  const factor = await findSecondFactor(context, db, account.id);
  return {
    active: account.hasSecondFactor,
    since: factor?.confirmedAt?.toISOString() ?? null,
    recoveryCodesLeft: await countRecoveryCodes(db, account.id),
    required: needsSecondFactor(signIn, account, post),
    asksPassword: account.passwordHash !== null,
  };
}

/** The open request to take a factor off. @throws ACCOUNT_NOT_FOUND */
export async function getFactorReset(context: Context, id: number): Promise<z.input<typeof resetRequestSchema> | null> {
  requirePermission(context.actor, 'account.read');
  const account = await requireAccount(context, context.platform.db, id);
  const request = await findReset(context.platform.db, account.id, context.now);
  return request ? { requestedBy: request.requestedByName, reason: request.reason, expiresAt: request.expiresAt.toISOString() } : null;
}

import { Secret, TOTP } from 'otpauth';
import { beginSecondFactor } from '#modules/accounts/server/commands/begin-second-factor.ts';
import { confirmSecondFactor } from '#modules/accounts/server/commands/confirm-second-factor.ts';
import { findLiveSession } from '#modules/accounts/server/authenticator.ts';
import type { Context } from '#platform/context.ts';
import { PASSWORD } from './accounts.ts';

/** What an authenticator application shows at a moment. @param steps earlier or later by so many half-minutes */
export function codeAt(secret: string, now: Date, steps = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: now.getTime() + steps * 30_000 });
}

/** Sets a factor up as its holder would, with the code of the half-minute before. @param token of a session of the account */
export async function enrol(context: Context, token: string, password = PASSWORD): Promise<{ secret: string; recoveryCodes: string[] }> {
  const session = await findLiveSession(context.platform.db, token, context.now);
  if (!session) throw new Error('no session');
  const own: Context = { ...context, actor: { ...context.actor, id: String(session.account.id) } };
  const { secret } = await beginSecondFactor(own, session, password);
  const { recoveryCodes } = await confirmSecondFactor(own, session, codeAt(secret, context.now, -1));
  return { secret, recoveryCodes };
}

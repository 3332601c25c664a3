import type { Handlers } from '#platform/http/bind-routes.ts';
import type { accountRoutes } from '../contract/routes.ts';
import { agreeToFactorReset } from './commands/agree-to-factor-reset.ts';
import { beginSecondFactor } from './commands/begin-second-factor.ts';
import { confirmSecondFactor } from './commands/confirm-second-factor.ts';
import { passSecondStep } from './commands/pass-second-step.ts';
import { removeSecondFactor } from './commands/remove-second-factor.ts';
import { renewRecoveryCodes } from './commands/renew-recovery-codes.ts';
import { requestFactorReset } from './commands/request-factor-reset.ts';
import { getFactorReset, getSecondFactor } from './queries/get-second-factor.ts';
import { getSession, requireSession } from './queries/get-session.ts';
import { getAccount } from './queries/list-accounts.ts';
import { browserOf } from './start-session.ts';

type SecondFactorRoute =
  | 'passSecondStep'
  | 'getSecondFactor'
  | 'beginSecondFactor'
  | 'confirmSecondFactor'
  | 'renewRecoveryCodes'
  | 'removeSecondFactor'
  | 'getFactorReset'
  | 'requestFactorReset'
  | 'agreeToFactorReset';

/** The second step of signing in, the own factor, and taking a lost one off. */
export const secondFactorHandlers: Pick<Handlers<typeof accountRoutes>, SecondFactorRoute> = {
  passSecondStep: async (context, { body }, exchange) => {
    const session = await passSecondStep(context, body.code, browserOf(exchange));
    exchange.startSession(session);
    return getSession(session.context, session.token);
  },
  getSecondFactor: async (context, _input, { sessionToken }) => getSecondFactor(context, await requireSession(context, sessionToken)),
  beginSecondFactor: async (context, { body }, { sessionToken }) => beginSecondFactor(context, await requireSession(context, sessionToken), body.password),
  confirmSecondFactor: async (context, { body }, { sessionToken, browserToken, rememberBrowser }) => {
    const confirmed = await confirmSecondFactor(context, await requireSession(context, sessionToken), body.code, browserToken);
    if (confirmed.browserToken !== undefined) rememberBrowser(confirmed.browserToken);
    return { recoveryCodes: confirmed.recoveryCodes };
  },
  renewRecoveryCodes: async (context, { body }, { sessionToken }) => ({
    recoveryCodes: await renewRecoveryCodes(context, await requireSession(context, sessionToken), body.code),
  }),
  removeSecondFactor: async (context, { body }, { sessionToken }) => {
    await removeSecondFactor(context, await requireSession(context, sessionToken), body.code);
    return {};
  },
  getFactorReset: async (context, { params }) => ({ request: await getFactorReset(context, params.id) }),
  requestFactorReset: async (context, { params, body }) => {
    await requestFactorReset(context, params.id, body.reason);
    const request = await getFactorReset(context, params.id);
    if (!request) throw new Error('a request without a view');
    return request;
  },
  agreeToFactorReset: async (context, { params }) => {
    await agreeToFactorReset(context, params.id);
    return getAccount(context, params.id);
  },
};

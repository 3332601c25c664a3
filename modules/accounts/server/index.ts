import type { FastifyInstance } from 'fastify';
import { bindRoutes, type BindOptions } from '#platform/http/bind-routes.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../contract/errors.ts';
import { accountRoutes } from '../contract/routes.ts';
import { bindBorrowed } from './bind-borrowed.ts';
import { bindCorrections } from './bind-corrections.ts';
import { changePassword } from './commands/change-password.ts';
import { closeOffice } from './commands/close-office.ts';
import { createAccount } from './commands/create-account.ts';
import { createOffice } from './commands/create-office.ts';
import { disableAccount } from './commands/disable-account.ts';
import { enableAccount } from './commands/enable-account.ts';
import { endPost } from './commands/end-post.ts';
import { endSession } from './commands/end-session.ts';
import { grantPost } from './commands/grant-post.ts';
import { inviteAgain } from './commands/invite-again.ts';
import { revokeToken } from './commands/revoke-token.ts';
import { signIn } from './commands/sign-in.ts';
import { switchPost } from './commands/switch-post.ts';
import { getSession, requireSession } from './queries/get-session.ts';
import { getAccount, listAccounts } from './queries/list-accounts.ts';
import { listAudit } from './queries/list-audit.ts';
import { getOffice, listOffices } from './queries/list-offices.ts';
import { listOwnSessions, listOwnTokens } from './queries/list-own-doors.ts';
import { listRoles } from './queries/list-roles.ts';
import { secondFactorHandlers } from './second-factor-handlers.ts';
import { signInWayHandlers } from './sign-in-way-handlers.ts';
import { browserOf } from './start-session.ts';

/** Sign-in, own sessions and tokens, offices, accounts, posts, roles, audit trail. */
export function registerAccounts(app: FastifyInstance, options: BindOptions): void {
  bindBorrowed(app, options);
  bindCorrections(app, options);
  bindRoutes(app, options, accountRoutes, {
    signIn: async (context, { body }, exchange) => {
      const session = await signIn(context, body, browserOf(exchange));
      exchange.startSession(session);
      if (session.awaitsCode) throw refuse(accountErrors.SECOND_CODE_NEEDED);
      return getSession(session.context, session.token);
    },
    ...secondFactorHandlers,
    ...signInWayHandlers,
    getSession: (context, _input, { sessionToken }) => getSession(context, sessionToken),
    signOut: async (context, _input, exchange) => {
      const session = await requireSession(context, exchange.sessionToken);
      await endSession(context, session, session.stored.id);
      exchange.clearSession();
      return {};
    },
    switchPost: async (context, { body }, { sessionToken }) => {
      await switchPost(context, await requireSession(context, sessionToken), body);
      return getSession(context, sessionToken);
    },
    changePassword: async (context, { body }, { sessionToken, browserToken, rememberBrowser }) => {
      rememberBrowser(await changePassword(context, await requireSession(context, sessionToken), body, browserToken));
      return getSession(context, sessionToken);
    },
    listSessions: async (context, _input, { sessionToken }) => ({ items: await listOwnSessions(context, sessionToken) }),
    endSession: async (context, { params }, { sessionToken }) => {
      await endSession(context, await requireSession(context, sessionToken), params.id);
      return {};
    },
    listTokens: async (context) => ({ items: await listOwnTokens(context) }),
    revokeToken: async (context, { params }) => {
      await revokeToken(context, params.id);
      return {};
    },
    listRoles: async (context) => ({ items: listRoles(context) }),
    listOffices: (context, { query }) => listOffices(context, query),
    createOffice: async (context, { body }) => getOffice(context, await createOffice(context, body)),
    closeOffice: async (context, { params }) => {
      await closeOffice(context, params.id);
      return {};
    },
    listAccounts: (context, { query }) => listAccounts(context, query),
    getAccount: (context, { params }) => getAccount(context, params.id),
    createAccount: async (context, { body }) => {
      const { id, path, expiresAt } = await createAccount(context, body);
      return { account: await getAccount(context, id), path, expiresAt: expiresAt.toISOString() };
    },
    inviteAgain: async (context, { params }) => {
      const { path, expiresAt } = await inviteAgain(context, params.id);
      return { account: await getAccount(context, params.id), path, expiresAt: expiresAt.toISOString() };
    },
    disableAccount: async (context, { params }) => {
      await disableAccount(context, params.id);
      return getAccount(context, params.id);
    },
    enableAccount: async (context, { params }) => {
      await enableAccount(context, params.id);
      return getAccount(context, params.id);
    },
    grantPost: async (context, { params, body }) => {
      await grantPost(context, params.id, body);
      return getAccount(context, params.id);
    },
    endPost: async (context, { params }) => {
      await endPost(context, params.id);
      return {};
    },
    listAudit: (context, { query }) => listAudit(context, query),
  });
}

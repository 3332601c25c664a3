import { PASSWORD_PROFILES, rulesInWords } from '#platform/auth/password-policy.ts';
import type { Handlers } from '#platform/http/bind-routes.ts';
import type { accountRoutes } from '../contract/routes.ts';
import { prepareIdentity, removeIdentity } from './commands/prepare-identity.ts';
import { listIdentities } from './queries/list-identities.ts';

type SignInWayRoute = 'listSignInWays' | 'listIdentities' | 'prepareIdentity' | 'removeIdentity';

/** Which ways in there are, and who may use single sign-on. */
export const signInWayHandlers: Pick<Handlers<typeof accountRoutes>, SignInWayRoute> = {
  listSignInWays: async ({ platform: { signIn } }) => ({
    providers: signIn.identityProviders.map(({ id, name }) => ({ id, name })),
    passwordRules: rulesInWords(PASSWORD_PROFILES[signIn.passwordProfile]),
  }),
  listIdentities: async (context, { params }) => ({ items: await listIdentities(context, params.id) }),
  prepareIdentity: async (context, { params, body }) => {
    await prepareIdentity(context, params.id, body);
    return { items: await listIdentities(context, params.id) };
  },
  removeIdentity: async (context, { params }) => {
    await removeIdentity(context, params.id, params.provider);
    return {};
  },
};

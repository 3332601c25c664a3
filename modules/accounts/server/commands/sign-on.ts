import { audit } from '#platform/audit/audit.ts';
import { digestOfToken } from '#platform/auth/secret-token.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { identityRefused, type SignInAdapter, type SignInMemory, type VerifiedIdentity } from '#platform/identity/sign-in-adapter.ts';
import { refuse } from '#shared/errors.ts';
import { accountErrors } from '../../contract/errors.ts';
import { SIGN_ON_MINUTES } from '../../contract/limits.ts';
import { lockAccount } from '../account-store.ts';
import { claimIndexOf, identityIndexOf } from '../identity-digests.ts';
import { bindIdentity, consumeSignOn, insertSignOn } from '../identity-store.ts';
import { type Browser, type StartedSession, startSession } from '../start-session.ts';

const PURPOSE = 'sign-on';

/**
 * Sends the browser to a provider. @param browserSecret of a cookie of this browser alone; whoever comes back without it is refused
 * @returns the provider's address
 * @throws PROVIDER_UNKNOWN, IDENTITY_REFUSED
 */
export async function beginSignOn(context: Context, provider: string, browserSecret: string): Promise<string> {
  const { db, cipher } = context.platform;
  const { address, memory } = await adapterOf(context, provider).begin(returnAddress(context, provider));
  await inTransaction(db, async (tx) => {
    await insertSignOn(tx, {
      stateDigest: digestOfToken(memory.state),
      browserDigest: digestOfToken(browserSecret),
      provider,
      memoryCipher: cipher.encrypt(JSON.stringify(memory), PURPOSE),
      begunAt: context.now,
      expiresAt: new Date(context.now.getTime() + SIGN_ON_MINUTES * 60_000),
    });
    await audit(tx, context, { action: 'sign-on.begun', subject: { type: 'provider', id: provider, district: 0 } });
  });
  return address;
}

/**
 * The browser is back: the provider says who it is, an administrator has said which account that is. The second factor of the
 * account is asked for as after a password.
 * @param query of the callback, with its `?`
 * @throws PROVIDER_UNKNOWN, IDENTITY_REFUSED, IDENTITY_NOT_PREPARED (also for a disabled account)
 */
export async function finishSignOn(
  context: Context,
  { provider, query, browserSecret }: { provider: string; query: string; browserSecret: string | undefined },
  browser: Browser,
): Promise<StartedSession> {
  const { db } = context.platform;
  const adapter = adapterOf(context, provider);
  const returnTo = returnAddress(context, provider);
  const callback = new URL(`${returnTo}${query}`);
  const memory = await recall(context, { provider, state: callback.searchParams.get('state') ?? '', browserSecret: browserSecret ?? '' });
  const identity = await adapter.finish(callback, memory, returnTo);
  const session = await inTransaction(db, async (tx) => {
    const linkClaim = context.platform.signIn.identityProviders.find(({ id }) => id === provider)?.linkClaim ?? 'sub';
    const claim = vouchedClaim(identity, linkClaim);
    const accountId = await bindIdentity(tx, {
      provider,
      identityIndex: identityIndexOf(context, identity),
      claimIndex: claim === undefined ? undefined : claimIndexOf(context, provider, claim),
      now: context.now,
    });
    const account = accountId === undefined ? undefined : await lockAccount(tx, accountId);
    return account && !account.disabledAt ? startSession(tx, context, account, { ...browser, provider }, `sign-on:${provider}`) : undefined;
  });
  if (session) return session;
  await inTransaction(db, (tx) => audit(tx, context, { action: 'session.refused', subject: { type: 'provider', id: provider, district: 0 } }));
  throw refuse(accountErrors.IDENTITY_NOT_PREPARED);
}

/**
 * Where a browser goes whose session here has ended, so that the provider's own ends too: whoever sits down next would else be let in
 * without a password. @returns the sign-in page where the provider has no such page. @throws PROVIDER_UNKNOWN, IDENTITY_REFUSED
 */
export async function signOffAddress(context: Context, provider: string): Promise<string> {
  const signInPage = `${context.platform.signIn.address ?? ''}/console/sign-in`;
  return (await adapterOf(context, provider).logoutAddress(signInPage)) ?? signInPage;
}

/** Where the provider sends the browser back to. */
function returnAddress({ platform }: Context, provider: string): string {
  return `${platform.signIn.address ?? ''}/sso/${provider}/callback`;
}

function adapterOf({ platform }: Context, provider: string): SignInAdapter {
  const adapter = platform.identities.get(provider);
  if (!adapter) throw refuse(accountErrors.PROVIDER_UNKNOWN);
  return adapter;
}

async function recall(context: Context, { provider, state, browserSecret }: { provider: string; state: string; browserSecret: string }): Promise<SignInMemory> {
  const { db, cipher } = context.platform;
  const digests = { stateDigest: digestOfToken(state), browserDigest: digestOfToken(browserSecret), provider };
  const memory = await consumeSignOn(db, digests, context.now);
  if (!memory) throw identityRefused('登录已超时、已用过，或不是从这个浏览器开始的');
  return JSON.parse(cipher.decrypt(memory, PURPOSE)) as SignInMemory;
}

/** Addresses and telephones count only when the provider says that it checked them. */
function vouchedClaim({ claims, subject }: VerifiedIdentity, name: string): string | undefined {
  if (name === 'sub') return subject;
  if ((name === 'email' || name === 'phone_number') && claims[`${name}_verified`] !== true) return undefined;
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
}

import { beforeAll, describe, expect, it } from 'vitest';
import { NOBODY } from '#platform/access/actor.ts';
import type { IdentityProvider } from '#platform/identity/identity-provider.ts';
import { createOutgoing, type Outgoing } from '#platform/outgoing/outgoing.ts';
import { loadTestDivisions, openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { CALLBACK, idToken, startProvider } from '#tests/support/identity-provider.ts';
import { findActorByAccount, findLiveSession } from '../authenticator.ts';
import { disableAccount } from './disable-account.ts';
import { prepareIdentity, removeIdentity } from './prepare-identity.ts';
import { beginSignOn, finishSignOn } from './sign-on.ts';

const { db } = await createTestDatabase();
const { issuer, signInAs } = await startProvider();
const COUNTY = '410402000000';
const browser = { userAgent: 'test', formerToken: null };
const direct = createOutgoing({ allowed: new Set([issuer]) });

interface House {
  /** what the provider says in place of its own answer */
  spoil?: (address: string, answer: Response) => Promise<Response>;
  issuer?: string;
  linkClaim?: string;
  clientId?: string;
}

/** The clock of tokens is the machine's, so the sessions here are of today. */
function contextOf({ spoil, ...settings }: House = {}) {
  const outgoing: Outgoing = {
    ...direct,
    fetch: async (address, init) => {
      const answer = await direct.fetch(address, init);
      return spoil ? spoil(String(address), answer) : answer;
    },
  };
  const provider: IdentityProvider = {
    kind: 'oidc',
    id: 'office',
    name: '统一认证',
    clientId: settings.clientId ?? 'wotu',
    clientSecret: 'x'.repeat(32),
    issuer: settings.issuer ?? issuer,
    linkClaim: settings.linkClaim ?? 'employee',
    scope: 'openid',
    timeoutMs: 5000,
    insecure: true,
  };
  const now = new Date().toISOString();
  return testContext(db, { now, outgoing, actor: NOBODY, signIn: { identityProviders: [provider], address: 'http://localhost' } });
}

const operator = { ...contextOf(), actor: testContext(db).actor };

async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
}

/** Off to the provider, in as the person, and back. @param change what happens to the address on the way back */
async function signOn(person: string, house: House = {}, change: (address: string) => string = String) {
  const context = contextOf(house);
  const back = change(await signInAs(person, await beginSignOn(context, 'office', 'this-browser')));
  return finishSignOn(context, { provider: 'office', query: new URL(back).search, browserSecret: 'this-browser' }, browser);
}

/** Replaces the id token of the provider's answer. */
const withToken = (make: (token: string) => string) => async (address: string, answer: Response) => {
  if (!address.endsWith('/token')) return answer;
  const body = (await answer.json()) as { id_token: string };
  return Response.json({ ...body, id_token: make(body.id_token) });
};

beforeAll(async () => {
  await loadTestDivisions(operator);
  for (const name of ['alice', 'bob', 'carol', 'mallory'])
    await openAccount(operator, { name, role: 'streetStaff', division: '410402001000', password: false });
  await openAccount(operator, { name: 'sysadmin', role: 'systemAdministrator', division: COUNTY, password: false });
  await prepare('alice', 'E-alice');
});

async function idOf(name: string): Promise<number> {
  return Number((await findActorByAccount(db, name, operator.now))?.id);
}

async function prepare(name: string, value: string): Promise<void> {
  await prepareIdentity(operator, await idOf(name), { provider: 'office', value });
}

describe('single sign-on', () => {
  it('opens the account that an administrator prepared, and the same one ever after', async () => {
    const first = await signOn('alice');
    expect(first.awaitsCode).toBe(false);
    expect((await findLiveSession(db, first.token, operator.now))?.account.name).toBe('alice');
    expect((await findLiveSession(db, (await signOn('alice')).token, operator.now))?.account.name).toBe('alice');
  });

  it('opens nothing for somebody whom nobody prepared', async () => {
    expect(await outcome(signOn('stranger'))).toBe('IDENTITY_NOT_PREPARED');
  });

  it('does not open another’s account once it is bound, whatever the claim says', async () => {
    // the provider gives alice's number to somebody else
    expect(await outcome(signOn('eve', { linkClaim: 'employee' }))).toBe('IDENTITY_NOT_PREPARED');
    expect(await outcome(prepareIdentity(operator, await idOf('bob'), { provider: 'office', value: ' e-ALICE ' }))).toBe('IDENTITY_TAKEN');
  });

  it('counts an e-mail address only when the provider has checked it', async () => {
    await prepare('carol', 'carol@office.example');
    await prepare('mallory', 'mallory@office.example');
    expect(await outcome(signOn('mallory', { linkClaim: 'email' }))).toBe('IDENTITY_NOT_PREPARED');
    expect(await outcome(signOn('carol', { linkClaim: 'email' }))).toBe('done');
  });

  it('refuses a state that was used, invented, late, or of another browser', async () => {
    const context = contextOf();
    const query = new URL(await signInAs('alice', await beginSignOn(context, 'office', 'this-browser'))).search;
    const back = (browserSecret: string | undefined, text = query, now = context.now) =>
      outcome(finishSignOn({ ...context, now }, { provider: 'office', query: text, browserSecret }, browser));
    expect(await back('this-browser', '')).toBe('IDENTITY_REFUSED');
    expect(await back('this-browser', query.replace(/state=[^&]+/, 'state=invented'))).toBe('IDENTITY_REFUSED');
    expect(await back('this-browser')).toBe('done');
    expect(await back('this-browser')).toBe('IDENTITY_REFUSED');
    const again = new URL(await signInAs('alice', await beginSignOn(context, 'office', 'this-browser'))).search;
    expect(await back(undefined, again)).toBe('IDENTITY_REFUSED');
    expect(await back('this-browser', again)).toBe('IDENTITY_REFUSED');
    const late = new URL(await signInAs('alice', await beginSignOn(context, 'office', 'this-browser'))).search;
    expect(await back('this-browser', late, new Date(context.now.getTime() + 11 * 60_000))).toBe('IDENTITY_REFUSED');
  });

  it('refuses an answer of another issuer, and a provider that is not who it says', async () => {
    expect(await outcome(signOn('alice', {}, (address) => address.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example')))).toBe('IDENTITY_REFUSED');
    const context = contextOf({ issuer: `${issuer}/other` });
    expect(await outcome(beginSignOn(context, 'office', 'x'))).toBe('IDENTITY_REFUSED');
    expect(await outcome(beginSignOn(contextOf(), 'unknown', 'x'))).toBe('PROVIDER_UNKNOWN');
  });

  it('refuses a good token that the same provider made for another client', async () => {
    let foreign = '';
    const other = contextOf({ clientId: 'other', spoil: withToken((token) => (foreign = token)) });
    const query = new URL(await signInAs('alice', await beginSignOn(other, 'office', 'b'))).search;
    await finishSignOn(other, { provider: 'office', query, browserSecret: 'b' }, browser);
    expect(foreign).toMatch(/^ey/);
    expect(await outcome(signOn('alice', { spoil: withToken(() => foreign) }))).toBe('IDENTITY_REFUSED');
  });

  it('refuses a token of an earlier sign-on, a changed one, and one without signature', async () => {
    let former = '';
    await signOn('alice', { spoil: withToken((token) => (former = token)) });
    const claims = (token: string, more: object) => {
      const [head = '', body = '', mark = ''] = token.split('.');
      const changed = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), ...more };
      return [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), mark].join('.');
    };
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const spoiled = [
      () => former,
      (token: string) => claims(token, { exp: Math.floor(Date.now() / 1000) - 3600 }),
      (token: string) => claims(token, { iss: 'https://evil.example' }),
      (token: string) => claims(token, { aud: 'other' }),
      (token: string) => claims(token, { nonce: 'x' }),
      (token: string) => claims(token, { employee: 'E-bob' }),
      (token: string) => `${none}.${token.split('.')[1]}.`,
      () => 'x.y.z',
    ];
    for (const make of spoiled) expect(await outcome(signOn('alice', { spoil: withToken(make) }))).toBe('IDENTITY_REFUSED');
  });

  it('refuses a well signed token that has expired', async () => {
    idToken.seconds = -3600;
    expect(await outcome(signOn('alice'))).toBe('IDENTITY_REFUSED');
    idToken.seconds = 600;
    expect(await outcome(signOn('alice'))).toBe('done');
  });

  it('refuses a code without our verifier', async () => {
    const context = contextOf();
    const address = new URL(await beginSignOn(context, 'office', 'b'));
    expect(address.searchParams.get('code_challenge_method')).toBe('S256');
    address.searchParams.set('code_challenge', 'A'.repeat(43));
    const query = new URL(await signInAs('alice', address.href)).search;
    expect(await outcome(finishSignOn(context, { provider: 'office', query, browserSecret: 'b' }, browser))).toBe('IDENTITY_REFUSED');
    expect(address.searchParams.get('redirect_uri')).toBe(CALLBACK);
  });

  it('does not open a disabled account, nor one whose identity was taken back', async () => {
    await prepare('bob', 'E-bob');
    const { token } = await signOn('bob');
    await removeIdentity(operator, await idOf('bob'), 'office');
    expect(await findLiveSession(db, token, operator.now)).toBeUndefined();
    expect(await outcome(signOn('bob'))).toBe('IDENTITY_NOT_PREPARED');
    await prepare('bob', 'E-bob');
    await disableAccount(operator, await idOf('bob'));
    expect(await outcome(signOn('bob'))).toBe('IDENTITY_NOT_PREPARED');
  });

  it('is prepared by administrators of the branch only', async () => {
    const actor = (await findActorByAccount(db, 'alice', operator.now)) ?? NOBODY;
    expect(await outcome(prepareIdentity({ ...operator, actor }, await idOf('carol'), { provider: 'office', value: 'x' }))).toBe('PERMISSION_MISSING');
    expect(await outcome(prepareIdentity(operator, await idOf('sysadmin'), { provider: 'unknown', value: 'x' }))).toBe('PROVIDER_UNKNOWN');
  });
});

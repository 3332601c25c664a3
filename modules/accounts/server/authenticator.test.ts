import type { FastifyRequest } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOBODY } from '#platform/access/actor.ts';
import { fixedClock } from '#platform/clock/clock.ts';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createAuthenticator, findActorByAccount, findLiveSession } from './authenticator.ts';
import { changePassword } from './commands/change-password.ts';
import { createToken } from './commands/create-token.ts';
import { disableAccount } from './commands/disable-account.ts';
import { enableAccount } from './commands/enable-account.ts';
import { endPost } from './commands/end-post.ts';
import { grantPost } from './commands/grant-post.ts';
import { revokeToken } from './commands/revoke-token.ts';
import { signIn } from './commands/sign-in.ts';
import { switchPost } from './commands/switch-post.ts';
import { readPostsOf } from './post-store.ts';

const { db } = await createTestDatabase();
const operator = testContext(db);
const NOON = '2023-11-20T04:00:00.000Z';

function at(minutes: number): Date {
  return new Date(Date.parse(NOON) + minutes * 60_000);
}

async function enter(account: string, minutes = 0): Promise<string> {
  const context = { ...testContext(db, { now: at(minutes).toISOString(), actor: NOBODY }) };
  return (await signIn(context, { account, password: PASSWORD }, { userAgent: 'test', formerToken: null })).token;
}

/** Sends a request with the cookie or the header at a moment. */
function ask(what: { token?: string; authorization?: string }, minutes = 0) {
  const platform = { ...operator.platform, clock: fixedClock(at(minutes).toISOString()) };
  const request = { protocol: 'http', cookies: { wotu_session: what.token }, headers: { authorization: what.authorization } };
  return createAuthenticator(platform).authenticate(request as unknown as FastifyRequest);
}

beforeAll(async () => {
  await loadTestDivisions(operator);
  await openAccount(operator, { name: 'county', role: 'districtCivilAffairsStaff', division: '410402000000' });
});

describe('a session', () => {
  it('acts with the verbs of its post over the post’s division and below', async () => {
    const actor = await ask({ token: await enter('county') });
    expect(actor).toMatchObject({ name: '测试人员county', division: 410402000000, divisionLevel: 'county', range: { from: 410402000000, to: 410403000000 } });
    expect(actor?.grants.has('evidence.edit')).toBe(true);
    expect(actor?.grants.has('report.accept')).toBe(false);
    expect(actor?.grants.has('account.manage')).toBe(false);
  });

  it('lapses after half an hour without a request', async () => {
    const token = await enter('county');
    expect(await ask({ token }, 29)).not.toBeNull();
    expect(await ask({ token }, 58)).not.toBeNull();
    expect(await ask({ token }, 89)).toBeNull();
  });

  it('lapses after twelve hours, however busy', async () => {
    const token = await enter('county');
    for (let minutes = 20; minutes < 720; minutes += 20) expect(await ask({ token }, minutes), String(minutes)).not.toBeNull();
    expect(await ask({ token }, 720)).toBeNull();
  });

  it('is nobody for an unknown, cut or empty token', async () => {
    const token = await enter('county');
    expect(await ask({ token: token.slice(1) })).toBeNull();
    expect(await ask({ token: '' })).toBeNull();
    expect(await ask({})).toBeNull();
  });

  it('ends at once when the account is disabled, and stays ended', async () => {
    const { id } = await openAccount(operator, { name: 'leaver', role: 'streetStaff', division: '410402001000' });
    const token = await enter('leaver');
    await disableAccount(operator, id);
    expect(await ask({ token })).toBeNull();
    await enableAccount(operator, id);
    expect(await ask({ token })).toBeNull();
  });

  it('ends at once when its post ends', async () => {
    const { id } = await openAccount(operator, { name: 'mover', role: 'streetStaff', division: '410402001000' });
    const token = await enter('mover');
    const [post] = await readPostsOf(db, [id]);
    await endPost(operator, post?.id ?? 0);
    expect(await ask({ token })).toBeNull();
    expect((await ask({ token: await enter('mover') }))?.grants.size).toBe(0);
  });

  it('ends elsewhere when the password changes', async () => {
    await openAccount(operator, { name: 'changer', role: 'streetStaff', division: '410402001000' });
    const here = await enter('changer');
    const elsewhere = await enter('changer');
    const session = await findLiveSession(db, here, at(0));
    if (!session) throw new Error('no session');
    await changePassword(operator, session, { current: PASSWORD, next: '江河Xyz-9163' });
    expect(await ask({ token: here })).not.toBeNull();
    expect(await ask({ token: elsewhere })).toBeNull();
  });

  it('may do nothing but change the password once it is ninety days old', async () => {
    const day = 24 * 60;
    expect((await ask({ token: await enter('county', 90 * day) }, 90 * day))?.grants.size).toBeGreaterThan(0);
    expect((await ask({ token: await enter('county', 91 * day) }, 91 * day))?.grants.size).toBe(0);
  });
});

describe('a post', () => {
  it('is held from its first day until before its last', async () => {
    const { id } = await openAccount(operator, { name: 'termed', role: 'streetStaff', division: '410402001000', beginsOn: '2023-11-21', endsOn: '2023-11-23' });
    expect(id).toBeGreaterThan(0);
    const rights = async (day: string) => (await findActorByAccount(db, 'termed', new Date(`${day}T04:00:00Z`)))?.grants.size ?? 0;
    expect(await Promise.all(['2023-11-20', '2023-11-21', '2023-11-22', '2023-11-23'].map(async (day) => (await rights(day)) > 0))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('is one of several between which its holder switches', async () => {
    const { id } = await openAccount(operator, { name: 'double', role: 'districtCivilAffairsStaff', division: '410402000000' });
    await grantPost(operator, id, { role: 'evaluator', division: '410403000000' });
    const token = await enter('double');
    const session = await findLiveSession(db, token, at(0));
    if (!session) throw new Error('no session');
    const other = session.posts.find((post) => post.id !== session.post?.id);
    expect((await ask({ token }))?.division).toBe(410402000000);
    await switchPost(operator, session, { postId: other?.id ?? 0 });
    const actor = await ask({ token });
    expect(actor?.division).toBe(410403000000);
    expect(actor?.grants.has('evidence.edit')).toBe(false);
    const [foreign] = await readPostsOf(db, [(await openAccount(operator, { name: 'single', role: 'streetStaff', division: '410402001000' })).id]);
    await expect(switchPost(operator, session, { postId: foreign?.id ?? 0 })).rejects.toMatchObject({ code: 'POST_NOT_FOUND' });
  });
});

describe('an API token', () => {
  it('carries its account’s rights until its day, and none after it is revoked', async () => {
    const { token, expiresOn } = await createToken(operator, { account: 'county', expires: '2023-11-22' });
    expect(expiresOn).toBe('2023-11-22');
    const authorization = `Bearer ${token}`;
    const actor = await ask({ authorization });
    expect(actor).toMatchObject({ division: 410402000000, range: { from: 410402000000, to: 410403000000 } });
    expect(actor?.grants.has('evidence.import')).toBe(true);
    expect(await ask({ authorization }, 24 * 60)).not.toBeNull();
    expect(await ask({ authorization }, 2 * 24 * 60)).toBeNull();
    await revokeToken({ ...operator, actor: actor ?? NOBODY }, await idOfNewestToken(actor?.id ?? ''));
    expect(await ask({ authorization })).toBeNull();
  });

  it('dies with its account', async () => {
    const { id } = await openAccount(operator, { name: 'machine', role: 'streetStaff', division: '410402001000' });
    const { token } = await createToken(operator, { account: 'machine' });
    await disableAccount(operator, id);
    expect(await ask({ authorization: `Bearer ${token}` })).toBeNull();
    await expect(createToken(operator, { account: 'machine' })).rejects.toMatchObject({ code: 'ACCOUNT_DISABLED' });
  });

  it('is refused when wrong, even beside a good cookie', async () => {
    const token = await enter('county');
    expect(await ask({ token, authorization: 'Bearer wrongwrongwrongwrongwrong' })).toBeNull();
    expect(await ask({ token, authorization: 'Basic abc' })).toBeNull();
  });

  it('is made for nobody else’s account, an unknown one, or a day gone by', async () => {
    const actor = (await findActorByAccount(db, 'county', at(0))) ?? NOBODY;
    await openAccount(operator, { name: 'other', role: 'streetStaff', division: '410402001000' });
    await expect(createToken({ ...operator, actor }, { account: 'other' })).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
    await expect(createToken(operator, { account: 'nobody' })).rejects.toMatchObject({ code: 'ACCOUNT_NOT_FOUND' });
    await expect(createToken(operator, { account: 'county', expires: '2023-11-20' })).rejects.toMatchObject({ code: 'TOKEN_DAY_PAST' });
  });
});

async function idOfNewestToken(accountId: string): Promise<number> {
  const { listOwnTokens } = await import('./queries/list-own-doors.ts');
  const tokens = await listOwnTokens({ ...operator, actor: { ...NOBODY, id: accountId } });
  return tokens[0]?.id ?? 0;
}

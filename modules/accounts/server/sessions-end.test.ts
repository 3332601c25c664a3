/** What takes rights away ends the sessions that had them, at once, and no others. */
import type { FastifyRequest } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { can } from '#platform/access/jurisdiction.ts';
import { inTransaction } from '#platform/db/database.ts';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { findAccount } from './account-store.ts';
import { actorOf } from './actor-of.ts';
import { createAuthenticator, findLiveSession } from './authenticator.ts';
import { acceptInvitation } from './commands/accept-invitation.ts';
import { appointActing } from './commands/appoint-acting.ts';
import { changePassword } from './commands/change-password.ts';
import { createToken } from './commands/create-token.ts';
import { decideAccess } from './commands/decide-access.ts';
import { disableAccount } from './commands/disable-account.ts';
import { endPost } from './commands/end-post.ts';
import { grantPost } from './commands/grant-post.ts';
import { inviteAgain } from './commands/invite-again.ts';
import { requestAccess } from './commands/request-access.ts';
import { setPostGrants } from './commands/set-post-grants.ts';
import { switchPost } from './commands/switch-post.ts';
import { readBorrowedRights } from './borrowed-rights.ts';
import { readPostsOf } from './post-store.ts';
import { startSession } from './start-session.ts';

const COUNTY = '410402000000';
const OTHER = '410403000000';
const READING = { 'evidence.read': ['general'] } as const;

const { db } = await createTestDatabase();
const operator = testContext(db);

/** The places in which the holder's and a colleague's rights are in use at one time. */
type Seat = 'own post' | 'other post' | 'elsewhere' | 'stand-in' | 'colleague';
const SEATS: readonly Seat[] = ['own post', 'other post', 'elsewhere', 'stand-in', 'colleague'];
let round = 0;

async function enter(id: number): Promise<string> {
  const account = await findAccount(db, id);
  if (!account) throw new Error(`no account ${id}`);
  return (await inTransaction(db, (tx) => startSession(tx, operator, account, { userAgent: 'x', formerToken: null }, 'password'))).token;
}

async function live(token: string) {
  const session = await findLiveSession(db, token, operator.now);
  if (!session) throw new Error('no session');
  return { session, context: { ...operator, actor: actorOf(session.account, session.post, null, session.borrowed) } };
}

async function borrow(id: number): Promise<string> {
  const token = await enter(id);
  const [lent] = await readBorrowedRights(db, id, operator.now);
  if (!lent) throw new Error('nothing is lent');
  const { session, context } = await live(token);
  await switchPost(context, session, { kind: lent.mark.kind, id: lent.mark.id });
  expect((await live(token)).context.actor.borrowed?.kind).toBe(lent.mark.kind);
  return token;
}

/** A holder of two posts and a colleague who stands in for the first, everywhere signed in. */
async function sit() {
  round += 1;
  const { id: holder } = await openAccount(operator, { name: `holder${round}`, role: 'districtCivilAffairsStaff', division: COUNTY });
  const { id: colleague } = await openAccount(operator, { name: `colleague${round}`, role: 'districtCivilAffairsStaff', division: COUNTY });
  await grantPost(operator, holder, { role: 'otherDepartment', division: COUNTY });
  const [post, second] = await readPostsOf(db, [holder]);
  if (!post || !second) throw new Error('no posts');
  const lent = { verbs: ['evidence.read'], classes: ['general'] as const, reason: '外出培训' };
  await appointActing(operator, post.id, colleague, { ...lent, endsOn: '2023-12-01' });
  const own = await enter(holder);
  const asking = await live(own);
  await decideAccess(operator, await requestAccess(asking.context, asking.session, { ...lent, division: OTHER, hours: 8 }), { granted: true });
  const other = await enter(holder);
  const { session, context } = await live(other);
  await switchPost(context, session, { postId: second.id });
  const tokens: Record<Seat, string> = {
    'own post': own,
    'other post': other,
    elsewhere: await borrow(holder),
    'stand-in': await borrow(colleague),
    colleague: await enter(colleague),
  };
  return { holder, post: post.id, tokens };
}

async function seatsTaken(tokens: Record<Seat, string>): Promise<Seat[]> {
  const alive = await Promise.all(SEATS.map(async (seat) => ((await findLiveSession(db, tokens[seat], operator.now)) ? [seat] : [])));
  return alive.flat();
}

beforeAll(() => loadTestDivisions(operator));

describe('what ends at once', () => {
  it.each([
    ['narrowing the grants of a post', ({ post }) => setPostGrants(operator, post, { grants: READING, reason: '分工调整' }), ['other post', 'colleague']],
    ['ending a post', ({ post }) => endPost(operator, post), ['other post', 'colleague']],
    ['disabling the account', ({ holder }) => disableAccount(operator, holder), ['stand-in', 'colleague']],
    ['taking the password away', ({ holder }) => inviteAgain(operator, holder), ['stand-in', 'colleague']],
  ] satisfies [string, (seated: Awaited<ReturnType<typeof sit>>) => Promise<unknown>, Seat[]][])('by %s', async (_, act, stay) => {
    const seated = await sit();
    expect(await seatsTaken(seated.tokens)).toEqual(SEATS);
    await act(seated);
    expect(await seatsTaken(seated.tokens)).toEqual(stay);
  });

  it('by a change of the password: all but the session that changed it', async () => {
    const { tokens } = await sit();
    const { session, context } = await live(tokens['other post']);
    await changePassword(context, session, { current: PASSWORD, next: '江河Xyz-9163' });
    expect(await seatsTaken(tokens)).toEqual(['other post', 'stand-in', 'colleague']);
  });

  it('by a password chosen through a new link', async () => {
    const { holder, tokens } = await sit();
    const { path } = await inviteAgain(operator, holder);
    await acceptInvitation(operator, path.replace('/welcome/', ''), '江河Xyz-9163', { userAgent: 'x', formerToken: null });
    expect(await seatsTaken(tokens)).toEqual(['stand-in', 'colleague']);
  });
});

it('leaves a stand-in of a disabled holder in the own post', async () => {
  const { holder, tokens } = await sit();
  await disableAccount(operator, holder);
  expect((await live(tokens['stand-in'])).session.borrowed).toBeNull();
});

it('takes rights from an API token with the next request', async () => {
  const { id } = await openAccount(operator, { name: 'program', role: 'districtCivilAffairsStaff', division: COUNTY });
  const { token } = await createToken(operator, { account: 'program' });
  const ask = () =>
    createAuthenticator(operator.platform).authenticate({
      protocol: 'http',
      cookies: {},
      headers: { authorization: `Bearer ${token}` },
    } as unknown as FastifyRequest);
  const before = await ask();
  expect(before && can(before, 'evidence.edit')).toBe(true);
  await setPostGrants(operator, (await readPostsOf(db, [id]))[0]?.id ?? 0, { grants: READING, reason: '分工调整' });
  const after = await ask();
  expect(after && [can(after, 'evidence.read', 'general'), can(after, 'evidence.read', 'personal'), can(after, 'evidence.edit')]).toEqual([true, false, false]);
});

/** A browser that the holder signed in with stays open to the holder, whatever strangers type elsewhere (standards G10). */
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOBODY } from '#platform/access/actor.ts';
import { giveCheapPassword } from '#tests/support/cheap-password.ts';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { codeAt, enrol } from '#tests/support/second-factor.ts';
import { KNOWN_BROWSERS } from '../../contract/limits.ts';
import { findLiveSession } from '../authenticator.ts';
import type { StartedSession } from '../start-session.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { beginSecondFactor } from './begin-second-factor.ts';
import { changePassword } from './change-password.ts';
import { disableAccount } from './disable-account.ts';
import { enableAccount } from './enable-account.ts';
import { endSession } from './end-session.ts';
import { inviteAgain } from './invite-again.ts';
import { passSecondStep } from './pass-second-step.ts';
import { resetFactorLocally } from './reset-factor-locally.ts';
import { signIn } from './sign-in.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db);
const DAY = 24 * 60;
let accounts = 0;
let name = '';
let id = 0;

function visitor(minutes = 0, origin = '10.0.0.1') {
  return { ...testContext(db, { now: new Date(Date.UTC(2023, 10, 20, 4, minutes)).toISOString(), actor: NOBODY }), origin };
}

interface Attempt {
  account?: string;
  password?: string;
  minutes?: number;
  origin?: string;
}

const enter = (browserToken: string | null, { account = name, password = PASSWORD, minutes, origin }: Attempt = {}): Promise<StartedSession> =>
  signIn(visitor(minutes, origin), { account, password }, { userAgent: 'test', formerToken: null, browserToken });

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'in',
    (error: { code: string }) => error.code,
  );

/** @returns the token of a browser that the account knows from now on */
async function known(attempt: Attempt & { browserToken?: string } = {}): Promise<string> {
  const { browserToken } = await enter(attempt.browserToken ?? null, attempt);
  if (browserToken === undefined) throw new Error('the browser is not remembered');
  return browserToken;
}

/** Wrong passwords from as many addresses, until strangers are locked out. */
async function attack(account = name, minutes = 0): Promise<void> {
  for (let address = 0; address < 6; address += 1) await outcome(enter(null, { account, password: 'wrong', minutes, origin: `10.9.0.${address}` }));
  expect(await outcome(enter(null, { account, minutes, origin: '10.9.1.1' }))).toBe('SIGN_IN_LOCKED');
}

async function live({ token }: StartedSession, minutes = 0) {
  const session = await findLiveSession(db, token, visitor(minutes).now);
  if (!session) throw new Error('no session');
  return session;
}

async function open(account: string): Promise<number> {
  const opened = await openAccount(operator, { name: account, role: 'streetPartyStaff', division: '410402001000', password: false });
  await giveCheapPassword(owner, opened.id, operator.now);
  return opened.id;
}

beforeAll(() => loadTestDivisions(operator));
beforeEach(async () => {
  accounts += 1;
  name = `holder${accounts}`;
  id = await open(name);
  await sql`truncate sign_in_attempts, known_browsers`.execute(owner);
});

describe('while strangers attack', () => {
  it('its holder signs in with it, and it alone', async () => {
    const [office, home] = [await known(), await known()];
    await attack();
    expect(await outcome(enter(office, { origin: '10.9.0.1' }))).toBe('in');
    expect(await outcome(enter(home))).toBe('in');
    expect(await outcome(enter(null))).toBe('SIGN_IN_LOCKED');
    expect(await outcome(enter('invented'))).toBe('SIGN_IN_LOCKED');
  });

  it('its success gives them no new guesses, theirs take none of its own', async () => {
    const token = await known();
    await attack();
    const next = await known({ browserToken: token });
    expect(await outcome(enter(null, { password: 'wrong' }))).toBe('SIGN_IN_LOCKED');
    for (let count = 0; count < 5; count += 1) expect(await outcome(enter(next, { password: 'wrong' }))).toBe('SIGN_IN_FAILED');
    expect(await outcome(enter(next))).toBe('SIGN_IN_LOCKED');
    expect(await outcome(enter(next, { minutes: 29 }))).toBe('SIGN_IN_LOCKED');
    expect(await outcome(enter(next, { minutes: 31 }))).toBe('in');
  });

  it('its holder changes the password and begins a second factor', async () => {
    const session = await enter(await known());
    await attack();
    await beginSecondFactor(session.context, await live(session), PASSWORD);
    const next = '江河Xyz-9163';
    const token = await changePassword(session.context, await live(session), { current: PASSWORD, next }, session.browserToken);
    await attack();
    expect(await outcome(enter(token, { password: next }))).toBe('in');
  });

  it('whoever sits at its session has five guesses at the password', async () => {
    const session = await enter(null);
    const guess = async () => outcome(changePassword(session.context, await live(session), { current: 'wrong', next: '江河Xyz-9163' }));
    for (let count = 0; count < 5; count += 1) expect(await guess()).toBe('PASSWORD_WRONG');
    expect(await guess()).toBe('SIGN_IN_LOCKED');
    expect(await outcome(enter(null))).toBe('in');
  });
});

describe('a copy of its cookie', () => {
  it('is worth nothing once the holder signed in again', async () => {
    const copy = await known();
    await known({ browserToken: copy });
    await attack();
    expect(await outcome(enter(copy))).toBe('SIGN_IN_LOCKED');
  });

  it('opens nothing without the password, and no other account’s counter', async () => {
    const token = await known();
    await open(`other${accounts}`);
    expect(await outcome(enter(token, { password: '' }))).toBe('SIGN_IN_FAILED');
    await attack(`other${accounts}`);
    expect(await outcome(enter(token, { account: `other${accounts}` }))).toBe('SIGN_IN_LOCKED');
  });
});

it('may be known to several accounts, and no sign-in of one gives new guesses at another', async () => {
  const other = `second${accounts}`;
  await open(other);
  let token = await known({ browserToken: await known(), account: other });
  for (let count = 0; count < 5; count += 1) {
    expect(await outcome(enter(token, { password: 'wrong' }))).toBe('SIGN_IN_FAILED');
    token = await known({ browserToken: token, account: other });
  }
  expect(await outcome(enter(token))).toBe('SIGN_IN_LOCKED');
  expect(await outcome(enter(token, { minutes: 31 }))).toBe('in');
});

describe('it is no longer known', () => {
  /** Whether the holder gets in with it during an attack. */
  async function isKnown(token: string, password = PASSWORD, minutes = 0): Promise<boolean> {
    await sql`truncate sign_in_attempts`.execute(owner);
    await attack(name, minutes);
    return (await outcome(enter(token, { password, minutes }))) === 'in';
  }

  it('after 180 days without a sign-in', async () => {
    const used = await known({ browserToken: await known(), minutes: 30 * DAY });
    const unused = await known();
    expect(await isKnown(unused, PASSWORD, 180 * DAY)).toBe(false);
    expect(await isKnown(used, PASSWORD, 209 * DAY)).toBe(true);
  });

  it('when five others were used since', async () => {
    const tokens: string[] = [];
    for (let count = 0; count <= KNOWN_BROWSERS; count += 1) tokens.push(await known({ minutes: count }));
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from known_browsers where account_id = ${id}`.execute(owner);
    expect(rows[0]?.count).toBe(KNOWN_BROWSERS);
    expect([await isKnown(tokens[0] ?? '', PASSWORD, 10), await isKnown(tokens[1] ?? '', PASSWORD, 10)]).toEqual([false, true]);
  });

  it('when the password is changed elsewhere', async () => {
    const token = await known();
    const session = await enter(null);
    await changePassword(session.context, await live(session), { current: PASSWORD, next: '江河Xyz-9163' }, session.browserToken);
    expect(await isKnown(token, '江河Xyz-9163')).toBe(false);
  });

  it('when a new link is given out and used', async () => {
    const token = await known();
    const { path } = await inviteAgain(operator, id);
    const { browserToken } = await acceptInvitation(visitor(), path.replace('/welcome/', ''), '江河Xyz-9163', { userAgent: 'test', formerToken: null });
    expect([await isKnown(token, '江河Xyz-9163'), await isKnown(browserToken ?? '', '江河Xyz-9163')]).toEqual([false, true]);
  });

  it('when the account was disabled in between', async () => {
    const token = await known();
    await disableAccount(operator, id);
    await enableAccount(operator, id);
    expect(await isKnown(token)).toBe(false);
  });

  it('when its session is ended from elsewhere, and still known after signing out in it', async () => {
    const [lost, here] = [await enter(null), await enter(null)];
    const session = await live(here);
    await endSession(here.context, session, (await live(lost)).stored.id);
    await endSession(here.context, session, session.stored.id);
    expect([await isKnown(lost.browserToken ?? ''), await isKnown(here.browserToken ?? '')]).toEqual([false, true]);
  });
});

describe('with a second factor', () => {
  const HOUR = 60;

  async function withFactor(): Promise<{ secret: string; token: string }> {
    const { secret } = await enrol(visitor(), (await enter(null)).token);
    return { secret, token: await passed(secret, null, HOUR) };
  }

  async function passed(secret: string, browserToken: string | null, minutes: number): Promise<string> {
    const context = visitor(minutes);
    const first = await enter(browserToken, { minutes });
    expect([first.awaitsCode, first.browserToken]).toEqual([true, undefined]);
    const second = await passSecondStep(context, codeAt(secret, context.now), { userAgent: 'test', formerToken: first.token, browserToken });
    return second.browserToken ?? '';
  }

  it('becomes known only after both steps, and a stranger without the password takes none of the code’s tries', async () => {
    const { secret, token } = await withFactor();
    await attack(name, 2 * HOUR);
    const step = (formerToken: string | null) => passSecondStep(visitor(2 * HOUR), '000000', { userAgent: 'x', formerToken });
    for (const invented of [null, 'invented', token])
      for (let count = 0; count < 6; count += 1) expect(await outcome(step(invented))).toBe('SECOND_STEP_LAPSED');
    expect(await passed(secret, token, 2 * HOUR)).not.toBe('');
  });

  it('whoever has the password alone has five tries at the code, and locks nobody out of it', async () => {
    const { secret, token } = await withFactor();
    const thief = await enter(null, { minutes: 2 * HOUR, origin: '10.9.0.1' });
    const guess = () => passSecondStep(visitor(2 * HOUR), '000000', { userAgent: 'x', formerToken: thief.token });
    for (let count = 0; count < 5; count += 1) expect(await outcome(guess())).toBe('SECOND_CODE_WRONG');
    expect(await outcome(guess())).toBe('SIGN_IN_LOCKED');
    expect(await passed(secret, token, 2 * HOUR)).not.toBe('');
  });

  it('is no longer known when the factor was taken off', async () => {
    const { token } = await withFactor();
    await resetFactorLocally(operator, name);
    await attack(name, 2 * HOUR);
    expect(await outcome(enter(token, { minutes: 2 * HOUR }))).toBe('SIGN_IN_LOCKED');
  });
});

it('stands in the database by its digest alone', async () => {
  const token = await known();
  const { rows } = await sql<{ text: string }>`select string_agg(k::text, '') as text from known_browsers k`.execute(owner);
  expect(rows[0]?.text.length).toBeGreaterThan(50);
  expect(rows[0]?.text).not.toContain(token);
});

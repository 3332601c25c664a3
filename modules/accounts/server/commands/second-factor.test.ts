import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { grantsOf, NOBODY } from '#platform/access/actor.ts';
import type { SignInSettings } from '#platform/config/sign-in-settings.ts';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { codeAt, enrol } from '#tests/support/second-factor.ts';
import type { RoleId } from '../../contract/roles.ts';
import { type Account, findAccountByName } from '../account-store.ts';
import { findActorByAccount, findLiveSession } from '../authenticator.ts';
import { issueLink } from '../issue-link.ts';
import { restrictionOf } from '../second-factor-rule.ts';
import { type StartedSession, startSession } from '../start-session.ts';
import { inTransaction } from '#platform/db/database.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { agreeToFactorReset } from './agree-to-factor-reset.ts';
import { beginSecondFactor } from './begin-second-factor.ts';
import { confirmSecondFactor } from './confirm-second-factor.ts';
import { disableAccount } from './disable-account.ts';
import { passSecondStep } from './pass-second-step.ts';
import { removeSecondFactor } from './remove-second-factor.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { requestFactorReset } from './request-factor-reset.ts';
import { resetFactorLocally } from './reset-factor-locally.ts';
import { signIn } from './sign-in.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { signIn: { secondFactor: 'byProfile' } });
const COUNTY = '410402000000';
const NOON = Date.UTC(2023, 10, 20, 4);
/** The same person with a factor throughout. */
let secret = '';
let recoveryCodes: string[] = [];
let accountId = 0;
let minute = 0;

/** Each test begins an hour later, so that no code is used already. */
beforeEach(() => {
  minute += 60;
});

function visitor(minutes = 0, signInSettings: Partial<SignInSettings> = {}) {
  return testContext(db, {
    now: new Date(NOON + (minute + minutes) * 60_000).toISOString(),
    actor: NOBODY,
    signIn: { secondFactor: 'byProfile', ...signInSettings },
  });
}

const browserWith = (formerToken: string | null) => ({ userAgent: 'test', formerToken });

/** As after the right password, without the cost of checking one. */
async function enter(name: string, minutes = 0): Promise<StartedSession> {
  const account = await findAccountByName(db, name);
  if (!account) throw new Error(`no account ${name}`);
  return inTransaction(db, (tx) => startSession(tx, visitor(minutes), account, browserWith(null), 'password'));
}

async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
}

async function live(token: string, minutes = 0) {
  const session = await findLiveSession(db, token, visitor(minutes).now);
  if (!session) throw new Error('no session');
  return session;
}

/** The person signs in with both steps. */
async function enterFully(minutes = 0): Promise<string> {
  const context = visitor(minutes);
  const { token } = await enter('holder', minutes);
  return (await passSecondStep(context, codeAt(secret, context.now), browserWith(token))).token;
}

beforeAll(async () => {
  await loadTestDivisions(operator);
  accountId = (await openAccount(operator, { name: 'holder', role: 'districtCivilAffairsStaff', division: COUNTY })).id;
  await openAccount(operator, { name: 'plain', role: 'streetPartyStaff', division: '410402001000' });
  await openAccount(operator, { name: 'system', role: 'systemAdministrator', division: COUNTY });
  await openAccount(operator, { name: 'security', role: 'securityAdministrator', division: COUNTY });
  const context = visitor();
  ({ secret, recoveryCodes } = await enrol(context, (await enter('holder')).token));
});

describe('who must have a second factor', () => {
  const table: [SignInSettings['passwordProfile'], SignInSettings['secondFactor'], RoleId, boolean][] = [
    ['dengbao', 'byProfile', 'systemAdministrator', true],
    ['dengbao', 'byProfile', 'securityAdministrator', true],
    ['dengbao', 'byProfile', 'auditAdministrator', true],
    ['dengbao', 'byProfile', 'districtCivilAffairsStaff', true],
    ['dengbao', 'byProfile', 'cityCivilAffairsStaff', true],
    ['dengbao', 'byProfile', 'streetStaff', true],
    ['dengbao', 'byProfile', 'streetPartyStaff', false],
    ['dengbao', 'byProfile', 'evaluator', false],
    ['asvs', 'byProfile', 'streetStaff', true],
    ['asvs', 'byProfile', 'evaluator', true],
    ['dengbao', 'offered', 'systemAdministrator', false],
    ['asvs', 'offered', 'streetStaff', false],
  ];
  it.each(table)('%s, %s: %s %s', (passwordProfile, secondFactor, role, must) => {
    const duty = role.endsWith('Administrator') ? ('system' as const) : ('business' as const);
    const account = { id: 1, duty, passwordSetAt: visitor().now, demonstration: false, hasSecondFactor: false } as Account;
    const days = { beginsOn: '2023-01-01', endsOn: null, grantChanges: {} };
    const post = { id: 1, accountId: 1, duty, officeId: 1, officeName: '', role, div: 0, level: 'county' as const, ...days };
    const settings = { ...operator.platform.signIn, passwordProfile, secondFactor };
    expect(restrictionOf(settings, account, post, visitor().now)).toBe(must ? 'enrol-second-factor' : null);
    expect(restrictionOf(settings, { ...account, hasSecondFactor: true }, post, visitor().now)).toBeNull();
    expect(restrictionOf(settings, { ...account, demonstration: true }, post, visitor().now)).toBeNull();
  });

  it('opens nothing but setting it up until there is one', async () => {
    const started = await enter('system');
    expect(started.awaitsCode).toBe(false);
    expect(started.context.actor.grants.size).toBe(0);
    const other = await enter('plain');
    expect(other.context.actor.grants.size).toBeGreaterThan(0);
  });
});

describe('the second step', () => {
  it('comes between the password and the session', async () => {
    const context = visitor();
    const started = await signIn(context, { account: 'holder', password: PASSWORD }, browserWith(null));
    expect(started.awaitsCode).toBe(true);
    expect(await findLiveSession(db, started.token, context.now)).toBeUndefined();
    const passed = await passSecondStep(context, codeAt(secret, context.now), browserWith(started.token));
    expect(passed.token).not.toBe(started.token);
    expect(passed.context.actor.grants.has('evidence.import')).toBe(true);
    expect(await outcome(passSecondStep(context, recoveryCodes[9] ?? '', browserWith(started.token)))).toBe('SECOND_STEP_LAPSED');
  });

  it('takes the code of this half-minute and of one beside it, and no other', async () => {
    for (const [steps, answer] of [
      [-2, 'SECOND_CODE_WRONG'],
      [2, 'SECOND_CODE_WRONG'],
      [-1, 'done'],
      [0, 'done'],
      [1, 'done'],
    ] as const) {
      const context = visitor();
      const { token } = await enter('holder');
      expect([steps, await outcome(passSecondStep(context, codeAt(secret, context.now, steps), browserWith(token)))]).toEqual([steps, answer]);
    }
  });

  it('takes no code twice, and none older than one that was used', async () => {
    const context = visitor();
    const pass = async (steps: number) => outcome(passSecondStep(context, codeAt(secret, context.now, steps), browserWith((await enter('holder')).token)));
    expect(await pass(0)).toBe('done');
    expect(await pass(0)).toBe('SECOND_CODE_WRONG');
    expect(await pass(-1)).toBe('SECOND_CODE_WRONG');
    expect(await pass(1)).toBe('done');
  });

  it('lets one of two at once through with the same code', async () => {
    const context = visitor();
    const tokens = [(await enter('holder')).token, (await enter('holder')).token];
    const answers = await Promise.all(tokens.map((token) => outcome(passSecondStep(context, codeAt(secret, context.now), browserWith(token)))));
    expect(answers.sort()).toEqual(['SECOND_CODE_WRONG', 'done']);
  });

  it('locks after five wrong codes, across sign-ins, even for the right one, for half an hour', async () => {
    for (let count = 0; count < 5; count += 1)
      expect(await outcome(passSecondStep(visitor(), '000000', browserWith((await enter('holder')).token)))).toBe('SECOND_CODE_WRONG');
    const pass = async (minutes: number) => {
      const context = visitor(minutes);
      return outcome(passSecondStep(context, codeAt(secret, context.now), browserWith((await enter('holder', minutes)).token)));
    };
    expect(await pass(1)).toBe('SIGN_IN_LOCKED');
    expect(await pass(29)).toBe('SIGN_IN_LOCKED');
    expect(await pass(31)).toBe('done');
  });

  it.each(['', '12345', 'abcdef', '１２３４５６', '0'.repeat(20), '000000\u0000', "' or 1=1"])('refuses %j', async (typed) => {
    expect(await outcome(passSecondStep(visitor(), typed, browserWith((await enter('holder')).token)))).toBe('SECOND_CODE_WRONG');
    await sql`truncate sign_in_attempts`.execute(owner);
  });

  it('lapses after ten minutes, and without a password there is none', async () => {
    const { token } = await enter('holder');
    const late = visitor(11);
    expect(await outcome(passSecondStep(late, codeAt(secret, late.now), browserWith(token)))).toBe('SECOND_STEP_LAPSED');
    expect(await outcome(passSecondStep(visitor(), codeAt(secret, visitor().now), browserWith(null)))).toBe('SECOND_STEP_LAPSED');
    expect(await outcome(passSecondStep(visitor(), codeAt(secret, visitor().now), browserWith('invented')))).toBe('SECOND_STEP_LAPSED');
  });

  it('is not gone round by a new invitation', async () => {
    const link = await inTransaction(db, (tx) => issueLink(tx, { purpose: 'invitation', accountId }, visitor().now));
    const started = await acceptInvitation(visitor(), link.path.replace('/welcome/', ''), '江河Xyz-9163', browserWith(null));
    expect(started.awaitsCode).toBe(true);
    expect(await findLiveSession(db, started.token, visitor().now)).toBeUndefined();
    await sql`update accounts set password_hash = (select password_hash from accounts where name = 'plain') where id = ${accountId}`.execute(owner);
  });

  it('finds nothing when the account was disabled in between', async () => {
    const { id } = await openAccount(operator, { name: 'leaver', role: 'streetStaff', division: '410402001000' });
    const context = visitor();
    const factor = await enrol(context, (await enter('leaver')).token);
    const { token } = await enter('leaver');
    await disableAccount(operator, id);
    expect(await outcome(passSecondStep(context, codeAt(factor.secret, context.now), browserWith(token)))).toBe('SECOND_STEP_LAPSED');
  });
});

describe('the second step after single sign-on', () => {
  it('remembers the provider, for signing out there too', async () => {
    const context = visitor();
    const account = await findAccountByName(db, 'holder');
    if (!account) throw new Error('no account');
    const { token } = await inTransaction(db, (tx) => startSession(tx, context, account, { ...browserWith(null), provider: 'office' }, 'sign-on:office'));
    const passed = await passSecondStep(context, codeAt(secret, context.now), browserWith(token));
    expect((await live(passed.token)).stored.provider).toBe('office');
  });
});

describe('a recovery code', () => {
  it('stands in once, however it is typed', async () => {
    const pass = async (code: string) => outcome(passSecondStep(visitor(), code, browserWith((await enter('holder')).token)));
    const [one = '', two = ''] = recoveryCodes;
    expect(await pass(one)).toBe('done');
    expect(await pass(one)).toBe('SECOND_CODE_WRONG');
    expect(await pass(two.toLowerCase().replaceAll('-', ' '))).toBe('done');
  });

  it('ends when new ones are made, which takes a code', async () => {
    const session = await live(await enterFully());
    expect(await outcome(renewRecoveryCodes(visitor(), session, '000000'))).toBe('SECOND_CODE_WRONG');
    const context = visitor(2);
    const fresh = await renewRecoveryCodes(context, session, codeAt(secret, context.now));
    expect(new Set(fresh).size).toBe(10);
    const pass = async (code: string) => outcome(passSecondStep(visitor(3), code, browserWith((await enter('holder', 3)).token)));
    expect(await pass(recoveryCodes[4] ?? '')).toBe('SECOND_CODE_WRONG');
    expect(await pass(fresh[0] ?? '')).toBe('done');
    recoveryCodes = fresh;
  });
});

describe('setting it up', () => {
  it('asks for the password, then for a code of the new secret, and ends sessions elsewhere', async () => {
    await openAccount(operator, { name: 'beginner', role: 'streetStaff', division: '410402001000' });
    const elsewhere = await enter('beginner');
    const { token } = await enter('beginner');
    const session = await live(token);
    expect(await outcome(confirmSecondFactor(visitor(), session, '000000'))).toBe('SECOND_FACTOR_NOT_BEGUN');
    expect(await outcome(beginSecondFactor(visitor(), session, 'wrong'))).toBe('PASSWORD_WRONG');
    expect(await outcome(beginSecondFactor(visitor(), session, undefined))).toBe('PASSWORD_WRONG');
    const first = await beginSecondFactor(visitor(), session, PASSWORD);
    expect(first.picture).toMatch(/^<svg /);
    const again = await beginSecondFactor(visitor(), session, PASSWORD);
    expect(await outcome(confirmSecondFactor(visitor(), session, codeAt(first.secret, visitor().now)))).toBe('SECOND_CODE_WRONG');
    expect((await enter('beginner')).awaitsCode).toBe(false);
    expect((await confirmSecondFactor(visitor(), session, codeAt(again.secret, visitor().now))).recoveryCodes).toHaveLength(10);
    expect(await findLiveSession(db, elsewhere.token, visitor().now)).toBeUndefined();
    expect(await findLiveSession(db, token, visitor().now)).toBeDefined();
    expect(await outcome(beginSecondFactor(visitor(), await live(token), PASSWORD))).toBe('SECOND_FACTOR_ACTIVE');
    // the code that confirmed does not sign in as well
    expect(await outcome(passSecondStep(visitor(), codeAt(again.secret, visitor().now), browserWith((await enter('beginner')).token)))).toBe(
      'SECOND_CODE_WRONG',
    );
  });

  it('keeps neither the secret nor the codes in clear', async () => {
    const { rows } = await sql<{ text: string }>`select (select string_agg(f::text, '') from second_factors f) ||
      (select string_agg(r::text, '') from recovery_codes r) || (select string_agg(e::text, '') from audit_entries e) as text`.execute(owner);
    const text = rows[0]?.text ?? '';
    expect(text.length).toBeGreaterThan(1000);
    for (const clear of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))]) expect(text).not.toContain(clear);
  });

  it('cannot be undone by moving another account’s row', async () => {
    await sql`update second_factors set secret_cipher = (select secret_cipher from second_factors where account_id <> ${accountId} limit 1)
      where account_id = ${accountId}`.execute(owner);
    const { token } = await enter('holder');
    await expect(passSecondStep(visitor(), '123456', browserWith(token))).rejects.toThrow('changed');
    await sql`update second_factors set secret_cipher = ${operator.platform.cipher.encrypt(secret, `second-factor/${accountId}`)} where account_id = ${accountId}`.execute(
      owner,
    );
  });
});

describe('taking it off', () => {
  const administrator = async (name: string) => ({ ...visitor(), actor: (await findActorByAccount(db, name, visitor().now)) ?? NOBODY });

  it('takes a code of it, and a post that needs one is closed until the next', async () => {
    const { id } = await openAccount(operator, { name: 'changer', role: 'districtCivilAffairsStaff', division: COUNTY });
    const context = visitor();
    const { token } = await enter('changer');
    const factor = await enrol(context, token);
    expect(await outcome(removeSecondFactor(context, await live(token), '000000'))).toBe('SECOND_CODE_WRONG');
    await removeSecondFactor(context, await live(token), codeAt(factor.secret, context.now));
    const { account, post } = await live(token);
    expect(restrictionOf(operator.platform.signIn, account, post, context.now)).toBe('enrol-second-factor');
    const { rows } = await sql`select from recovery_codes where account_id = ${id}`.execute(owner);
    expect(rows).toHaveLength(0);
  });

  it('by others takes two administrators, within the time, and ends every session', async () => {
    const system = await administrator('system');
    const security = await administrator('security');
    expect(await outcome(agreeToFactorReset(security, accountId))).toBe('FACTOR_RESET_NONE');
    expect(await outcome(requestFactorReset(security, accountId, '手机丢失'))).toBe('PERMISSION_MISSING');
    await requestFactorReset(system, accountId, '手机丢失');
    expect(await outcome(agreeToFactorReset(system, accountId))).toBe('PERMISSION_MISSING');
    const both = { ...system, actor: { ...system.actor, grants: grantsOf(['account.manage', 'security.manage']) } };
    expect(await outcome(agreeToFactorReset(both, accountId))).toBe('FACTOR_RESET_SAME');
    const late = { ...security, now: new Date(security.now.getTime() + 73 * 3_600_000) };
    expect(await outcome(agreeToFactorReset(late, accountId))).toBe('FACTOR_RESET_NONE');
    const token = await enterFully();
    await agreeToFactorReset(security, accountId);
    expect(await findLiveSession(db, token, visitor().now)).toBeUndefined();
    const next = await enter('holder');
    expect([next.awaitsCode, next.context.actor.grants.size]).toEqual([false, 0]);
    expect(await outcome(agreeToFactorReset(security, accountId))).toBe('FACTOR_RESET_NONE');
    expect(await outcome(requestFactorReset(system, accountId, '手机丢失'))).toBe('SECOND_FACTOR_NONE');
  });

  it('is nothing for one’s own account or another branch', async () => {
    const context = visitor();
    const { id } = await openAccount(operator, { name: 'sysown', role: 'systemAdministrator', division: COUNTY });
    await enrol(context, (await enter('sysown')).token);
    expect(await outcome(requestFactorReset(await administrator('sysown'), id, '手机丢失'))).toBe('ACCOUNT_OWN');
    const other = await openAccount(operator, { name: 'elsewhere', role: 'streetStaff', division: '410403001000' });
    expect(await outcome(requestFactorReset(await administrator('sysown'), other.id, '手机丢失'))).toBe('ACCOUNT_NOT_FOUND');
    expect(await outcome(resetFactorLocally(await administrator('sysown'), 'sysown'))).toBe('PERMISSION_MISSING');
    await resetFactorLocally(operator, 'sysown');
    expect(await outcome(resetFactorLocally(operator, 'sysown'))).toBe('SECOND_FACTOR_NONE');
    expect(await outcome(resetFactorLocally(operator, 'nobody'))).toBe('ACCOUNT_NOT_FOUND');
  });
});

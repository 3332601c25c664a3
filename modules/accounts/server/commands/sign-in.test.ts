import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { NOBODY } from '#platform/access/actor.ts';
import { signIn } from './sign-in.ts';
import { disableAccount } from './disable-account.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db);
const browser = { userAgent: 'test', formerToken: null };

/** Noon in China on 2023-11-20, and minutes after it. */
function visitor(minutes = 0, origin = '10.0.0.1') {
  return { ...testContext(db, { now: new Date(Date.UTC(2023, 10, 20, 4, minutes)).toISOString(), actor: NOBODY }), origin };
}

function attempt(account: string, password: string, minutes = 0, origin?: string): Promise<string> {
  return signIn(visitor(minutes, origin), { account, password }, browser).then(
    () => 'in',
    (error: { code: string }) => error.code,
  );
}

beforeAll(async () => {
  await loadTestDivisions(operator);
  await openAccount(operator, { name: 'wang.fang', role: 'districtCivilAffairsStaff', division: '410402000000' });
  await openAccount(operator, { name: 'invited', role: 'districtCivilAffairsStaff', division: '410402000000', password: false });
  const { id } = await openAccount(operator, { name: 'left', role: 'districtCivilAffairsStaff', division: '410402000000' });
  await disableAccount(operator, id);
});

beforeEach(async () => {
  await sql`truncate sign_in_attempts`.execute(owner);
});

describe('sign-in', () => {
  it.each([
    ['the right password', 'wang.fang', PASSWORD, 'in'],
    ['the name in capitals and with spaces', ' WANG.Fang ', PASSWORD, 'in'],
    ['a wrong password', 'wang.fang', `${PASSWORD}x`, 'SIGN_IN_FAILED'],
    ['the password in other capitals', 'wang.fang', PASSWORD.toLowerCase(), 'SIGN_IN_FAILED'],
    ['an unknown account', 'nobody', PASSWORD, 'SIGN_IN_FAILED'],
    ['a disabled account', 'left', PASSWORD, 'SIGN_IN_FAILED'],
    ['an account without a password', 'invited', PASSWORD, 'SIGN_IN_FAILED'],
  ])('answers %s', async (_name, account, password, answer) => {
    expect(await attempt(account, password)).toBe(answer);
  });

  it('locks after five failures, even for the right password, and opens half an hour later', async () => {
    for (let count = 0; count < 5; count += 1) expect(await attempt('wang.fang', 'wrong')).toBe('SIGN_IN_FAILED');
    expect(await attempt('wang.fang', PASSWORD)).toBe('SIGN_IN_LOCKED');
    expect(await attempt('wang.fang', PASSWORD, 29, '10.0.0.2')).toBe('SIGN_IN_LOCKED');
    expect(await attempt('wang.fang', PASSWORD, 31)).toBe('in');
  });

  it('locks an unknown name just the same', async () => {
    for (let count = 0; count < 5; count += 1) await attempt('nobody', 'wrong');
    expect(await attempt('nobody', 'wrong')).toBe('SIGN_IN_LOCKED');
  });

  it('starts counting afresh after a success', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < 4; count += 1) await attempt('wang.fang', 'wrong');
      expect(await attempt('wang.fang', PASSWORD)).toBe('in');
    }
  });

  it('looks at five of many guesses that come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => attempt('wang.fang', 'wrong')));
    expect(answers.filter((answer) => answer === 'SIGN_IN_FAILED')).toHaveLength(5);
    expect(answers.filter((answer) => answer === 'SIGN_IN_LOCKED')).toHaveLength(7);
  });

  it('locks an address that tries many names', async () => {
    await sql`insert into sign_in_attempts values (${operator.platform.cipher.digest('10.0.0.9', 'sign-in-address')}, 50, '2023-11-20T04:30:00Z')`.execute(
      owner,
    );
    expect(await attempt('wang.fang', PASSWORD, 0, '10.0.0.9')).toBe('SIGN_IN_LOCKED');
    expect(await attempt('wang.fang', PASSWORD, 0, '10.0.0.8')).toBe('in');
  });

  it('writes successes and refusals to the audit trail, never what was typed', async () => {
    await attempt('wang.fang', PASSWORD);
    await attempt('Secret-typed-as-name', 'wrong');
    const { rows } = await sql<{ action: string; text: string }>`select action, details::text as text from audit_entries order by at desc, number desc`.execute(
      owner,
    );
    expect(rows.some((row) => row.action === 'session.started')).toBe(true);
    expect(rows.some((row) => row.action === 'session.refused')).toBe(true);
    expect(rows.map((row) => row.text).join('')).not.toMatch(/secret-typed-as-name/i);
  });

  it('keeps neither passwords nor session tokens in clear', async () => {
    const { token } = await signIn(visitor(), { account: 'wang.fang', password: PASSWORD }, browser);
    const { rows } = await sql<{
      text: string;
    }>`select a::text || coalesce((select string_agg(s::text, '') from sessions s), '') as text from accounts a`.execute(owner);
    const all = rows.map((row) => row.text).join('');
    expect(all).not.toContain(PASSWORD);
    expect(all).not.toContain(token);
  });
});

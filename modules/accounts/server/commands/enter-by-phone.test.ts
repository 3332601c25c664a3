import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { NOBODY } from '#platform/access/actor.ts';
import { inTransaction } from '#platform/db/database.ts';
import type { CodeMessage } from '#platform/notify/code-messages.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { findLiveSession } from '../authenticator.ts';
import { findPersonVisit, listPersonSessions } from '../person-authenticator.ts';
import { setPersonClosed } from './close-person.ts';
import { endPersonSession } from './end-person-session.ts';
import { enterByPhone } from './enter-by-phone.ts';
import { giveHat } from './give-hat.ts';
import { requestPhoneCode } from './request-phone-code.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db);
const browser = { userAgent: 'test', formerToken: null };
const NOON = Date.UTC(2023, 10, 20, 4);
const sent: CodeMessage[] = [];
const messages = { isOpen: async () => true, sendCode: async (message: CodeMessage) => void sent.push(message) };
let hour = 0;

function visitor(seconds = 0, origin = '10.0.0.1') {
  const now = new Date(NOON + hour * 3_600_000 + seconds * 1000).toISOString();
  return { ...testContext(db, { now, actor: NOBODY, messages }), origin };
}

beforeEach(async () => {
  hour += 1;
  sent.length = 0;
  await sql`truncate sign_in_attempts`.execute(owner);
});

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

async function codeFor(phone: string, seconds = 0): Promise<string> {
  await (await requestPhoneCode(visitor(seconds), phone)).sent;
  return sent.at(-1)?.code ?? '';
}

const enter = (phone: string, code: string, seconds = 0, agreed = true) =>
  enterByPhone(visitor(seconds), { phone, code, agreed }, browser).then(({ token }) => token);

describe('a code', () => {
  it('opens the person’s account, whoever comes a second time finds the same', async () => {
    const token = await enter('13800138001', await codeFor('13800138001'));
    const first = await findPersonVisit(visitor(), token);
    expect(first).toMatchObject({ maskedPhone: '138****8001', displayName: '用户8001', hats: [] });
    const again = await enter('+86 138-0013-8001', await codeFor('13800138001', 61), 62, false);
    expect((await findPersonVisit(visitor(62), again))?.id).toBe(first?.id);
  });

  it('works once, for its own number, for five minutes and five tries', async () => {
    const code = await codeFor('13800138002');
    expect(await outcome(enter('13800138003', code))).toBe('PHONE_CODE_WRONG');
    expect(await outcome(enter('13800138002', code, 301))).toBe('PHONE_CODE_WRONG');
    expect(await outcome(enter('13800138002', code, 299))).toBe('done');
    expect(await outcome(enter('13800138002', code, 299))).toBe('PHONE_CODE_WRONG');
    const next = await codeFor('13800138002', 400);
    for (let count = 0; count < 5; count += 1) expect(await outcome(enter('13800138002', 'x', 401))).toBe('PHONE_CODE_WRONG');
    expect(await outcome(enter('13800138002', next, 402))).toBe('PHONE_CODE_WRONG');
  });

  it('lets one of two at once in', async () => {
    const code = await codeFor('13800138004');
    const answers = await Promise.all([outcome(enter('13800138004', code)), outcome(enter('13800138004', code))]);
    expect(answers.sort()).toEqual(['PHONE_CODE_WRONG', 'done']);
  });

  it.each(['', '123', '12345678901', '1380013800a', '23800138000'])('is not sent to %j', async (phone) => {
    expect(await outcome(requestPhoneCode(visitor(), phone))).toBe('PHONE_INVALID');
    expect(sent).toEqual([]);
  });

  it('is not sent twice within a minute, nor more than five times an hour, nor thirty times to one address', async () => {
    await codeFor('13800138005');
    await codeFor('13800138005', 30);
    expect(sent).toHaveLength(1);
    for (const seconds of [61, 122, 183]) await codeFor('13800138005', seconds);
    expect(sent).toHaveLength(4);
    expect(await outcome(requestPhoneCode(visitor(250), '13800138005'))).toBe('SIGN_IN_LOCKED');
    for (let number = 0; number < 24; number += 1) await codeFor(`138002000${String(number).padStart(2, '0')}`, 260);
    expect(await outcome(requestPhoneCode(visitor(270), '13800209999'))).toBe('SIGN_IN_LOCKED');
    expect(await outcome(requestPhoneCode(visitor(270, '10.0.0.2'), '13800209999'))).toBe('done');
  });

  it('needs agreement the first time, and is not used up by asking without', async () => {
    const code = await codeFor('13800138006');
    expect(await outcome(enter('13800138006', code, 1, false))).toBe('NOTICE_NOT_AGREED');
    expect(await outcome(enter('13800138006', code, 2))).toBe('done');
  });

  it('is not asked for where no messages are sent', async () => {
    const closed = testContext(db, { actor: NOBODY });
    expect(await outcome(requestPhoneCode(closed, '13800138007'))).toBe('PHONE_SIGN_IN_CLOSED');
  });

  it('that could not be sent is told in the trail alone', async () => {
    const failing = { isOpen: async () => true, sendCode: () => Promise.reject(new Error('gateway down')) };
    const context = { ...visitor(), platform: { ...visitor().platform, messages: failing } };
    await (await requestPhoneCode(context, '13800138008')).sent;
    const { rows } = await sql`select from audit_entries where action = 'phone-code.not-sent'`.execute(owner);
    expect(rows).toHaveLength(1);
  });

  it('and its telephone are nowhere in clear', async () => {
    const code = await codeFor('13800138009');
    await enter('13800138009', code);
    const { rows } = await sql<{
      text: string;
    }>`select (select string_agg(p::text, '') from persons p) || (select string_agg(c::text, '') from phone_codes c) ||
      (select string_agg(e::text, '') from audit_entries e) || (select string_agg(a::text, '') from accounts a) as text`.execute(owner);
    expect(rows[0]?.text.length).toBeGreaterThan(1000);
    expect(rows[0]?.text).not.toContain('13800138009');
  });
});

describe('a person', () => {
  it('opens nothing of the console', async () => {
    const token = await enter('13800138010', await codeFor('13800138010'));
    expect(await findLiveSession(db, token, visitor().now)).toBeUndefined();
  });

  it('wears several hats', async () => {
    const token = await enter('13800138011', await codeFor('13800138011'));
    const { id } = (await findPersonVisit(visitor(), token)) ?? { id: 0 };
    const give = (hat: 'resident' | 'leader', organizationId: number | null) =>
      inTransaction(db, (tx) => giveHat(tx, operator, { personId: id, hat, div: 410402001001, organizationId }));
    await give('resident', null);
    await give('leader', 7);
    await give('leader', 7);
    expect((await findPersonVisit(visitor(), token))?.hats.map(({ hat }) => hat)).toEqual(['resident', 'leader']);
  });

  it('closed, is out at once, gets no code and no other answer', async () => {
    const token = await enter('13800138012', await codeFor('13800138012'));
    await setPersonClosed(operator, '13800138012', true);
    expect(await findPersonVisit(visitor(), token)).toBeUndefined();
    sent.length = 0;
    expect(await outcome(requestPhoneCode(visitor(61), '13800138012'))).toBe('done');
    expect(sent).toEqual([]);
    await setPersonClosed(operator, '13800138012', false);
    expect(await outcome(enter('13800138012', await codeFor('13800138012', 130), 131))).toBe('done');
    expect(await outcome(setPersonClosed(operator, '13999999999', true))).toBe('PERSON_NOT_FOUND');
    expect(await outcome(setPersonClosed(visitor(), '13800138012', true))).toBe('PERMISSION_MISSING');
  });

  it('lists and ends the own sessions, and no others', async () => {
    const token = await enter('13800138013', await codeFor('13800138013'));
    const elsewhere = await enter('13800138013', await codeFor('13800138013', 61), 62);
    const stranger = await enter('13800138014', await codeFor('13800138014', 63), 64);
    const [own, other] = [await findPersonVisit(visitor(65), token), await findPersonVisit(visitor(65), stranger)];
    if (!own || !other) throw new Error('nobody is there');
    const away = (await listPersonSessions(visitor(65), own)).find(({ id }) => id !== own.sessionId)?.id ?? '';
    expect(await outcome(endPersonSession(visitor(65), other, away))).toBe('SESSION_NOT_FOUND');
    expect(await outcome(endPersonSession(visitor(65), own, away))).toBe('done');
    expect(await findPersonVisit(visitor(66), elsewhere)).toBeUndefined();
    expect(await findPersonVisit(visitor(66 + 31 * 60), token)).toBeUndefined();
  });
});

describe('a browser that the person signed in with', () => {
  const ELSEWHERE = '10.9.0.1';

  async function enterFrom(phone: string, code: string, browserToken: string | null, seconds = 0) {
    return enterByPhone(visitor(seconds), { phone, code, agreed: true }, { ...browser, browserToken });
  }

  /** @returns the newest code sent to the telephone */
  async function askFrom(phone: string, browserToken: string | null, seconds = 0, origin?: string): Promise<string> {
    await (await requestPhoneCode(visitor(seconds, origin), phone, browserToken)).sent;
    return sent.at(-1)?.code ?? '';
  }

  async function known(phone: string): Promise<string> {
    return (await enterFrom(phone, await codeFor(phone), null)).browserToken;
  }

  it('gets codes when strangers used up those of the telephone', async () => {
    const phone = '13800138021';
    const token = await known(phone);
    for (let count = 1; count < 5; count += 1) await askFrom(phone, null, count * 61, ELSEWHERE);
    expect(await outcome(askFrom(phone, null, 400))).toBe('SIGN_IN_LOCKED');
    const code = await askFrom(phone, token, 400);
    const { browserToken } = await enterFrom(phone, code, token, 401);
    // five an hour as well
    for (let count = 0; count < 4; count += 1) await askFrom(phone, browserToken, 500 + count * 61);
    expect(await outcome(askFrom(phone, browserToken, 900))).toBe('SIGN_IN_LOCKED');
  });

  it('enters with its own code, whatever strangers ask for and try meanwhile', async () => {
    const phone = '13800138022';
    const token = await known(phone);
    const strangers = await askFrom(phone, null, 100, ELSEWHERE);
    // not held back by the pause after theirs
    const own = await askFrom(phone, token, 101);
    expect(sent).toHaveLength(3);
    for (let count = 0; count < 6; count += 1)
      expect(await outcome(enterFrom(phone, own === '000000' ? '000001' : '000000', null, 102))).toBe('PHONE_CODE_WRONG');
    await askFrom(phone, null, 170, ELSEWHERE);
    expect(await outcome(enterFrom(phone, strangers, token, 171))).toBe('PHONE_CODE_WRONG');
    expect(await outcome(enterFrom(phone, own, null, 171))).toBe('PHONE_CODE_WRONG');
    expect(await outcome(enterFrom(phone, own, token, 171))).toBe('done');
    expect(await outcome(enterFrom(phone, own, token, 171))).toBe('PHONE_CODE_WRONG');
  });

  it('has five tries for a code, and is not held up by others behind its address', async () => {
    const phone = '13800138023';
    const token = await known(phone);
    await sql`insert into sign_in_attempts values (${operator.platform.cipher.digest('10.0.0.1', 'phone-code-tries')}, 50, ${new Date(visitor(1800).now)}),
      (${operator.platform.cipher.digest('10.0.0.1', 'phone-code-address')}, 30, ${new Date(visitor(1800).now)})
      on conflict (subject) do update set attempts = excluded.attempts, ends_at = excluded.ends_at`.execute(owner);
    expect(await outcome(askFrom(phone, null, 61))).toBe('SIGN_IN_LOCKED');
    const code = await askFrom(phone, token, 61);
    for (let count = 0; count < 5; count += 1) expect(await outcome(enterFrom(phone, 'x', token, 62))).toBe('PHONE_CODE_WRONG');
    expect(await outcome(enterFrom(phone, code, token, 62))).toBe('PHONE_CODE_WRONG');
    expect(await outcome(enterFrom(phone, await askFrom(phone, token, 130), token, 131))).toBe('done');
  });

  it('is a stranger to every other telephone, and to its own after the account was closed', async () => {
    const token = await known('13800138024');
    for (let count = 0; count < 5; count += 1) await askFrom('13800138025', null, count * 61, ELSEWHERE);
    expect(await outcome(askFrom('13800138025', token, 400))).toBe('SIGN_IN_LOCKED');
    await setPersonClosed(operator, '13800138024', true);
    await setPersonClosed(operator, '13800138024', false);
    for (let count = 1; count < 5; count += 1) await askFrom('13800138024', null, count * 61, ELSEWHERE);
    expect(await outcome(askFrom('13800138024', token, 400))).toBe('SIGN_IN_LOCKED');
  });
});

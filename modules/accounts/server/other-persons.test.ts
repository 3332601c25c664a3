/** What one person says, takes back or asks for stays theirs: nothing of it shows with another person, and nothing of another's goes. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { NOBODY } from '#platform/access/actor.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import { rangeOf } from '#shared/division-code.ts';
import { loadTestDivisions } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { answerCorrection } from './commands/answer-correction.ts';
import { closeOwnAccount } from './commands/close-own-account.ts';
import { giveHat } from './commands/give-hat.ts';
import { requestCorrection } from './commands/request-correction.ts';
import { registerHome, registerPartyMember } from './commands/say-of-oneself.ts';
import { takeOffHat } from './commands/take-off-hat.ts';
import { withdrawConsent } from './commands/withdraw-consent.ts';
import { storeConsent } from './consent-store.ts';
import { changeToken, forgetBrowserOfSession, forgetBrowsersOf, keepNewestBrowsers, readKnownBrowsers, storeKnownBrowser } from './known-browser-store.ts';
import { correctionOwnData } from './own-correction-data.ts';
import { accountOwnData } from './own-data.ts';
import { insertPerson, PERSON_PHONE } from './person-store.ts';
import { getOwnData } from './queries/get-own-data.ts';
import { listCorrections } from './queries/list-corrections.ts';
import { findReset, findSecondFactor, storeConfirmed, storeNewSecret, storeReset } from './second-factor-store.ts';

const PLACE = '410402001001';
const { db } = await createTestDatabase();
const operator = testContext(db);
const PARTS = [accountOwnData, correctionOwnData];

const as = (id: number) => testContext(db, { actor: { ...NOBODY, id: String(id) } });
const data = async (id: number) => (await getOwnData(as(id), as(id), PARTS, 50)).map(({ title, rows }) => ({ title, rows }));

/** Says everything that can be said, and agrees to it. */
async function openPerson(id: number, phone: string): Promise<void> {
  const { cipher } = operator.platform;
  await inTransaction(db, async (tx) => {
    const phoneCipher = cipher.encrypt(phone, PERSON_PHONE);
    await insertPerson(tx, { id, displayName: `用户${id}`, phoneCipher, phoneIndex: cipher.blindIndex(phone, 'phone'), now: operator.now });
    await storeConsent(tx, { accountId: id, purpose: 'account', textVersion: 1, now: operator.now, givenBy: String(id) });
    await giveHat(tx, operator, { personId: id, hat: 'volunteer', div: Number(PLACE), organizationId: null });
  });
  await registerHome(as(id), { code: PLACE, agreed: true });
  await registerPartyMember(as(id), { code: PLACE, agreed: true });
}

const ask = (id: number, place: string) =>
  requestCorrection(as(id), { place, formKey: randomUUID(), about: 'ledger', name: '张小明', wrong: '住址写错了', right: `${id}的` });

beforeAll(async () => {
  await loadTestDivisions(operator);
  await openPerson(7001, '13800180001');
  await openPerson(7002, '13800180002');
  await ask(7002, '410403001000');
});

it('one person’s account holds nothing of another’s', async () => {
  const titles = Object.fromEntries((await data(7001)).map(({ title, rows }) => [title, rows.length]));
  expect(titles).toMatchObject({ 账号: 1, 身份: 3, 更正申请: 0, 同意记录: 3 });
});

it.each([
  [
    'agreeing to a newer text',
    () => inTransaction(db, (tx) => storeConsent(tx, { accountId: 7001, purpose: 'residence', textVersion: 9, now: operator.now, givenBy: '7001' })),
  ],
  ['taking a consent back', () => withdrawConsent(as(7001), 'partyMember', PARTS)],
  ['being a volunteer no more', () => inTransaction(db, (tx) => takeOffHat(tx, operator, { personId: 7001, hat: 'volunteer' }))],
  ['closing the account', () => closeOwnAccount(as(7001), PARTS)],
] as [string, () => Promise<unknown>][])('%s changes nothing of another’s', async (_what, act) => {
  const [own, others] = [await data(7001), await data(7002)];
  await act();
  expect(await data(7002)).toEqual(others);
  expect(await data(7001).catch(() => 'closed')).not.toEqual(own);
});

it('what was answered is listed where it was answered, and in no other place', async () => {
  const office = (code: number) => {
    const grants = new Map([['correction.answer', new Set(['personal'] as const)]]);
    return testContext(db, { actor: { ...NOBODY, id: '8', name: '王芳', grants, division: code, divisionLevel: 'county', range: rangeOf(code, 'county') } });
  };
  const there = office(410403000000);
  const [waiting] = (await listCorrections(there, { limit: 20, withTotal: true })).items;
  await answerCorrection(there, { id: Number(waiting?.id), version: waiting?.version ?? 0, outcome: 'corrected', answer: '已更正' });
  const ended = async (context: typeof there) => {
    const { items, total } = await listCorrections(context, { standing: 'ended', limit: 20, withTotal: true });
    return [items.map(({ id }) => id), total];
  };
  expect(await ended(there)).toEqual([[waiting?.id], 1]);
  expect(await ended(office(410402000000))).toEqual([[], 0]);
});

it('a browser that another knows, or that lapsed, is neither shown nor taken up again', async () => {
  const { now } = operator;
  const at = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const browser = (id: string, accountId: number, from: Date, expiresAt: Date) => ({ id, accountId, tokenDigest: id, sessionId: id, now: from, expiresAt });
  await inTransaction(db, async (tx) => {
    for (const one of [browser('own', 7002, now, at(1)), browser('other', 7001, now, at(1)), browser('lapsed', 7002, at(-2), at(-1))])
      await storeKnownBrowser(tx, one);
    await changeToken(tx, 'lapsed', 'taken up', now);
  });
  expect((await readKnownBrowsers(db, 7002, now)).map(({ expiresAt }) => expiresAt)).toEqual([at(1)]);
  const { rows } = await sql<{ digest: string }>`select token_digest as digest from known_browsers where id = 'lapsed'`.execute(db);
  expect(rows[0]?.digest).toBe('lapsed');
});

it.each<[string, (tx: Transaction) => Promise<void>]>([
  ['all but the newest', (tx) => keepNewestBrowsers(tx, 7001, 0)],
  ['all', (tx) => forgetBrowsersOf(tx, 7001)],
  ['that of a session', (tx) => forgetBrowserOfSession(tx, 7001, 'own')],
])('forgetting one person’s browsers, %s, forgets none of another’s', async (_which, forget) => {
  const others = await readKnownBrowsers(db, 7002, operator.now);
  expect(others).toHaveLength(1);
  await inTransaction(db, forget);
  expect(await readKnownBrowsers(db, 7002, operator.now)).toEqual(others);
});

it('a number typed into the reason of a reset is masked before it is kept', async () => {
  const request = { requestedBy: 7001, requestedAt: operator.now, expiresAt: new Date(operator.now.getTime() + 60_000), reason: '手机丢了，问13800001234' };
  await inTransaction(db, (tx) => storeReset(tx, 7002, request));
  expect((await findReset(db, 7002, operator.now))?.reason).toBe('手机丢了，问138****1234');
});

it('a second factor that one person confirms is not another’s', async () => {
  const factorOf = (id: number) => findSecondFactor(operator, db, id);
  await inTransaction(db, async (tx) => {
    for (const id of [7001, 7002]) await storeNewSecret(tx, operator, id, 'JBSWY3DPEHPK3PXP');
    await storeConfirmed(tx, 7002, operator.now);
  });
  expect([(await factorOf(7001))?.confirmedAt, (await factorOf(7002))?.confirmedAt]).toEqual([null, operator.now]);
});

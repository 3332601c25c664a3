import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { createServer } from '#apps/server/create-server.ts';
import { grantsOf } from '#platform/access/actor.ts';
import { codeOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { COMMUNITY, desksOf, meansWith, openNeedPlaces, OTHER_COMMUNITY, STREET } from '#tests/support/needs.ts';
import { actAsOffice } from './commands/act-on-need.ts';
import { watchNeeds } from './commands/watch-needs.ts';
import { addProgram, disableProgram, listPrograms, rotateKey } from './programs/keep-programs.ts';
import { signatureOf, type SignatureAlgorithm } from './programs/signature.ts';
import { getNeed } from './queries/get-need.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { committee, otherCommittee } = desksOf(operator);
const admin = { ...committee, actor: { ...committee.actor, grants: grantsOf(['account.manage']) } };
const { app } = await createServer({ platform: operator.platform, log: false });
const NOW = Math.floor(operator.now.getTime() / 1000);

interface Sending {
  key: string;
  secret: string;
  body?: object;
  nonce?: string;
  seconds?: number;
  algorithm?: SignatureAlgorithm;
  /** other bytes than those that were signed */
  sent?: string;
  /** another address than the one that was signed */
  to?: string;
}

function send(method: 'GET' | 'POST', path: string, { key, secret, body, nonce = randomUUID(), seconds = NOW, algorithm, sent, to = path }: Sending) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const signature = signatureOf({ method, path, timestamp: String(seconds), nonce, body: text }, secret, algorithm);
  const headers = { 'x-wotu-key': key, 'x-wotu-timestamp': String(seconds), 'x-wotu-nonce': nonce, 'x-wotu-signature': signature };
  return app.inject({
    method,
    url: to,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { payload: sent ?? text }),
  });
}
const PATH = '/api/v1/programs/needs';
const need = (number: string, more: object = {}) => ({ number, title: '楼下要一个充电的棚子', category: 'safety', division: codeOf(COMMUNITY), ...more });
let key = '';
let secret = '';
let id = 0;

beforeAll(async () => {
  await openNeedPlaces(operator);
  const made = await addProgram(admin, { name: '社区家园网', channel: 'communityPortal', division: codeOf(COMMUNITY) });
  ({ secret } = made);
  key = made.program.keyId;
  id = Number(made.program.id);
}, 60_000);
afterAll(() => app.close());

describe('a program of others', () => {
  it('passes a need on once, and hears how far it came', async () => {
    const body = need('JY-1', { name: '王秀英', phone: '13800138000', hasConsent: true, dueOn: '2023-11-22' });
    const first = await send('POST', PATH, { key, secret, body });
    expect([first.statusCode, first.json()]).toEqual([
      200,
      expect.objectContaining({ number: 'JY-1', state: 'received', isRepeated: false, dueOn: '2023-11-22' }),
    ]);
    const again = await send('POST', PATH, { key, secret, body: { ...body, title: '换了一句话说' }, algorithm: 'sm3' });
    expect(again.json()).toEqual({ ...first.json(), isRepeated: true });
    const { rows } = await sql<{ id: number }>`select id from needs where external_number = 'JY-1'`.execute(owner);
    expect(rows).toHaveLength(1);
    const kept = await getNeed(committee, meansWith(), Number(rows[0]?.id));
    expect([kept.channelName, kept.external, kept.steps[0]?.by, kept.requester.phone]).toEqual([
      '社区家园网',
      { source: '社区家园网', number: 'JY-1' },
      '社区家园网',
      '138****8000',
    ]);
    await actAsOffice(committee, { id: Number(rows[0]?.id), version: 1, action: 'return', input: { reason: '请打供电所的电话' } });
    const standing = await send('GET', `${PATH}/JY-1`, { key, secret });
    expect(standing.json()).toMatchObject({ state: 'returned', reason: '请打供电所的电话', services: 0, stars: null });
  });

  it('sent twice at once, passes one need on', async () => {
    const replies = await Promise.all([1, 2, 3].map(() => send('POST', PATH, { key, secret, body: need('JY-2') })));
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(replies.filter((reply) => reply.json().isRepeated === false)).toHaveLength(1);
  });

  it("sent again after it was passed on to a place outside the program's own is the same need", async () => {
    const first = await send('POST', PATH, { key, secret, body: need('JY-4') });
    const { rows } = await sql<{ id: number }>`select id from needs where external_number = 'JY-4'`.execute(owner);
    const input = { reason: '他们的楼', division: codeOf(OTHER_COMMUNITY) };
    await actAsOffice(committee, { id: Number(rows[0]?.id), version: 1, action: 'transfer', input });
    const again = await send('POST', PATH, { key, secret, body: need('JY-4') });
    expect([again.statusCode, again.json()]).toEqual([200, { ...first.json(), isRepeated: true }]);
    expect((await send('GET', `${PATH}/JY-4`, { key, secret })).statusCode).toBe(200);
  });

  it.each([
    ['without a signature', () => app.inject({ method: 'POST', url: PATH, payload: need('X') }), '401 PROGRAM_UNSIGNED'],
    ['with another secret', () => send('POST', PATH, { key, secret: 'x'.repeat(43), body: need('X') }), '401 PROGRAM_SIGNATURE_WRONG'],
    ['with a key that nobody has', () => send('POST', PATH, { key: 'wnAAAAAAAAAAAA', secret, body: need('X') }), '401 PROGRAM_SIGNATURE_WRONG'],
    ['with a changed body', () => send('POST', PATH, { key, secret, body: need('X'), sent: JSON.stringify(need('Y')) }), '401 PROGRAM_SIGNATURE_WRONG'],
    ['signed for another address', () => send('GET', `${PATH}/JY-2`, { key, secret, to: `${PATH}/JY-1` }), '401 PROGRAM_SIGNATURE_WRONG'],
    ['signed without the question of its address', () => send('GET', `${PATH}/JY-1`, { key, secret, to: `${PATH}/JY-1?a=1` }), '401 PROGRAM_SIGNATURE_WRONG'],
    ['about a number that it never passed on', () => send('GET', `${PATH}/JY-9`, { key, secret }), '404 NEED_NOT_FOUND'],
    ['from an old time', () => send('POST', PATH, { key, secret, body: need('X'), seconds: NOW - 301 }), '401 PROGRAM_CLOCK'],
    ['from a time to come', () => send('POST', PATH, { key, secret, body: need('X'), seconds: NOW + 301 }), '401 PROGRAM_CLOCK'],
    ['for a place outside its own', () => send('POST', PATH, { key, secret, body: need('X', { division: codeOf(OTHER_COMMUNITY) }) }), '404 RECORD_NOT_FOUND'],
    ['with a person but no consent', () => send('POST', PATH, { key, secret, body: need('X', { phone: '13800138000' }) }), '422 NEED_CONSENT_MISSING'],
    ['that is no need', () => send('POST', PATH, { key, secret, body: { number: 'X' } }), '422 INPUT_INVALID'],
  ])('%s is refused', async (_name, ask, expected) => {
    const reply = await ask();
    expect(`${reply.statusCode} ${reply.json().code}`).toBe(expected);
    const { rows } = await sql`select id from needs where external_number in ('X', 'Y')`.execute(owner);
    expect(rows).toEqual([]);
  });

  it('cannot be played back, until its nonces are forgotten and its time is past', async () => {
    const nonce = randomUUID();
    const once = { key, secret, body: need('JY-3'), nonce };
    expect((await send('POST', PATH, once)).statusCode).toBe(200);
    const again = await send('POST', PATH, once);
    expect([again.statusCode, again.json().code]).toEqual([409, 'PROGRAM_REPLAYED']);
    await watchNeeds({ ...operator, now: new Date(operator.now.getTime() + 2 * 86_400_000) });
    expect((await sql`select nonce from need_program_nonces`.execute(owner)).rows).toEqual([]);
  });

  it('may do nothing else', async () => {
    const reply = await send('GET', '/api/v1/needs', { key, secret });
    expect([reply.statusCode, reply.json().code]).toEqual([401, 'NOT_SIGNED_IN']);
  });

  it('changes its key over within a day, or at once, and is put out of use', async () => {
    const fresh = await rotateKey(admin, id, false);
    expect(fresh.secret).not.toBe(secret);
    for (const one of [secret, fresh.secret]) expect((await send('GET', `${PATH}/JY-1`, { key, secret: one })).statusCode).toBe(200);
    const last = await rotateKey(admin, id, true);
    for (const one of [secret, fresh.secret]) expect((await send('GET', `${PATH}/JY-1`, { key, secret: one })).statusCode).toBe(401);
    expect((await send('GET', `${PATH}/JY-1`, { key, secret: last.secret })).statusCode).toBe(200);
    expect(JSON.stringify(await listPrograms(admin))).not.toContain(last.secret);
    await disableProgram(admin, id);
    expect((await disableProgram(admin, id)).disabledAt).not.toBeNull();
    expect((await send('GET', `${PATH}/JY-1`, { key, secret: last.secret })).statusCode).toBe(401);
    await expect(rotateKey(admin, id, false)).rejects.toThrow(/已经停用/);
  });

  it('has keys that whoever manages the place keeps, and nobody else', async () => {
    await expect(listPrograms(committee)).rejects.toThrow(Refusal);
    await expect(addProgram(committee, { name: '别的', channel: 'smartPlatform', division: codeOf(COMMUNITY) })).rejects.toThrow(Refusal);
    await expect(addProgram(admin, { name: '别的', channel: 'smartPlatform', division: codeOf(STREET) })).rejects.toThrow(Refusal);
    const other = { ...otherCommittee, actor: { ...otherCommittee.actor, grants: grantsOf(['account.manage']) } };
    expect(await listPrograms(other)).toEqual([]);
    await expect(disableProgram(other, id)).rejects.toThrow(/没有找到/);
  });
});

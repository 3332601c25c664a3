/** Whatever changes something can be sent again with its key: it is done once, and the answer is the same. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepExpiredKeys } from '#platform/idempotency/once-per-key.ts';
import { takesIdempotencyKey } from '#shared/route.ts';
import { noteFigure, timeLimit, trials } from '#tests/support/sizes.ts';
import { type House, openHouse } from './open-house.ts';
import { XINHUA } from './places.ts';
import { type Question, send } from './question.ts';
import { NEW_TRAINING, type Write, WRITES } from './writes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, timeLimit(120));
afterAll(() => house.app.close());

const CLERK = 'districtCivilAffairsStaff';

function ask(role: string, question: Question, key: string) {
  const cookie = house.seats.find((seat) => seat.role === role)?.cookie;
  return house.app.inject({ ...question, headers: { cookie, 'idempotency-key': key, ...question.headers } });
}

const routeOf = (operation: string) => house.routes.find(({ operationId }) => operationId === operation);
const training = (name: string): Question => send('POST', '/registers/trainings/records', { values: { ...NEW_TRAINING, name } });

async function count(query: ReturnType<typeof sql<{ count: number }>>): Promise<number> {
  return (await query.execute(house.owner)).rows[0]?.count ?? -1;
}
const entries = () => count(sql`select count(*)::int as count from audit_entries`);
const trainings = (pattern: string) => count(sql`select count(*)::int as count from trainings where name like ${pattern}`);

/** A repetition is asked by somebody else: by nobody after the session ended, by another post after the switch. */
const CHANGES_WHO_ASKS = ['session.signOut', 'sessions.endSession', 'session.switchPost'];

describe('every operation that changes something', () => {
  it.each(WRITES)('$operation by $role is done once for one key', async ({ operation, role, ask: question }: Write) => {
    const asked = await question(house);
    const key = randomUUID();
    const first = await ask(role, asked, key);
    expect([first.statusCode, first.statusCode === 200 ? '' : first.body]).toEqual([200, '']);
    const route = routeOf(operation);
    if (!route || !takesIdempotencyKey(route) || CHANGES_WHO_ASKS.includes(operation)) return;
    const before = await entries();
    const again = await ask(role, asked, key);
    expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
    expect(await entries()).toBe(before);
  });

  it('says so in the document of the interface', async () => {
    const document = (await house.app.inject('/api/v1/openapi.json')).json();
    for (const route of house.routes) {
      const operation = document.paths[route.path.replaceAll(/:(\w+)/g, '{$1}')][route.method.toLowerCase()];
      const named = operation.parameters.some(({ name }: { name: string }) => name === 'Idempotency-Key');
      expect([route.operationId, named]).toEqual([route.operationId, takesIdempotencyKey(route)]);
    }
  });
});

describe('a key', () => {
  const KEYS = trials(40, 1000);

  it(
    'has one effect, however many send it at once',
    async () => {
      let doubled = 0;
      let unclear = 0;
      for (let number = 0; number < KEYS; number += 1) {
        const [key, name] = [randomUUID(), `并发${String(number).padStart(5, '0')}`];
        const replies = await Promise.all(Array.from({ length: 5 }, () => ask(CLERK, training(name), key)));
        const late = await ask(CLERK, training(name), key);
        const ids = new Set([...replies, late].filter(({ statusCode }) => statusCode === 200).map((reply) => reply.json().id));
        if (late.statusCode !== 200 || replies.some(({ statusCode }) => statusCode !== 200 && statusCode !== 409)) unclear += 1;
        if (ids.size !== 1) doubled += 1;
      }
      const stored = await trainings('并发%');
      noteFigure({
        promise: 'one effect per idempotency key',
        tried: 'keys, each sent by 5 at once and once more',
        n: KEYS,
        wrong: doubled + Math.abs(stored - KEYS),
      });
      expect([doubled, unclear, stored]).toEqual([0, 0, KEYS]);
    },
    timeLimit(60),
  );

  it('with other content is refused, and nothing is done', async () => {
    const key = randomUUID();
    await ask(CLERK, training('一次'), key);
    const reply = await ask(CLERK, training('另一次'), key);
    expect([reply.statusCode, reply.json().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect([await trainings('一次'), await trainings('另一次')]).toEqual([1, 0]);
  });

  it('of a refused act may be used again', async () => {
    const key = randomUUID();
    const missing = await ask(CLERK, send('POST', '/registers/trainings/records', { values: { ...NEW_TRAINING, name: '' } }), key);
    expect(missing.statusCode).toBe(422);
    expect((await ask(CLERK, training('终于'), key)).statusCode).toBe(200);
    expect(await trainings('终于')).toBe(1);
  });

  it('of one person means nothing for another', async () => {
    const key = randomUUID();
    const first = await ask(CLERK, training('共用'), key);
    const second = await ask('cityCivilAffairsStaff', training('共用二'), key);
    expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
    expect(second.json().id).not.toBe(first.json().id);
  });

  it('is forgotten after two days, and then swept away', async () => {
    const key = randomUUID();
    await ask(CLERK, training('过期'), key);
    await sql`update idempotency_keys set created_at = created_at - interval '3 days', expires_at = expires_at - interval '3 days'`.execute(house.owner);
    const again = await ask(CLERK, training('过期'), key);
    // carried out anew, which its register refuses as a repetition
    expect([again.statusCode, again.headers['idempotency-replayed']]).toEqual([409, undefined]);
    await sweepExpiredKeys(house.operator);
    expect(await count(sql`select count(*)::int as count from idempotency_keys`)).toBe(0);
  });

  it.each(['', 'short', 'x'.repeat(256), 'with space in the key', '钥匙钥匙钥匙钥匙钥匙钥匙'.repeat(2)])('that is malformed is refused: %s', async (key) => {
    const reply = await ask(CLERK, training('坏键'), key);
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'IDEMPOTENCY_KEY_MALFORMED']);
    expect(await trainings('坏键')).toBe(0);
  });

  it('is not asked of reading and of strangers', async () => {
    const reply = await ask(CLERK, { method: 'GET', url: '/api/v1/plans' }, randomUUID());
    expect(reply.statusCode).toBe(200);
    const stranger = await house.app.inject({ ...training('陌生'), headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() } });
    expect(stranger.statusCode).toBe(401);
  });

  it('opens no answer to whoever lacks the right', async () => {
    const key = randomUUID();
    await ask(CLERK, training('失权'), key);
    const reply = await ask('securityAdministrator', training('失权'), key);
    expect(reply.statusCode).toBe(403);
  });

  it('keeps its answer encrypted', async () => {
    await ask(CLERK, send('POST', '/offices', { name: '密文办公室', kind: 'other', division: XINHUA.code }), randomUUID());
    await ask('systemAdministrator', send('POST', '/offices', { name: '密文办公室', kind: 'other', division: XINHUA.code }), randomUUID());
    const { rows } = await sql<{ text: string }>`select row_to_json(k)::text as text from idempotency_keys k`.execute(house.owner);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ text }) => text).join('')).not.toContain('密文办公室');
  });
});

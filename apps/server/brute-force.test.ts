/** Guesses are counted in the database: a restart gives no new ones, and many addresses share them. */
import { beforeAll, expect, it } from 'vitest';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createServer } from './create-server.ts';

const { db } = await createTestDatabase();
const operator = testContext(db);
const GUESSES = 300;
const ADDRESSES = 100;

beforeAll(async () => {
  await loadTestDivisions(operator);
  await openAccount(operator, { name: 'victim', role: 'streetStaff', division: '410402001000' });
});

/** A server of its own over the same database, as after a restart. */
async function guess(count: number, password: (number: number) => string): Promise<number[]> {
  const { app } = await createServer({ platform: operator.platform, log: false });
  const statuses: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const payload = { account: 'victim', password: password(number) };
    const reply = await app.inject({ method: 'POST', url: '/api/v1/session', payload, remoteAddress: `10.7.0.${number % ADDRESSES}` });
    statuses.push(reply.statusCode);
  }
  await app.close();
  return statuses;
}

it('looks at five guesses of many, from whatever address, before and after a restart', async () => {
  expect(await guess(3, (number) => `wrong-${number}`)).toEqual([401, 401, 401]);
  const after = await guess(GUESSES, (number) => `wrong-${number}`);
  expect(after.filter((status) => status === 401)).toHaveLength(2);
  expect(after.filter((status) => status === 429)).toHaveLength(GUESSES - 2);
  expect(await guess(1, () => PASSWORD)).toEqual([429]);
});

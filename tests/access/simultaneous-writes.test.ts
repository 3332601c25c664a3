/** Every operation that changes something, pressed three times at the same moment: no failure, and of one version one change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './open-house.ts';
import type { Question } from './question.ts';
import { type Write, WRITES } from './writes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.app.close());

const TIMES = 3;

/** A new code takes the place of the last; the version says which application was looked at, and stays. */
const CHANGES_NO_VERSION = ['filings.issueClaimCode'];

/** It names the version it changes, so that only one can have seen it. */
function namesVersion({ payload }: Question): boolean {
  return typeof payload === 'object' && payload !== null && 'version' in payload && payload.version !== 0;
}

describe('at the same moment', () => {
  it.each(WRITES)('$operation by $role', async ({ operation, role, ask }: Write) => {
    const question = await ask(house);
    const cookie = house.seats.find((seat) => seat.role === role)?.cookie;
    const replies = await Promise.all(Array.from({ length: TIMES }, () => house.app.inject({ ...question, headers: { cookie, ...question.headers } })));
    const failed = replies.filter(({ statusCode }) => statusCode >= 500).map(({ body }) => body);
    expect(failed).toEqual([]);
    const done = replies.filter(({ statusCode }) => statusCode === 200).length;
    const most = namesVersion(question) && !CHANGES_NO_VERSION.includes(operation) ? 1 : TIMES;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThanOrEqual(most);
  });
});

/**
 * Every operation × every role × every relation: who is let in, what comes out, and that what lies outside looks like
 * what is not there. The expectations are written down independently of the product's own tables.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure, timeLimit } from '#tests/support/sizes.ts';
import { type Right, VERBS } from './expected-rights.ts';
import { type Case, casesOf, differingIn, expectationOf, openDoorsIn, OPERATIONS, wrongIn } from './matrix.ts';
import { type House, openHouse } from './open-house.ts';

let house: House;
const count = { asked: 0, wrong: 0 };

beforeAll(async () => {
  house = await openHouse();
}, timeLimit(120));
afterAll(async () => {
  await house.app.close();
  noteFigure({
    promise: 'every operation lets in whom right and place allow, and gives nothing of other places away',
    tried: 'questions: operation × role × relation',
    n: count.asked,
    wrong: count.wrong,
  });
});

async function gather(operation: string, look: (house: House, one: Case) => Promise<string[]>): Promise<string[]> {
  const wrong: string[] = [];
  for (const one of casesOf(house, operation)) wrong.push(...(await look(house, one)));
  count.asked += casesOf(house, operation).length;
  count.wrong += wrong.length;
  return wrong;
}

describe('the table of expectations', () => {
  it('has one row for every operation of the server, and no other', () => {
    expect(house.routes.map(({ operationId }) => operationId).sort()).toEqual([...OPERATIONS].sort());
  });

  it('agrees with what each route demands', () => {
    const wanted = (right: Right | 'public') => (right === 'public' || right === 'session' ? right : VERBS[right]);
    const demanded = house.routes.map(({ operationId, permission }) => [operationId, permission]);
    expect(demanded).toEqual(house.routes.map(({ operationId }) => [operationId, wanted(expectationOf(operationId).right)]));
  });
});

describe.each(OPERATIONS)('%s', (operation) => {
  it(
    'answers each role as its right and the place demand, and gives nothing away',
    async () => {
      expect(await gather(operation, wrongIn)).toEqual([]);
    },
    timeLimit(120),
  );

  it(
    'answers what lies outside like what is not there',
    async () => {
      expect(await gather(operation, differingIn)).toEqual([]);
    },
    timeLimit(120),
  );

  it('is closed to strangers, disabled accounts and lapsed sessions', async () => {
    expect(await openDoorsIn(house, operation)).toEqual([]);
  });
});

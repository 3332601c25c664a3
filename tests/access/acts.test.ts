/** What only acts that succeed show: decisions, own doors, persons, the command line, numbers in words, figures beside other places. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timeLimit } from '#tests/support/sizes.ts';
import { actProbes } from './act-probes.ts';
import { type House, openHouse } from './open-house.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
}, timeLimit(120));
afterAll(() => house.app.close());

describe('acts that succeed', () => {
  it.each(actProbes())(
    '$name',
    async ({ run }) => {
      expect(await run(house)).toEqual([]);
    },
    timeLimit(120),
  );
});

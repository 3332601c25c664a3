/** Any person, looking anywhere, for anything, by any operation: the answer, the things in it and the totals are those of an independent model. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import { type House, openHouse } from './open-house.ts';
import { PLACES } from './places.ts';
import { DRAWN, wrongInDraw } from './who-sees-what.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
}, timeLimit(120));
afterAll(() => house.app.close());

it(
  'gives nobody anything that is not theirs to see',
  async () => {
    const place = fc.constantFrom(...PLACES);
    const register = fc.constantFrom(...house.records.keys());
    const draw = fc.record({
      seat: fc.constantFrom(...house.seats),
      scope: place,
      home: place,
      register,
      other: register,
      nth: fc.nat(3),
      limit: fc.integer({ min: 1, max: 200 }),
    });
    const cases = fc.sample(fc.tuple(fc.constantFrom(...Object.keys(DRAWN)), draw), { numRuns: trials(500, 20_000), seed: SEED });
    const wrong: string[] = [];
    for (const [name, drawn] of cases) {
      const found = await wrongInDraw(house, name, drawn);
      if (found !== undefined) wrong.push(found);
    }
    noteFigure({
      promise: 'nobody sees or counts what is not theirs',
      tried: 'random cases of person, scope, record and operation',
      n: cases.length,
      wrong: wrong.length,
    });
    expect(wrong.slice(0, 20)).toEqual([]);
  },
  timeLimit(180),
);

/** Rights are asked for twice: by the route and by the use case, which the command line and other modules call without a route. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FRONT_DOOR_ONLY } from './expected-inner-doors.ts';
import { expectationOf, OPERATIONS } from './matrix.ts';
import { type House, openHouse } from './open-house.ts';
import { innerDoorProbes } from './probes.ts';

let house: House;

beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.app.close());

describe('past the route, whoever lacks the right', () => {
  it('is refused by the use case itself', async () => {
    const wrong: string[] = [];
    for (const probe of innerDoorProbes(house)) wrong.push(...(await probe.run(house)));
    expect(wrong).toEqual([]);
  }, 120_000);

  it('is named nowhere that does not exist', () => {
    const known = OPERATIONS.filter((operation) => !['public', 'session'].includes(expectationOf(operation).right));
    expect([...FRONT_DOOR_ONLY].filter((operation) => !known.includes(operation))).toEqual([]);
  });
});

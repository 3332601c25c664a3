import { afterAll, beforeAll, expect, it } from 'vitest';
import { nobodyProbes } from './nobody-probes.ts';
import { type House, openHouse } from './open-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.app.close());

it('who has no right is refused by every use case that asks for one, before it looks at anything', async () => {
  const probes = nobodyProbes();
  expect(probes.length).toBeGreaterThan(100);
  const wrong: string[] = [];
  for (const probe of probes) wrong.push(...(await probe.run(house)));
  expect(wrong).toEqual([]);
}, 120_000);

/** Lists and their totals show the jurisdiction and nothing else, counted by the digits of the codes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LISTS, seatsWith, wrongBehindNumber, wrongInList, wronglyFound } from './lists.ts';
import { type House, openHouse } from './open-house.ts';
import { liesWithin, PLACES } from './places.ts';

interface Parameter {
  name: string;
}

let house: House;

beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house.app.close());

describe('what a post sees', () => {
  it.each(LISTS)('of $name is what lies in its place', async (list) => {
    expect(await wrongInList(house, list)).toEqual([]);
  });

  it('of imports is what touched its place', async () => {
    for (const { cookie, place } of seatsWith(house, 'importRecords')) {
      const { imports } = (await house.app.inject({ url: '/api/v1/imports?limit=100', headers: { cookie } })).json();
      expect(imports).toHaveLength(PLACES.filter(({ code }) => liesWithin(code, place)).length * 2);
    }
  });

  it('of the records behind a number is what lies in its place, and the parts add up', async () => {
    expect(await wrongBehindNumber(house)).toEqual([]);
  });
});

interface Page {
  items?: unknown[];
  nextCursor?: string | null;
  total?: number | null;
}

describe('every list', () => {
  it('gives its true total when asked', async () => {
    const { paths } = (await house.app.inject({ url: '/api/v1/openapi.json' })).json<{ paths: Record<string, { get?: { parameters?: Parameter[] } }> }>();
    const lists = Object.keys(paths).filter((path) => !path.includes('{') && paths[path]?.get?.parameters?.some(({ name }) => name === 'withTotal'));
    const [walked, wrong] = [new Set<string>(), [] as string[]];
    for (const path of lists)
      for (const { cookie, role } of house.seats) {
        const answer = await house.app.inject({ url: `${path}?limit=200&withTotal=true&year=2023`, headers: { cookie } });
        const { items, nextCursor, total } = answer.json<Page>();
        if (answer.statusCode !== 200 || items === undefined) continue;
        walked.add(path);
        const isTrue = typeof total === 'number' && (nextCursor === null ? total === items.length : total > items.length);
        if (!isTrue) wrong.push(`${path} for ${role}: ${items.length} of ${total}`);
      }
    expect(wrong).toEqual([]);
    expect(walked.size).toBeGreaterThan(15);
  });
});

it('a search finds nothing by a name, code or number of another place', async () => {
  expect(await wronglyFound(house, seatsWith(house, 'seeRecords'))).toEqual([]);
});

import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { inTransaction } from './database.ts';
import { findWhereItLies, findWhereTheyLie, forgetMoved, noteMoved } from './moved-records.ts';

const { db } = await createTestDatabase();
const ID = 410_402_000_000_001;
const [BORN, NEXT, LAST] = [410_402, 410_403, 440_303];

/** Where one record is looked for that lies somewhere, or nowhere. */
async function looksFor(liesAt: number | undefined, id = ID): Promise<number[]> {
  const looks: number[] = [];
  await findWhereItLies(db, id, async (district) => {
    looks.push(district);
    return district === liesAt ? district : undefined;
  });
  return looks;
}
const move = (district: number) => inTransaction(db, (tx) => noteMoved(tx, [{ id: ID, district }]));
const addresses = async () => (await sql<{ to: number }>`select to_district as to from moved_records`.execute(db)).rows.map(({ to }) => to);

it('a record that never moved is found at the first look', async () => expect(await looksFor(BORN)).toEqual([BORN]));

it('a moved one is found where it moved to last, and at home again when it came back', async () => {
  await move(NEXT);
  await move(LAST);
  expect(await addresses()).toEqual([LAST]);
  expect(await looksFor(LAST)).toEqual([BORN, LAST]);
  await move(BORN);
  expect(await addresses()).toEqual([]);
  expect(await looksFor(BORN)).toEqual([BORN]);
});

it('one that moves while it is looked for is found where it went, also when it goes home', async () => {
  for (const way of [
    [NEXT, LAST, 410_404],
    [NEXT, BORN],
    [NEXT, LAST, NEXT],
  ]) {
    await move(BORN);
    await move(way[0] ?? 0);
    const looks: number[] = [];
    const found = await findWhereItLies(db, ID, async (district) => {
      looks.push(district);
      if (looks.length > 1 && looks.length <= way.length) await move(way[looks.length - 1] ?? 0);
      return district === way.at(-1) && looks.length > way.length ? district : undefined;
    });
    expect([found, looks], way.join()).toEqual([way.at(-1), [BORN, ...way]]);
  }
});

it('one that never stands still is given up', async () => {
  let looks = 0;
  expect(await findWhereItLies(db, ID, async () => void (await move([NEXT, LAST][looks++ % 2] ?? 0)))).toBe(undefined);
  expect(looks).toBeLessThan(10);
  await move(BORN);
});

it('what is absent is looked for as often as what moved and may not be seen', async () => {
  expect(await looksFor(undefined)).toEqual([BORN, BORN]);
  await move(NEXT);
  expect(await looksFor(undefined)).toEqual([BORN, NEXT]);
  // an id that nobody gave, and one that no district can have
  expect(await looksFor(undefined, 7)).toEqual([0, 0]);
});

it('of several, only those that are not at home are looked for again', async () => {
  await move(NEXT);
  const others = [BORN, LAST].map((district) => district * 1e9 + 2);
  const liesAt = new Map([...others.map((id) => [id, Math.floor(id / 1e9)] as const), [ID, NEXT]]);
  const looks: (readonly number[])[] = [];
  const found = await findWhereTheyLie(db, [...others, ID, 5, ID], async (districts, ids) => {
    looks.push(districts, ids);
    return ids.filter((id) => districts.includes(liesAt.get(id) ?? -1)).map((id) => ({ id }));
  });
  expect([...found.keys()].sort()).toEqual([ID, ...others].sort());
  expect(looks).toEqual([
    [BORN, LAST, 0],
    [...others, ID, 5],
    [NEXT, 0],
    [ID, 5],
  ]);
  expect(await findWhereTheyLie(db, [], () => Promise.reject(new Error('nothing is asked for')))).toEqual(new Map());
});

it('erasing a record erases its address', async () => {
  await move(NEXT);
  await inTransaction(db, (tx) => forgetMoved(tx, [ID]));
  expect(await addresses()).toEqual([]);
});

import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { type DivisionLevel, rangeOf } from '#shared/division-code.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { inRange } from './jurisdiction.ts';

const { db } = await createTestDatabase();

/** A community, its neighbours before and after it in its street, its county, its city, its province and the nation. */
const DIVS = [
  110101001001, 410301001001, 410401001001, 410402001001, 410402002001, 410402002002, 410402002003, 410402003001, 410403001001, 411402001001, 440103001101,
];

async function within(division: number, level: DivisionLevel): Promise<number[]> {
  const { rows } = await sql<{ div: number }>`select t.div from (select div, (div / 1000000)::int as district from unnest(${DIVS}::bigint[]) as div) as t
    where ${inRange(rangeOf(division, level), 't')} order by t.div`.execute(db);
  return rows.map(({ div }) => div);
}

it('holds what lies within, and nothing before or after it', async () => {
  expect(await within(410402002002, 'community')).toEqual([410402002002]);
  expect(await within(410402002000, 'township')).toEqual(DIVS.slice(4, 7));
  expect(await within(410402000000, 'county')).toEqual(DIVS.slice(3, 8));
  expect(await within(410400000000, 'city')).toEqual(DIVS.slice(2, 9));
  expect(await within(410000000000, 'province')).toEqual(DIVS.slice(1, 10));
  expect(await within(0, 'nation')).toEqual(DIVS);
});

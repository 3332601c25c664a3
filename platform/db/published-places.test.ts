/** The role of the public pages asks where one thing lies; where everything lies it cannot read. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { inTransaction } from './database.ts';
import { noteMoved } from './moved-records.ts';
import { districtsOfCode, findWherePublished } from './published-places.ts';
import { NOWHERE, noteWhereabouts } from './whereabouts.ts';

const { db, portal } = await createTestDatabase();
const ID = 410_402_000_000_001;
const [BORN, NEXT] = [410_402, 410_403];

async function looksFor(liesAt: number | undefined, id = ID): Promise<number[]> {
  const looks: number[] = [];
  await findWherePublished(portal, id, async (district) => {
    looks.push(district);
    return district === liesAt ? district : undefined;
  });
  return looks;
}

it('a record is found where it was born, and where it moved to', async () => {
  expect(await looksFor(BORN)).toEqual([BORN]);
  await inTransaction(db, (tx) => noteMoved(tx, [{ id: ID, district: NEXT }]));
  expect(await looksFor(NEXT)).toEqual([BORN, NEXT]);
});

it('what nobody gave and what is not shown are looked for as often', async () => {
  expect(await looksFor(undefined)).toEqual([BORN, NEXT]);
  expect(await looksFor(undefined, ID + 1)).toEqual([BORN, BORN]);
  expect(await looksFor(undefined, 0)).toEqual([0, 0]);
  expect(await looksFor(undefined, Number.MAX_SAFE_INTEGER)).toEqual([9_007_199, 9_007_199]);
});

it('a code leads to its districts, and one that nobody gave to none', async () => {
  const code = '7K3MQ9TX4WVB';
  await inTransaction(db, (tx) =>
    noteWhereabouts(
      tx,
      [NEXT, BORN].map((district) => ({ kind: 'code', key: code, district })),
    ),
  );
  expect(await districtsOfCode(portal, code)).toEqual([BORN, NEXT]);
  expect(await districtsOfCode(portal, '7K3MQ9TX4WVC')).toEqual([NOWHERE]);
});

it('of accounts, telephones and records of persons nobody is told by a code or an id', async () => {
  const subjects = [
    ['account', '17'],
    ['phone', 'x1'],
    ['record', String(ID)],
  ] as const;
  await inTransaction(db, (tx) =>
    noteWhereabouts(
      tx,
      subjects.map(([kind, key]) => ({ kind, key, district: NEXT })),
    ),
  );
  for (const [kind, key] of subjects)
    for (const typed of [key, `${kind} ${key}`, `%' or subject like '${kind} ${key}`]) expect(await districtsOfCode(portal, typed)).toEqual([NOWHERE]);
  const { rows } = await sql<{ districts: number[] }>`select organizations_published_whereabouts(${ID}) as districts`.execute(portal);
  expect(rows).toEqual([{ districts: [] }]);
});

it.each(['whereabouts', 'moved_records'])('the role does not read %s', async (table) => {
  await expect(sql`select 1 from ${sql.table(table)}`.execute(portal)).rejects.toMatchObject({ code: '42501' });
});

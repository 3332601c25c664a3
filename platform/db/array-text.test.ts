import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { arrayText, columnText } from './array-text.ts';

const { db } = await createTestDatabase();

it('is read back by PostgreSQL as it was, whatever stands in a text', async () => {
  const texts = ['', ' a ', 'NULL', 'null', '"', '\\', '\\"', "'", '{}', ',', '{a,"b"}', '夕阳红\n合唱队\t', '𠮷', null];
  const { rows } = await sql<{ texts: string[] }>`select ${arrayText(texts)}::text[] as texts`.execute(db);
  expect(rows[0]?.texts).toEqual(texts);
});

it('holds numbers, truths, instants, documents, and lists as texts', async () => {
  const lists = [['a', 'b,"c"', '\\'], [], null];
  const { rows } = await sql<{ n: number; t: boolean; at: Date; j: unknown; l: string[] }>`
    select * from unnest(${arrayText([1, -2.5, null])}::numeric[], ${arrayText([true, false, null])}::boolean[],
      ${arrayText([new Date(0), null, null])}::timestamptz[], ${arrayText([{ a: '"' }, { b: [1] }, null])}::jsonb[], ${arrayText(lists)}::text[]) as r (n, t, at, j, list)
    cross join lateral (select r.list::text[] as l) x`.execute(db);
  expect(rows.map(({ n, t, at, j, l }) => [n, t, at, j, l])).toEqual([
    [1, true, new Date(0), { a: '"' }, lists[0]],
    [-2.5, false, null, { b: [1] }, []],
    [null, null, null, null, null],
  ]);
});

it('fills a column of nulls up, which is not written out', async () => {
  const { rows } =
    await sql`select * from unnest(${columnText([1, 2])}::int[], ${columnText([null, undefined])}::text[], ${columnText([null, 'a'])}::text[]) as r (n, blank, filled)`.execute(
      db,
    );
  expect(rows).toEqual([
    { n: 1, blank: null, filled: null },
    { n: 2, blank: null, filled: 'a' },
  ]);
});

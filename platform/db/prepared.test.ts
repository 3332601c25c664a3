import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { onOneConnection } from './asked-together.ts';
import { inTransaction } from './database.ts';
import { prepared } from './prepared.ts';

const { db } = await createTestDatabase();
let written = 0;
const ask = prepared<{ one: number; other: string | null }, { sum: number; other: string | null; fixed: string }>((place) => {
  written += 1;
  return sql<{
    sum: number;
    other: string | null;
    fixed: string;
  }>`select ${place('one')}::int + ${place('one')}::int as sum, ${place('other')}::text as other, ${'always'}::text as fixed`;
});

it('is written once, and asked with the values of each call wherever a statement may be asked', async () => {
  const asked = [
    ask(db, { one: 1, other: '甲' }),
    onOneConnection(db, (own) => ask(own, { one: 2, other: null })),
    inTransaction(db, (tx) => ask(tx, { one: 3, other: '乙' })),
  ];
  expect((await Promise.all(asked)).flat()).toEqual([
    { sum: 2, other: '甲', fixed: 'always' },
    { sum: 4, other: null, fixed: 'always' },
    { sum: 6, other: '乙', fixed: 'always' },
  ]);
  expect(written).toBe(1);
});

/** A place has one sender for each register: what lies beside it is another's to send, what lies within or around it is not. */
import { expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { inTransaction } from '#platform/db/database.ts';
import { definitionOf } from '#platform/registers/save-record.ts';
import { handPlaceOver, keepWhatCame, listKept } from '#platform/registers/run-elsewhere.ts';
import type { KeyRange } from '#shared/division-code.ts';
import { createTestDatabase } from '#tests/support/database.ts';

const { db } = await createTestDatabase();
const registers = [definitionOf(productRegisters, 'organizations')];
const county = (code: number): KeyRange => ({ from: code * 1e6, to: (code + 1) * 1e6 });
const street: KeyRange = { from: 410403001000, to: 410403002000 };
const city: KeyRange = { from: 410400000000, to: 410500000000 };

const handOver = (agreementId: number, range: KeyRange, label: string) =>
  inTransaction(db, (tx) => handPlaceOver(tx, { agreementId, registers, range, label })).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const end = (id: number) => inTransaction(db, (tx) => keepWhatCame(tx, id, '2023-11-20'));
const kept = async (range: KeyRange) => (await listKept(db, range)).map(({ who }) => who);

it('is handed over beside others, and not over them', async () => {
  expect(await handOver(1, county(410403), '卫东区')).toBe('done');
  expect([await handOver(2, county(410402), '新华区'), await handOver(3, county(410404), '石龙区')]).toEqual(['done', 'done']);
  for (const range of [street, county(410403), city]) expect(await handOver(4, range, '别家')).toBe('PLACE_RUN_ELSEWHERE');
});

it('of which what came was kept is told within that place, and no longer once it has a sender again', async () => {
  for (const id of [1, 2, 3]) await end(id);
  expect([await kept(county(410403)), await kept(street), await kept(county(410405)), await kept(county(410401))]).toEqual([['卫东区'], ['卫东区'], [], []]);
  expect((await kept(city)).length).toBe(3);
  // a part of it: of the rest it is still true
  expect(await handOver(5, street, '街道')).toBe('done');
  expect((await kept(city)).length).toBe(3);
  await end(5);
  expect(await handOver(6, county(410403), '卫东区')).toBe('done');
  expect(await kept(county(410403))).toEqual([]);
  expect((await kept(city)).length).toBe(2);
});

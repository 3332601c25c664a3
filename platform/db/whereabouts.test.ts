import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { inTransaction } from './database.ts';
import { forgetWhereabouts, NOWHERE, noteWhereabouts, whereaboutsOf, type Whereabouts } from './whereabouts.ts';

const { db } = await createTestDatabase();
const RECORD = 410_402_000_000_001;
const note = (...found: Whereabouts[]) => inTransaction(db, (tx) => noteWhereabouts(tx, found));

it('of a record the district of its birth goes without saying', async () => {
  expect(await whereaboutsOf(db, { kind: 'record', key: RECORD })).toEqual([410_402]);
  await note({ kind: 'record', key: RECORD, district: 410_402 }, { kind: 'record', key: RECORD, district: 440_303 });
  expect((await whereaboutsOf(db, { kind: 'record', key: RECORD })).sort()).toEqual([410_402, 440_303]);
});

it('of an account all is said, once however often it is said, also by two at once', async () => {
  expect(await whereaboutsOf(db, { kind: 'account', key: '7' })).toEqual([NOWHERE]);
  const said = { kind: 'account', key: '7', district: 410_402 } as const;
  await Promise.all([note(said, said), note(said)]);
  expect(await whereaboutsOf(db, { kind: 'account', key: 7 })).toEqual([410_402]);
  // another kind of thing with the same number, and nothing at all
  expect(await whereaboutsOf(db, { kind: 'phone', key: '7' })).toEqual([NOWHERE]);
  expect(await whereaboutsOf(db)).toEqual([NOWHERE]);
});

it('of several the districts of all, each once', async () => {
  await note({ kind: 'phone', key: 'abc', district: 410_402 }, { kind: 'document', key: 'abc', district: 440_303 });
  const districts = await whereaboutsOf(db, { kind: 'phone', key: 'abc' }, { kind: 'document', key: 'abc' }, { kind: 'record', key: RECORD });
  expect(districts.sort()).toEqual([410_402, 440_303]);
});

it('is forgotten of one district', async () => {
  await inTransaction(db, (tx) => forgetWhereabouts(tx, { kind: 'phone', key: 'abc', district: 410_402 }));
  expect(await whereaboutsOf(db, { kind: 'phone', key: 'abc' })).toEqual([NOWHERE]);
  expect(await whereaboutsOf(db, { kind: 'document', key: 'abc' })).toEqual([440_303]);
});

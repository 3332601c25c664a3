import { beforeAll, expect, it } from 'vitest';
import { loadTestDivisions, openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { filingMeans } from './filing-means.ts';

const STREET = '410402001000';
const { db } = await createTestDatabase();
const context = testContext(db);
const ids: Record<string, number> = {};

beforeAll(async () => {
  await loadTestDivisions(context);
  for (const [name, role] of [
    ['handler', 'streetStaff'],
    ['colleague', 'streetStaff'],
    ['reader', 'socialWorker'],
  ] as const)
    ids[name] = (await openAccount(context, { name, role, division: STREET, password: false })).id;
});

it('a desk may go to whoever enters filings, and to no other colleague', async () => {
  const found = await Promise.all(['handler', 'reader'].map((name) => filingMeans.findColleague(context, name)));
  expect(found.map((one) => one?.mayHandle)).toEqual([true, false]);
  const listed = await filingMeans.listColleagues(context, String(ids['handler']));
  expect(Object.fromEntries(listed.map(({ account, mayHandle }) => [account, mayHandle]))).toMatchObject({ colleague: true, reader: false });
});

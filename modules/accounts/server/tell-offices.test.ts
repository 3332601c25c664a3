import { beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '#platform/db/database.ts';
import { loadTestDivisions, openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { readNotices } from './notice-store.ts';
import { tellOffices } from './tell-offices.ts';

const { db } = await createTestDatabase();
const operator = testContext(db);
const ids = new Map<string, number>();

const told = async (name: string) => (await readNotices(db, ids.get(name) ?? 0, null, 50)).map(({ body }) => body);

beforeAll(async () => {
  await loadTestDivisions(operator);
  for (const [name, division] of [
    ['here', '410402000000'],
    ['beside', '410403000000'],
    ['above', '410400000000'],
  ] as const)
    ids.set(name, (await openAccount(operator, { name, division, password: false })).id);
});

describe('what waits for an office', () => {
  it('is told to everybody there, and to nobody beside or above', async () => {
    const tell = (office: 'civilAffairs' | 'street', place: number, orAbove = false, body = '有 2 件申请快到办理期限。') =>
      inTransaction(db, (tx) => tellOffices(tx, operator, { office, place, orAbove, body }));
    await tell('civilAffairs', 410402000000);
    // there is no street office here
    await tell('street', 410402000000);
    expect([await told('here'), await told('beside'), await told('above')]).toEqual([['有 2 件申请快到办理期限。'], [], []]);
    // no office at this county: what was left lying is told above
    await tell('civilAffairs', 410404000000, true, '下级有 1 件。');
    expect([await told('here'), await told('above')]).toEqual([['有 2 件申请快到办理期限。'], ['下级有 1 件。']]);
  });
});

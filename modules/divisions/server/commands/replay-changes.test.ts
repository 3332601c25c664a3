/** The real changes of the four regions between the lists of 2022 and 2023, carried out one by one. */
import { beforeAll, describe, expect, it } from 'vitest';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { CHANGE_DAY, readYearOfChange } from '#tests/support/year-of-change.ts';
import { insertDivisions } from '../division-store.ts';
import type { DivisionNode } from '../domain/division.ts';
import { listDivisions, listed } from '../queries/list-divisions.ts';
import { changedDistrictsSince, mapToBoundariesOf } from '../queries/map-to-boundaries.ts';
import { resolveDivisions } from '../queries/resolve-divisions.ts';
import { carryOutOperation } from './carry-out-operation.ts';

const BEFORE = '2022-12-31';
const { db } = await createTestDatabase();
const context = testContext(db);

const asListed = (nodes: readonly DivisionNode[]) =>
  nodes.map((node) => listed({ ...node, validFrom: null, validTo: null })).sort((one, other) => (one.code < other.code ? -1 : 1));
const { tree2022, tree2023, operations } = await readYearOfChange();

beforeAll(async () => {
  await db.transaction().execute((tx) => insertDivisions(tx, tree2022, '2022 年统计用区划代码'));
  for (const operation of operations) await carryOutOperation(context, operation);
});

describe('the changes of 2022 to 2023', () => {
  it('are renames, one new code, one end and nineteen new communities', () => {
    const count = (kind: string) => operations.filter((operation) => operation.kind === kind).length;
    expect([count('rename'), count('move'), count('close'), count('create')]).toEqual([22, 1, 1, 19]);
  });

  it('turn the tree of 2022 into that of 2023', async () => {
    expect(await listDivisions(context)).toEqual(asListed(tree2023));
  });

  it('leave the tree of 2022 readable as it was', async () => {
    expect(await listDivisions(context, { asOf: BEFORE })).toEqual(asListed(tree2022));
    expect(await listDivisions(context, { asOf: '2023-06-29' })).toEqual(asListed(tree2022));
  });

  it('lead a record of 2022 to today’s unit', async () => {
    const found = await resolveDivisions(db, ['440117103001', '440117103007', '460108003003'], BEFORE);
    expect(found.get('440117103001')).toMatchObject({ key: 440_117_103_007, recordedKey: 440_117_103_001, inForceOn: true, inForceNow: true });
    expect(found.get('440117103007')).toMatchObject({ key: 440_117_103_007, inForceOn: false });
    expect(found.get('460108003003')).toMatchObject({ name: '龙文坊社区居民委员会', inForceOn: true });
  });

  it('place every recorded unit within the boundaries of 2022 and of today', async () => {
    const keys = [440_117_103_001, 440_117_103_007, 469_023_101_004, 460_108_003_003, 469_001_100_211];
    expect([...(await mapToBoundariesOf(db, BEFORE, keys)).values()]).toEqual([
      440_117_103_001, 440_117_103_001, 469_023_101_000, 460_108_003_003, 469_001_100_211,
    ]);
    // 报龙村 ended without a stated heir
    expect([...(await mapToBoundariesOf(db, context.today, keys)).values()]).toEqual([
      440_117_103_007, 440_117_103_007, 469_023_101_004, 460_108_003_003, 469_001_100_211,
    ]);
  });

  it('name the districts whose units changed', async () => {
    expect(await changedDistrictsSince(db, BEFORE)).toEqual([440_103, 440_112, 440_117, 440_309, 469_001, 469_023, 469_025]);
    expect(await changedDistrictsSince(db, CHANGE_DAY)).toEqual([]);
  });
});

/** What another installation may get: no numbers of people, no register that cannot be without one, and no record of another place. */
import { beforeAll, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import type { ColumnDefinition, SheetDefinition } from '#platform/imports/sheet.ts';
import type { Registers } from '#platform/registers/registers.ts';
import { definitionOf } from '#platform/registers/save-record.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { loadSmallTree, productContext, record } from '#tests/support/small-registers.ts';
import { EAST, URBAN_OF_EAST, WEST_URBAN } from '#tests/support/small-world.ts';
import { recordsIn } from './record-content.ts';
import { sendableColumns, sendableRegisters } from './sendable.ts';

const { db } = await createTestDatabase();
const context = productContext(db);
const organizations = definitionOf(productRegisters, 'organizations');

beforeAll(() => loadSmallTree(context), 60_000);

it('no record of another place, and none that was invented', async () => {
  const group = (div: number, name: string, demonstration = false) => ({ div, name, established_on: '2022-01-01', demonstration });
  await record(context, 'organizations', [group(URBAN_OF_EAST, '东队'), group(WEST_URBAN, '西队'), group(URBAN_OF_EAST, '演示队', true)]);
  const names: unknown[] = [];
  for await (const rows of recordsIn(db, organizations, { from: EAST, to: EAST + 1e6 })) names.push(...rows.map((row) => row['name']));
  expect(names).toEqual(['东队']);
});

it('no number of a person, and no register that must have one', () => {
  expect(sendableColumns(organizations).map(({ field }) => field)).not.toContain('leaderPhone');
  const phone = (required: boolean): SheetDefinition => ({
    ...organizations,
    columns: [...organizations.columns, { heading: '手机号', field: 'phone', type: 'phone', required } as ColumnDefinition],
  });
  const [free, bound] = [phone(false), phone(true)];
  expect(sendableRegisters({ inWritingOrder: [free, bound] } as unknown as Registers)).toEqual([free]);
});

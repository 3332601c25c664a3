import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { referrers } from '#platform/registers/release-references.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { productRegisters } from './registers.ts';

describe('a register that refers to another', async () => {
  const { db } = await createTestDatabase();
  const columns = [...productRegisters.byRegister.values()].flatMap((definition) =>
    referrers(productRegisters, definition).map(({ other, column }) => [other.table, column] as const),
  );

  // what belongs to one record is shown, counted, moved and released by that record's id, of twenty million activities too
  it.each(columns)('%s is found by its %s through an index', async (table, column) => {
    const { rows } = await sql<{ leads: boolean }>`
      select true as leads from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indrelid = ${table}::regclass and a.attname = ${column}`.execute(db);
    expect(rows.length).toBeGreaterThan(0);
  });
});

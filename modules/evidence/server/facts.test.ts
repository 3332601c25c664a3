import { sql, type RawBuilder } from 'kysely';
import { describe, expect, it } from 'vitest';
import { organizationFacts } from '#modules/organizations/server/facts.ts';
import { rangeOf } from '#shared/division-code.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceFacts } from './facts.ts';

const { db } = await createTestDatabase();

const FIXED = ['div', 'recorded_div', 'begins', 'ends', 'subject', 'quantity', 'record_id'];
const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function columnsOf(select: RawBuilder<unknown>): Promise<string[]> {
  return db.connection().execute(async (connection) => {
    await sql`create temp table described as ${select}`.execute(connection);
    const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns where table_name = 'described'`.execute(connection);
    await sql`drop table described`.execute(connection);
    return rows.map((row) => row.name);
  });
}

describe('every fact set', () => {
  it.each([...organizationFacts, ...evidenceFacts].map((set) => [set.name, set] as const))(
    '%s selects the fixed columns and one per attribute',
    async (_name, set) => {
      expect(await columnsOf(set.select(rangeOf(0, 'nation')))).toEqual(expect.arrayContaining([...FIXED, ...Object.keys(set.attributes).map(snake)]));
    },
  );
});

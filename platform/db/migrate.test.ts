import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { splitStatements } from './migrate.ts';

describe('splitStatements', () => {
  it('splits at semicolons outside quotes, dollar quotes and comments', () => {
    const text = "select ';'; -- not; here\ncreate function f() returns text language sql as $$ select 1; $$;\nselect 2";
    expect(splitStatements(text)).toEqual(["select ';'", '-- not; here\ncreate function f() returns text language sql as $$ select 1; $$', 'select 2']);
  });

  it('drops parts that hold only comments', () => {
    expect(splitStatements('select 1;\n-- the end\n')).toEqual(['select 1']);
  });
});

describe('the application role', async () => {
  const { db } = await createTestDatabase();

  it('cannot change or remove audit entries', async () => {
    await expect(sql`update audit_entries set action = 'x'`.execute(db)).rejects.toThrow(/permission denied/);
    await expect(sql`delete from audit_entries`.execute(db)).rejects.toThrow(/permission denied/);
    await expect(sql`truncate audit_entries`.execute(db)).rejects.toThrow(/permission denied/);
  });

  it('cannot create tables', async () => {
    await expect(sql`create table mine (id int)`.execute(db)).rejects.toThrow(/permission denied/);
  });
});

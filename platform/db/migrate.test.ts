import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { migrateAsOwner } from './open-databases.ts';
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

describe('a database that a newer program has been at', async () => {
  const { owner, ownerConnection } = await createTestDatabase();

  it('is refused by this one, in words that say what to do, and left as it is', async () => {
    await sql`insert into schema_migrations (name, digest) values ('9999_platform_create_future.sql', 'x')`.execute(owner);
    const before = await sql`select * from schema_migrations order by name`.execute(owner);
    await expect(migrateAsOwner(ownerConnection)).rejects.toThrow(/9999_platform_create_future\.sql.*请启动更新版本的程序/s);
    expect((await sql`select * from schema_migrations order by name`.execute(owner)).rows).toEqual(before.rows);
  });
});

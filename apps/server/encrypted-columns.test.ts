import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { announceKey, learnKeys } from '#platform/crypto/data-keys.ts';
import { reEncrypt } from '#platform/crypto/re-encrypt.ts';
import { inTransaction } from '#platform/db/database.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { productEncryptedColumns } from './encrypted-columns.ts';

/** Written for minutes; what is under way when a key changes is still read with the old one. */
const SHORT_LIVED = ['sign_ons.memory_cipher'];

describe('a new key of personal data', async () => {
  const { db } = await createTestDatabase();
  const context = testContext(db);
  const { cipher } = context.platform;

  it('reaches every encrypted column of the database', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.table_name || '.' || c.column_name as name from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and c.column_name like '%\\_cipher' and t.table_type = 'BASE TABLE' order by 1`.execute(db);
    const listed = productEncryptedColumns.map(({ table, column }) => `${table}.${column}`);
    expect([...listed, ...SHORT_LIVED].toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
  });

  it('writes telephones and secrets of accounts anew, each for its own row', async () => {
    const account = async (id: number, duty: string, office: number | null) =>
      sql`insert into accounts (id, office_id, name, display_name, duty, demonstration, created_at, created_by)
        values (${id}, ${office}, ${`a${id}`}, '某人', ${duty}, false, now(), 'test')`.execute(db);
    for (const id of [71, 72]) {
      await account(id, 'person', null);
      await sql`insert into persons (account_id, phone_cipher, phone_index)
        values (${id}, ${cipher.encrypt(`1381234560${id}`, 'person-phone')}, ${`x${id}`})`.execute(db);
      await sql`insert into second_factors (account_id, secret_cipher, begun_at)
        values (${id}, ${cipher.encrypt(`SECRET${id}`, `second-factor/${id}`)}, now())`.execute(db);
    }
    await inTransaction(db, (tx) => announceKey(tx, cipher, context.now));
    await learnKeys(db, cipher, new Date(context.now.getTime() + 60_000));
    expect(await reEncrypt(context, productEncryptedColumns)).toBe(4);
    expect(await reEncrypt(context, productEncryptedColumns)).toBe(0);
    const { rows } = await sql<{ id: number; phone: string; secret: string }>`
      select p.account_id as id, p.phone_cipher as phone, s.secret_cipher as secret from persons p join second_factors s using (account_id) order by 1`.execute(
      db,
    );
    expect(rows.map(({ id, phone, secret }) => [cipher.decrypt(phone, 'person-phone'), cipher.decrypt(secret, `second-factor/${id}`)])).toEqual([
      ['138123456071', 'SECRET71'],
      ['138123456072', 'SECRET72'],
    ]);
    expect(rows.every(({ phone, secret }) => phone.startsWith('k2.') && secret.startsWith('k2.'))).toBe(true);
  });
});

import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { openDatabase } from './database.ts';
import { isUnavailable } from './unavailable.ts';

const { ownerConnection } = await createTestDatabase();

it('is what a request finds that is still under way when the server has stopped: nobody waits for its answer, and it is no bug', async () => {
  const db = openDatabase(ownerConnection);
  await sql`select 1`.execute(db);
  await db.destroy();
  expect(await sql`select 1`.execute(db).catch(isUnavailable)).toBe(true);
});

it('is not what a statement did wrong', async () => {
  const db = openDatabase(ownerConnection);
  expect(await sql`select no_such_column`.execute(db).catch(isUnavailable)).toBe(false);
  await db.destroy();
});

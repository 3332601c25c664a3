import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { inTransaction } from './database.ts';

const { db, owner } = await createTestDatabase();
const NOW = new Date('2023-11-20T04:00:00Z');
const mark = (name: string) => sql`insert into installation_marks (name, set_at) values (${name}, ${NOW})`;
const marks = async () =>
  (await sql<{ name: string }>`select name from installation_marks where name like 'step%' order by name`.execute(owner)).rows.map(({ name }) => name);

beforeAll(() => sql`delete from installation_marks`.execute(owner));

describe('a transaction within a transaction', () => {
  it('is a step: what fails is taken back to its beginning, the rest stays', async () => {
    await inTransaction(db, async (tx) => {
      await inTransaction(tx, (step) => mark('step-1').execute(step));
      const failed = inTransaction(tx, async (step) => {
        await mark('step-2').execute(step);
        await inTransaction(step, (inner) => mark('step-3').execute(inner));
        await mark('step-1').execute(step);
      });
      await expect(failed).rejects.toThrow(/duplicate key/);
      await inTransaction(tx, (step) => mark('step-4').execute(step));
    });
    expect(await marks()).toEqual(['step-1', 'step-4']);
  });

  it('is gone with the one around it', async () => {
    const whole = inTransaction(db, async (tx) => {
      await inTransaction(tx, (step) => mark('step-5').execute(step));
      throw new Error('no');
    });
    await expect(whole).rejects.toThrow('no');
    expect(await marks()).not.toContain('step-5');
  });
});

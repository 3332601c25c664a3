import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { answeredLater } from './asked-behind.ts';
import { onOneConnection } from './asked-together.ts';
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

describe('statements of a transaction that are asked at once', () => {
  it('are carried out in the order asked, the first right behind the beginning', async () => {
    const counted = await inTransaction(db, async (tx) => {
      const count = () => sql<{ count: number }>`select count(*)::int as count from installation_marks where name like 'step-6%'`.execute(tx);
      const answers = await Promise.all([count(), mark('step-6a').execute(tx), count(), mark('step-6b').execute(tx), count()]);
      return [answers[0], answers[2], answers[4]].map((answer) => answer?.rows[0]?.count);
    });
    expect(counted).toEqual([0, 1, 2]);
  });

  it('fail with the first failure and leave nothing, not even what a companion would ask after it', async () => {
    const companion = { hasAsked: false };
    const whole = inTransaction(db, async (tx) => {
      const goesOn = async () => {
        await mark('step-7').execute(tx);
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        companion.hasAsked = true;
        await mark('step-8').execute(tx);
      };
      await Promise.all([goesOn(), mark('step-1').execute(tx)]);
    });
    await expect(whole).rejects.toThrow(/duplicate key/);
    await expect.poll(() => companion.hasAsked).toBe(true);
    await inTransaction(db, (tx) => mark('step-9').execute(tx));
    expect((await marks()).filter((name) => name >= 'step-7')).toEqual(['step-9']);
  });
});

describe('what a transaction asks last, without waiting for the answer', () => {
  it('is kept with it', async () => {
    await inTransaction(db, async (tx) => {
      await answeredLater(tx, [mark('step-a1').execute(tx), mark('step-a2').execute(tx)]);
      await inTransaction(tx, (step) => answeredLater(step, [mark('step-a3').execute(step)]));
    });
    expect((await marks()).filter((name) => name.startsWith('step-a'))).toEqual(['step-a1', 'step-a2', 'step-a3']);
  });

  it('fails it, and nothing is kept', async () => {
    const whole = inTransaction(db, async (tx) => {
      await mark('step-b1').execute(tx);
      await answeredLater(tx, [mark('step-1').execute(tx), mark('step-b2').execute(tx)]);
    });
    await expect(whole).rejects.toThrow(/duplicate key/);
    expect((await marks()).filter((name) => name.startsWith('step-b'))).toEqual([]);
  });

  it('is named as the reason when what came behind could not be done', async () => {
    const whole = inTransaction(db, async (tx) => {
      await answeredLater(tx, [mark('step-1').execute(tx)]);
      await mark('step-c1').execute(tx);
    });
    await expect(whole).rejects.toThrow(/duplicate key/);
  });

  it('is taken back with its step, while the transaction goes on', async () => {
    await inTransaction(db, async (tx) => {
      await expect(inTransaction(tx, (step) => answeredLater(step, [mark('step-d1').execute(step), mark('step-1').execute(step)]))).rejects.toThrow(
        /duplicate key/,
      );
      await mark('step-d2').execute(tx);
    });
    expect((await marks()).filter((name) => name.startsWith('step-d'))).toEqual(['step-d2']);
  });
});

it('what only reads may share one connection, outside a transaction and within', async () => {
  const backend = sql<{ pid: number }>`select pg_backend_pid() as pid`;
  const pidsOf = async (on: typeof db) =>
    (await onOneConnection(on, (own) => Promise.all([backend.execute(own), backend.execute(own)]))).map(({ rows }) => rows[0]?.pid);
  const [one, other] = await pidsOf(db);
  expect(one).toBe(other);
  await inTransaction(db, async (tx) => expect(new Set([...(await pidsOf(tx)), (await backend.execute(tx)).rows[0]?.pid]).size).toBe(1));
});

it('what only reads gives its connection back after every answer, when one of its statements has failed too', async () => {
  const slow = { isAnswered: false };
  const failed = onOneConnection(db, (own) => {
    const companion = sql`select pg_sleep(0.3)`.execute(own).then(() => void (slow.isAnswered = true));
    return Promise.race([companion, Promise.reject(new Error('no'))]);
  });
  await expect(failed).rejects.toThrow('no');
  expect(slow.isAnswered).toBe(true);
});

it('what only reads asks nothing more once it is over', async () => {
  const late = { ask: async (): Promise<unknown> => undefined };
  await onOneConnection(db, async (own) => {
    late.ask = () => sql`select 1`.execute(own);
    await late.ask();
  });
  await expect(late.ask()).rejects.toThrow(/after the end/);
});

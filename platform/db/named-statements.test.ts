import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { onOneConnection } from './asked-together.ts';
import type { Database } from './database.ts';

const { db } = await createTestDatabase();

const STATEMENTS = 300;
const LENGTH = 7000;
const CONNECTIONS = 8;

/** Each text is put together anew, as everywhere. */
async function askAll(own: Database): Promise<void> {
  for (let index = 0; index < STATEMENTS; index += 1) {
    await sql`select ${'甲'}::text as name ${sql.raw(`/* ${`${index}`.padEnd(LENGTH, '-')} */`)}`.execute(own);
  }
}

/** Connections that are all in use at once. */
async function onEach(work: (own: Database) => Promise<void>): Promise<void> {
  let open = 0;
  let allOpen = (): void => undefined;
  const together = new Promise<void>((resolve) => (allOpen = resolve));
  const one = async (own: Database) => {
    await sql`select 1 as one`.execute(own);
    open += 1;
    if (open === CONNECTIONS) allOpen();
    await together;
    await work(own);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, () => onOneConnection(db, one)));
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

it('keeps the text of a statement once, however many connections have it prepared', async () => {
  await onOneConnection(db, askAll);
  const before = heapUsed();
  await onEach(askAll);
  const copies = (CONNECTIONS - 1) * STATEMENTS * LENGTH;
  expect(heapUsed() - before).toBeLessThan(copies / 3);
});

import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { type Span, tracer } from '../watch/tracer.ts';
import { type Database, inTransaction } from './database.ts';
import { ownPlans } from './own-plans.ts';

const { db } = await createTestDatabase();
const countMarks = (on: Database, name: string) =>
  sql<{ count: number }>`select count(*)::int as count from installation_marks where name = ${name}`.execute(on);

it('keeps no plan of a statement that is planned for its own values, and gives the same answer', async () => {
  await inTransaction(db, async (tx) => {
    for (let run = 0; run < 7; run += 1) {
      expect((await countMarks(ownPlans(tx), `none${run}`)).rows).toEqual([{ count: 0 }]);
    }
    const kept = () =>
      sql<{ count: number }>`select count(*)::int as count from pg_prepared_statements where statement like '%from installation_marks where name%'
        and statement not like '%pg_prepared_statements%'`.execute(tx);
    expect((await kept()).rows).toEqual([{ count: 0 }]);
    await countMarks(tx, 'none');
    expect((await kept()).rows).toEqual([{ count: 1 }]);
  });
});

it('is called by its verb in traces, like any other statement', async () => {
  const spans: Span[] = [];
  tracer.start({ take: (span) => void spans.push(span), share: 1 });
  await tracer.whole('a search', async () => void (await countMarks(ownPlans(db), 'none')));
  tracer.stop();
  expect(spans.map(({ kind, name }) => [kind, name])).toEqual([
    ['client', 'select'],
    ['internal', 'a search'],
  ]);
});

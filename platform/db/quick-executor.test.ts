import { type Compilable, DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely';
import { expect, it } from 'vitest';
import type { DB } from '#database/types.ts';
import { OWN_PLAN_MARK, ownPlans } from './own-plans.ts';
import { QuickExecutor } from './quick-executor.ts';

const dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: Kysely<DB>) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};
const ordinary = new Kysely<DB>({ dialect });
const provider = { provideConnection: () => Promise.reject(new Error('nothing is asked here')) };
const quick = new Kysely<DB>({ config: { dialect }, dialect, driver: new DummyDriver(), executor: new QuickExecutor(provider, []) });

const within = sql`district between ${1} and ${2}`;
const WRITTEN = [
  sql`select 1`,
  sql`select ${'甲'}::text, ${null}::int, ${[1, 2]}::int[], ${undefined}::text`,
  sql`select * from ${sql.table('organizations')} t where ${within} and id in (${sql.join([1, 2, 3])}) and ${within}`,
  sql`select ${sql.raw('a, b')} from ${sql.table('odd"name')} where x = ${sql.lit(1)} and y = ${5}`,
  sql`select ${sql.ref('t.name')}, ${sql.id('a', 'b')} from ${sql.table('public.organizations')} t where ${sql.val(3)} = 3`,
];

it.each(WRITTEN.map((statement, index) => [index, statement] as const))('writes statement %i as Kysely does', (_index, statement) => {
  const { sql: text, parameters } = statement.compile(quick);
  expect({ text, parameters }).toEqual({ text: statement.compile(ordinary).sql, parameters: [...statement.compile(ordinary).parameters] });
});

it('writes what was built as Kysely does', () => {
  const built = (db: Kysely<DB>): Compilable => db.selectFrom('accounts').select('id').where('name', '=', '甲').orderBy('id').limit(3);
  expect(built(quick).compile().sql).toBe(built(ordinary).compile().sql);
  expect(built(quick).compile().parameters).toEqual(built(ordinary).compile().parameters);
});

it('marks what is planned for its own values', () => {
  const statement = sql`select ${1}::int`;
  expect(statement.compile(ownPlans(quick)).sql).toBe(`select $1::int${OWN_PLAN_MARK}`);
  expect(statement.compile(ownPlans(quick)).sql).toBe(statement.compile(ownPlans(ordinary)).sql);
});

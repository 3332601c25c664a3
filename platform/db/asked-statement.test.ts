import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { onOneConnection } from './asked-together.ts';
import type { Database } from './database.ts';
import { ownPlans } from './own-plans.ts';

const { db, owner } = await createTestDatabase();

const MANY_KINDS = (text: string | null) => sql<Record<string, unknown>>`
  select ${text}::text as name, 7::int8 as big, 1.5::numeric as part, '2023-11-20'::date as day, array[1, 2]::int8[] as keys, '{"a": 1}'::jsonb as more,
    null::int as nothing, '2023-11-20 12:00+08'::timestamptz as at, true as yes`;
const row = (name: string | null) => ({
  name,
  big: 7,
  part: 1.5,
  day: '2023-11-20',
  keys: [1, 2],
  more: { a: 1 },
  nothing: null,
  at: new Date('2023-11-20T04:00:00Z'),
  yes: true,
});

it.each([
  ['kept prepared', (own: Database) => own],
  ['planned for its own values', ownPlans],
])('gives the same rows the first time and ever after, each with its own, where it is %s', async (_name, planned) => {
  await onOneConnection(db, async (whole) => {
    const own = planned(whole);
    const asked = ['甲', null, '乙'].map((name) => MANY_KINDS(name).execute(own));
    expect((await Promise.all(asked)).map(({ rows }) => rows)).toEqual([[row('甲')], [row(null)], [row('乙')]]);
    expect((await MANY_KINDS('丙').execute(own)).rows).toEqual([row('丙')]);
  });
});

it.each([[[]], [[1, -2, 9007199254740991]], [[0.5, 1e-7, Number.NaN]], [[1, null]], [['甲"乙', '{}']]])('sends the list %j as it is', async (list) => {
  const asked = sql<{ list: unknown }>`select to_json(${list}::${sql.raw(list.some((one) => typeof one === 'string') ? 'text' : 'float8')}[]) as list`;
  const same = list.map((one) => (Number.isNaN(one) ? 'NaN' : one));
  for (let run = 0; run < 2; run += 1) expect((await asked.execute(db)).rows).toEqual([{ list: same }]);
});

it('says how many rows a change reached', async () => {
  const insert = (names: string[]) => sql`insert into installation_marks (name, set_at) select name, now() from unnest(${names}::text[]) as n (name)`;
  for (const names of [['one'], ['two', 'three'], []]) expect((await insert(names).execute(db)).numAffectedRows).toBe(BigInt(names.length));
  const removed = sql<{ name: string }>`delete from installation_marks where name = ${'two'} returning name`;
  expect(await removed.execute(db)).toEqual({ numAffectedRows: 1n, rows: [{ name: 'two' }] });
  expect(await removed.execute(db)).toEqual({ numAffectedRows: 0n, rows: [] });
});

/** On one connection: a good one, a bad one, a good one, all sent at once, twice. */
async function amidGoodOnes(bad: (own: Database) => Promise<unknown>): Promise<unknown[]> {
  return onOneConnection(db, async (own) => {
    const good = async () => (await sql<{ number: number }>`select ${'5'}::int as number`.execute(own)).rows;
    const once = async () => (await Promise.allSettled([good(), bad(own), good()])).map((one) => (one.status === 'rejected' ? String(one.reason) : one.value));
    return [...(await once()), ...(await once())];
  });
}

it.each([
  ['an answer that no number holds', (own: Database) => sql`select ${'9007199254740993'}::int8 as big`.execute(own), /beyond 2\^53/],
  ['a statement that the database refuses', (own: Database) => sql`select 1 / ${'0'}::int as none`.execute(own), /division by zero/],
  ['a value that cannot be sent', (own: Database) => sql`select ${{ toJSON: () => JSON.parse('{') }}::jsonb as none`.execute(own), /SyntaxError/],
])('%s fails alone, whether or not the columns are known', async (_name, bad, words) => {
  const good = [{ number: 5 }];
  expect(await amidGoodOnes(bad)).toEqual([good, expect.stringMatching(words), good, good, expect.stringMatching(words), good]);
});

it('never takes the columns of a table for those that it had', async () => {
  await sql`create table changing (id int); grant select on changing to wotu_app`.execute(owner);
  const all = (own: Database) => sql`select * from changing where id > ${0}`.execute(own);
  await onOneConnection(db, async (own) => {
    await all(own);
    await sql`alter table changing add column name text default '甲'; insert into changing values (1)`.execute(owner);
    await expect(all(own)).rejects.toThrow(/must not change result type/);
  });
});

it('takes the columns of a table as they are where nothing is kept prepared', async () => {
  await sql`create table growing (id int); insert into growing values (1); grant select on growing to wotu_app`.execute(owner);
  const all = async () => (await sql`select * from growing where id > ${0}`.execute(ownPlans(db))).rows;
  expect(await all()).toEqual([{ id: 1 }]);
  await sql`alter table growing add column name text default '甲'`.execute(owner);
  expect(await all()).toEqual([{ id: 1, name: '甲' }]);
});

import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { onOneConnection } from '#platform/db/asked-together.ts';
import { type Database, inTransaction, openDatabase } from '#platform/db/database.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { operationSchema } from '../contract/operations.ts';
import { carryOutOperation } from './commands/carry-out-operation.ts';
import { loadDivisions } from './commands/load-divisions.ts';
import { findDivisionsAt, readTreeEdition } from './division-memory.ts';
import { getDivisionPaths } from './queries/get-division-paths.ts';
import { resolveDivisions } from './queries/resolve-divisions.ts';

const { db, owner, ownerConnection } = await createTestDatabase();
const context = testContext(db);
const STREET = 410_402_001_000;
const CODE = String(STREET);

beforeAll(() => loadDivisions(context, { scope: ['410402'] }));

function rename(name: string, on = context): Promise<unknown> {
  return carryOutOperation(on, operationSchema.parse({ kind: 'rename', code: CODE, name, onDay: '2023-07-01', reason: '批复〔2023〕1 号' }));
}

/** As somebody asks who learnt the edition beside something else, through the whole database or one connection of it. */
async function nameOf(on: Database, edition?: number): Promise<string | undefined> {
  const at = edition ?? (await readTreeEdition(on));
  const [resolved, paths] = await Promise.all([resolveDivisions(on, [CODE], '2023-11-20', at), getDivisionPaths(on, [STREET], undefined, at)]);
  expect(paths.get(STREET)?.name).toBe(resolved.get(CODE)?.name);
  return resolved.get(CODE)?.name;
}

it('does not read again what is remembered of the edition', async () => {
  await nameOf(db);
  await sql`update divisions set name = '无人知道' where key = ${STREET}`.execute(owner);
  expect(await nameOf(db)).toBe('曙光街街道');
  expect(await onOneConnection(db, (own) => nameOf(own))).toBe('曙光街街道');
  await sql`update divisions set name = '曙光街街道' where key = ${STREET}`.execute(owner);
});

it('knows every change of the tree with the next question, at every process', async () => {
  const other = openDatabase({ ...ownerConnection, role: 'wotu_app' });
  expect([await nameOf(db), await nameOf(other)]).toEqual(['曙光街街道', '曙光街街道']);
  await rename('新光街道');
  expect([await nameOf(db), await nameOf(other)]).toEqual(['新光街道', '新光街道']);
  await rename('东光街道', testContext(other));
  expect([await nameOf(db), await nameOf(other)]).toEqual(['东光街道', '东光街道']);
  await other.destroy();
});

it('keeps nothing of what a transaction sees, nor of what somebody late reads', async () => {
  const before = await readTreeEdition(db);
  const within: (string | undefined)[] = [];
  const takenBack = inTransaction(db, async (tx) => {
    await rename('未提交街道', { ...context, platform: { ...context.platform, db: tx } });
    within.push(await nameOf(tx));
    throw new Error('taken back');
  });
  await expect(takenBack).rejects.toThrow('taken back');
  expect(within).toEqual(['未提交街道']);
  expect(await nameOf(db)).toBe('东光街道');
  await rename('西光街道');
  expect(await nameOf(db)).toBe('西光街道');
  // one who learnt the edition before reads what is there now, and leaves the memory alone
  expect(await nameOf(db, before)).toBe('西光街道');
  expect(await nameOf(db)).toBe('西光街道');
});

it('leaves out what is not there, and looks for it again', async () => {
  const edition = await readTreeEdition(db);
  const NEW = 410_402_999_000;
  expect((await findDivisionsAt(db, [NEW], edition)).size).toBe(0);
  await sql`insert into divisions (key, level, parent, name, short_name, kind, committee_kind, counted, also_county, official_codes, valid_from, pinyin, pinyin_initials, source)
    select ${NEW}, level, parent, '新设街道', short_name, kind, committee_kind, counted, also_county, '{}', valid_from, pinyin, pinyin_initials, source from divisions where key = ${STREET}`.execute(
    owner,
  );
  expect((await findDivisionsAt(db, [NEW], edition)).get(NEW)?.name).toBe('新设街道');
});

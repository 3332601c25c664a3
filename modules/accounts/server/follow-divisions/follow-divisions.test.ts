/** Offices, posts, accesses and hats go where their divisions go, within the operation. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { carryOutOperation, previewOperation } from '#modules/divisions/server/commands/carry-out-operation.ts';
import { operationSchema } from '#modules/divisions/contract/operations.ts';
import type { Context } from '#platform/context.ts';
import { createFactExchange } from '#platform/facts/fact-exchange.ts';
import { can } from '#platform/access/jurisdiction.ts';
import { inTransaction } from '#platform/db/database.ts';
import { rangeOf } from '#shared/division-code.ts';
import type { RoleId } from '../../contract/roles.ts';
import { loadTestDivisions, openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { findAccount } from '../account-store.ts';
import { actorOf } from '../actor-of.ts';
import { findLiveSession } from '../authenticator.ts';
import { createOffice } from '../commands/create-office.ts';
import { decideAccess } from '../commands/decide-access.ts';
import { grantPost } from '../commands/grant-post.ts';
import { requestAccess } from '../commands/request-access.ts';
import { readNotices } from '../notice-store.ts';
import { readPostsOf } from '../post-store.ts';
import { startSession } from '../start-session.ts';
import { accountFollowers } from './followers.ts';

const SHUGUANG = '410402001000';
const GUANGMING = '410402002000';
const COUNTY = '410402000000';

let operator: Context;
const order = (operation: object) => operationSchema.parse({ onDay: '2023-11-01', reason: '批复〔2023〕1 号', ...operation });
const carryOut = (operation: object) => carryOutOperation(operator, order(operation));
const MERGE = { kind: 'merge', codes: ['410402001'], into: '410402002' };

beforeEach(async () => {
  const { db } = await createTestDatabase();
  operator = testContext(db, { facts: createFactExchange([], [], [], accountFollowers) });
  await loadTestDivisions(operator);
});

const open = async (name: string, role: RoleId, division: string) => (await openAccount(operator, { name, role, division, password: false })).id;
const postsOf = async (id: number) => (await readPostsOf(operator.platform.db, [id])).map(({ div, level, endsOn }) => ({ div, level, endsOn }));
const told = async (id: number) => (await readNotices(operator.platform.db, id, null, 50)).map(({ body }) => body);

async function signIn(id: number) {
  const account = await findAccount(operator.platform.db, id);
  if (!account) throw new Error('no account');
  const { token } = await inTransaction(operator.platform.db, (tx) => startSession(tx, operator, account, { userAgent: 'x', formerToken: null }, 'password'));
  const session = await findLiveSession(operator.platform.db, token, operator.now);
  if (!session) throw new Error('no session');
  return { session, context: { ...operator, actor: actorOf(session.account, session.post, null) } };
}

async function offices(division: string) {
  const { rows } = await sql<{ name: string; district: number; parentId: number | null }>`
    select name, district, parent_id as "parentId" from offices where div = ${Number(division)} and closed_at is null order by id`.execute(
    operator.platform.db,
  );
  return rows;
}

async function ask(asker: number, division: string): Promise<number> {
  const { session, context } = await signIn(asker);
  return requestAccess(context, session, { division, verbs: ['evidence.read'], classes: ['general'], hours: 8, reason: '联合检查' });
}

async function accessAt(id: number) {
  const { rows } = await sql<{ div: number; ended: boolean }>`select div, ended_at is not null as ended from temporary_accesses where id = ${id}`.execute(
    operator.platform.db,
  );
  return rows[0];
}

describe('a merge', () => {
  it('is previewed with what goes along', async () => {
    await open('clerk', 'streetStaff', SHUGUANG);
    const { records } = await previewOperation(operator, order(MERGE));
    expect(records).toEqual([
      { register: '单位', rows: 1 },
      { register: '岗位', rows: 1 },
    ]);
  });

  it('takes clerks and local administrators along with their rights, and tells them', async () => {
    const clerk = await open('clerk', 'streetStaff', SHUGUANG);
    const system = await open('system', 'systemAdministrator', SHUGUANG);
    const security = await open('security', 'securityAdministrator', SHUGUANG);
    await carryOut(MERGE);
    for (const id of [clerk, system, security]) expect(await postsOf(id)).toEqual([{ div: Number(GUANGMING), level: 'township', endsOn: null }]);
    const { context } = await signIn(system);
    expect(context.actor.range).toEqual(rangeOf(Number(GUANGMING), 'township'));
    expect(can(context.actor, 'account.manage')).toBe(true);
    expect(await createOffice(context, { name: '新设的单位', kind: 'other', division: GUANGMING })).toBeGreaterThan(0);
    expect(await told(clerk)).toEqual([expect.stringContaining('从曙光街街道转到')]);
    expect((await told(security)).some((body) => body.includes('3 个岗位转到'))).toBe(true);
  });

  it('leaves posts that were over where they were', async () => {
    const clerk = await open('clerk', 'streetStaff', SHUGUANG);
    await grantPost(operator, clerk, { role: 'streetStaff', division: SHUGUANG, beginsOn: '2023-01-01', endsOn: '2023-03-01' });
    await carryOut(MERGE);
    expect((await postsOf(clerk)).map(({ div }) => div).toSorted()).toEqual([Number(SHUGUANG), Number(GUANGMING)]);
  });

  it('keeps offices of one name apart, their sections with them', async () => {
    const at = (division: string, name: string) => createOffice(operator, { name, kind: 'street', division });
    const former = await at(SHUGUANG, '街道办事处');
    await createOffice(operator, { name: '民政办', kind: 'section', division: SHUGUANG, parentId: former });
    const there = await at(GUANGMING, '街道办事处');
    await createOffice(operator, { name: '民政办', kind: 'section', division: GUANGMING, parentId: there });
    await carryOut(MERGE);
    expect(await offices(SHUGUANG)).toEqual([]);
    expect((await offices(GUANGMING)).map(({ name, parentId }) => [name, parentId])).toEqual([
      [`街道办事处（原曙光街街道，${former}）`, null],
      ['民政办', former],
      ['街道办事处', null],
      ['民政办', there],
    ]);
  });

  it('ends temporary accesses, as nobody agreed to the wider place', async () => {
    await open('security', 'securityAdministrator', GUANGMING);
    const asker = await open('asker', 'streetStaff', '410403001000');
    const [granted, asked] = [await ask(asker, SHUGUANG), await ask(asker, '410402001001')];
    await decideAccess(operator, granted, { granted: true });
    await carryOut(MERGE);
    expect(await accessAt(granted)).toMatchObject({ ended: true });
    expect((await told(asker))[0]).toContain('已并入别的区划');
    // the community goes on whole below the other street
    expect(await accessAt(asked)).toMatchObject({ ended: false });
    expect(Math.floor(((await accessAt(asked))?.div ?? 0) / 1000)).toBe(410402002);
  });
});

describe('a move to another district', () => {
  it('takes offices, posts and accesses along under the new code', async () => {
    const clerk = await open('clerk', 'streetStaff', SHUGUANG);
    const asker = await open('asker', 'streetStaff', '410403001000');
    const access = await ask(asker, SHUGUANG);
    const { created } = await carryOut({ kind: 'move', code: '410402001', to: '410403' });
    const code = created[0]?.code ?? '';
    expect(code.startsWith('410403')).toBe(true);
    expect(await postsOf(clerk)).toEqual([{ div: Number(code), level: 'township', endsOn: null }]);
    expect(await offices(code)).toMatchObject([{ name: `测试单位${SHUGUANG}`, district: 410403 }]);
    expect(await accessAt(access)).toEqual({ div: Number(code), ended: false });
  });
});

it('a split leaves posts with the part that stays, or takes them to the first', async () => {
  const clerk = await open('clerk', 'streetStaff', SHUGUANG);
  await carryOut({ kind: 'split', code: '410402001', remains: true, parts: [{ name: '新街道', children: ['410402001001'] }] });
  expect(await postsOf(clerk)).toEqual([{ div: Number(SHUGUANG), level: 'township', endsOn: null }]);
});

it('a new name changes nothing', async () => {
  const clerk = await open('clerk', 'streetStaff', SHUGUANG);
  await carryOut({ kind: 'rename', code: '410402001', name: '新名街道' });
  expect(await postsOf(clerk)).toEqual([{ div: Number(SHUGUANG), level: 'township', endsOn: null }]);
  expect(await told(clerk)).toEqual([]);
});

it('a division with people in it is not closed without an heir', async () => {
  const { created } = await carryOut({ kind: 'create', parent: COUNTY, name: '空街道' });
  const code = created[0]?.code ?? '';
  await open('clerk', 'streetStaff', code);
  await expect(carryOut({ kind: 'close', code, onDay: '2023-11-02' })).rejects.toMatchObject({ code: 'DIVISION_HAS_RECORDS' });
});

it('hats that would be worn twice are worn once', async () => {
  const { db } = operator.platform;
  const wear = (id: number, div: number) =>
    sql`insert into person_hats (id, account_id, hat, district, div, begins_on, given_at, given_by)
    values (${id}, 77, 'resident', ${Math.floor(div / 1e6)}, ${div}, '2023-01-01', now(), 'x')`.execute(db);
  await sql`insert into accounts (id, name, display_name, duty, created_at, created_by) values (77, 'p-77', '某人', 'person', now(), 'x')`.execute(db);
  await sql`insert into persons (account_id, phone_index, phone_cipher) values (77, 'x', 'y')`.execute(db);
  await wear(1, 410402001001);
  await wear(2, 410402001002);
  await carryOut({ kind: 'merge', codes: ['410402001001'], into: '410402001002' });
  const { rows } = await sql`select id, div, ends_on is null as worn from person_hats order by id`.execute(db);
  expect(rows).toEqual([
    { id: 1, div: 410402001001, worn: false },
    { id: 2, div: 410402001002, worn: true },
  ]);
});

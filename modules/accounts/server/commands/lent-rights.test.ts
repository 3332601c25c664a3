import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { can } from '#platform/access/jurisdiction.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { fixedClock } from '#platform/clock/clock.ts';
import { dayInChina } from '#shared/day.ts';
import { codeOf, NATION_KEY } from '#shared/division-code.ts';
import type { RoleId } from '../../contract/roles.ts';
import { loadTestDivisions, openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { findAccount } from '../account-store.ts';
import { actorOf } from '../actor-of.ts';
import { findLiveSession } from '../authenticator.ts';
import { readNotices } from '../notice-store.ts';
import { readPostsOf } from '../post-store.ts';
import { listColleagueActors } from '../queries/list-colleague-actors.ts';
import { readStandInsOf } from '../stand-in-store.ts';
import { startSession } from '../start-session.ts';
import { readOwnAccesses } from '../temporary-access-store.ts';
import { appointActing } from './appoint-acting.ts';
import { createOffice } from './create-office.ts';
import { decideAccess } from './decide-access.ts';
import { delegatePost } from './delegate-post.ts';
import { disableAccount } from './disable-account.ts';
import { endAccess } from './end-access.ts';
import { endPost } from './end-post.ts';
import { grantPost } from './grant-post.ts';
import { requestAccess } from './request-access.ts';
import { revokeStandIn } from './revoke-stand-in.ts';
import { setPostGrants } from './set-post-grants.ts';
import { type PostInUse, switchPost } from './switch-post.ts';

const COUNTY = '410402000000';
const OTHER = '410403000000';
const { db, owner } = await createTestDatabase();
const operator = testContext(db);
const NOON = operator.now.getTime();
const ids = new Map<string, number>();

const at = (hours: number): Context => {
  const now = new Date(NOON + hours * 3_600_000);
  return { ...operator, platform: { ...operator.platform, clock: fixedClock(now.toISOString()) }, now, today: dayInChina(now) };
};

async function open(name: string, role: RoleId, division = COUNTY): Promise<number> {
  const { id } = await openAccount(operator, { name, role, division, password: false });
  ids.set(name, id);
  return id;
}

const idOf = (name: string) => ids.get(name) ?? 0;
const postOf = async (name: string) => (await readPostsOf(db, [idOf(name)]))[0]?.id ?? 0;

/** A browser in which the person is signed in. */
async function enter(name: string, hours = 0) {
  const account = await findAccount(db, idOf(name));
  if (!account) throw new Error(name);
  const { token } = await inTransaction(db, (tx) => startSession(tx, at(hours), account, { userAgent: 'x', formerToken: null }, 'password'));
  return token;
}

async function seen(token: string, hours = 0) {
  // the clock of the session's own limits stands still here
  const session = await findLiveSession(db, token, new Date(NOON));
  if (!session) throw new Error('no session');
  const later = hours === 0 ? session : await laterBorrowed(token, hours);
  return { session: later, context: { ...at(hours), actor: actorOf(later.account, later.post, null, later.borrowed) } };
}

async function laterBorrowed(token: string, hours: number) {
  const now = new Date(NOON + hours * 3_600_000);
  await sql`update sessions set expires_at = ${new Date(now.getTime() + 60_000)}, seen_at = ${now}`.execute(owner);
  const session = await findLiveSession(db, token, now);
  if (!session) throw new Error('no session');
  return session;
}

async function use(token: string, what: PostInUse, hours = 0) {
  const { session, context } = await seen(token, hours);
  await switchPost(context, session, what);
  return seen(token, hours);
}

const LENT = { verbs: ['evidence.read', 'report.read'], classes: ['general', 'personal'] as const, endsOn: '2023-12-01', reason: '外出培训' };
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const lastId = async (table: string) => (await sql<{ id: number }>`select max(id) as id from ${sql.table(table)}`.execute(owner)).rows[0]?.id ?? 0;
const told = async (name: string) => (await readNotices(db, idOf(name), null, 50)).map(({ body }) => body);

beforeAll(async () => {
  await loadTestDivisions(operator);
  await open('holder', 'districtCivilAffairsStaff');
  await open('colleague', 'cityCooperatingDepartment');
  await open('third', 'otherDepartment');
  await open('stranger', 'districtCivilAffairsStaff', OTHER);
  await open('security', 'securityAdministrator');
  await open('system', 'systemAdministrator');
  await open('city.security', 'securityAdministrator', '410400000000');
  await open('other.security', 'securityAdministrator', OTHER);
});

async function delegate(to: string, more: Partial<Parameters<typeof delegatePost>[3]> = {}, from = 'holder') {
  const { session, context } = await seen(await enter(from));
  return code(delegatePost(context, session, idOf(to), { ...LENT, ...more }));
}

describe('lending part of a post to a colleague', () => {
  it('lets the colleague act with that part, in the holder’s name, and tells both', async () => {
    expect(await delegate('colleague', { classes: ['general'] })).toBe('done');
    const standIn = await lastId('stand_ins');
    const token = await enter('colleague');
    const before = await seen(token);
    expect(before.context.actor.postId).toBe(String(await postOf('colleague')));
    const { context } = await use(token, { kind: 'standIn', id: standIn });
    expect(context.actor).toMatchObject({
      id: String(idOf('colleague')),
      name: '测试人员colleague（代测试人员holder）',
      postId: String(await postOf('holder')),
      division: Number(COUNTY),
      borrowed: { kind: 'standIn', id: standIn, accountId: idOf('holder') },
    });
    expect([...context.actor.grants.keys()]).toEqual(LENT.verbs);
    expect([can(context.actor, 'evidence.read', 'general'), can(context.actor, 'evidence.read', 'personal')]).toEqual([true, false]);
    for (const name of ['holder', 'colleague']) expect((await told(name))[0], name).toContain('测试人员colleague可以代测试人员holder');
  });

  it('marks what is done so in the trail', async () => {
    const { rows } = await sql<{ actor_name: string; details: Record<string, unknown> }>`
      select actor_name, details from audit_entries where action = 'stand-in.made' order by number desc limit 1`.execute(owner);
    expect(rows[0]?.details).toMatchObject({ deputy: idOf('colleague') });
    const { session, context } = await seen(await enter('colleague'));
    await switchPost(context, session, { kind: 'standIn', id: await lastId('stand_ins') });
    const acting = await findLiveSession(db, await enter('colleague'), operator.now);
    expect(acting?.borrowed).toBeNull();
    const lent = await use(await enter('colleague'), { kind: 'standIn', id: await lastId('stand_ins') });
    await switchPost(lent.context, lent.session, { postId: await postOf('colleague') });
    const marked = await sql<{ actor_name: string; details: Record<string, unknown> }>`
      select actor_name, details from audit_entries where action = 'session.post-switched' and details ? 'insteadOf'`.execute(owner);
    expect(marked.rows[0]).toMatchObject({
      actor_name: '测试人员colleague（代测试人员holder）',
      details: { insteadOf: idOf('holder'), standIn: await lastId('stand_ins') },
    });
  });

  it.each([
    ['to oneself', 'holder', {}, 'ACCOUNT_NOT_FOUND'],
    ['to another office', 'stranger', {}, 'ACCOUNT_NOT_FOUND'],
    ['to an administrator', 'system', {}, 'STAND_IN_DUTY'],
    ['a verb that is not held', 'third', { verbs: ['report.accept'] }, 'PERMISSION_MISSING'],
    ['longer than allowed', 'third', { endsOn: '2024-02-19' }, 'STAND_IN_TOO_LONG'],
    ['ending before it begins', 'third', { endsOn: '2023-11-20' }, 'POST_DAYS'],
    ['from yesterday', 'third', { beginsOn: '2023-11-19' }, 'POST_DAYS'],
    ['a second time', 'colleague', { verbs: ['report.read'] }, 'STAND_IN_EXISTS'],
    ['the longest time', 'third', { endsOn: '2024-02-18' }, 'done'],
  ] as const)('%s: %s %o gives %s', async (_what, to, more, answer) => {
    expect(await delegate(to, more)).toBe(answer);
  });

  it('passes no class on that the holder lacks', async () => {
    expect(await delegate('third', { verbs: ['evidence.read'], classes: ['general', 'personal'] }, 'colleague')).toBe('DATA_CLASS_MISSING');
  });

  it('is not lent on, and is no door to granting', async () => {
    const { session, context } = await use(await enter('colleague'), { kind: 'standIn', id: await standInOf('colleague') });
    expect(await code(delegatePost(context, session, idOf('third'), LENT))).toBe('STAND_IN_NO_FURTHER');
    const ask = { division: OTHER, verbs: ['evidence.read'], classes: ['general'] as const, hours: 2, reason: '协查' };
    expect(await code(requestAccess(context, session, ask))).toBe('STAND_IN_NO_FURTHER');
  });

  it('happens once when two ask at once', async () => {
    await open('both', 'otherDepartment');
    const answers = await Promise.all([delegate('both'), delegate('both'), delegate('both')]);
    expect(answers.sort()).toEqual(['STAND_IN_EXISTS', 'STAND_IN_EXISTS', 'done']);
  });

  it('is over on its last day, back in the own post', async () => {
    const token = await enter('colleague');
    await use(token, { kind: 'standIn', id: await standInOf('colleague') });
    const DAYS = 24;
    expect((await seen(token, 10 * DAYS)).context.actor.borrowed?.kind).toBe('standIn');
    const over = await seen(token, 11 * DAYS);
    expect(over.context.actor.borrowed).toBeUndefined();
    expect(over.context.actor.postId).toBe(String(await postOf('colleague')));
  });

  it('can be taken back by the holder, laid down by the deputy, ended by the branch’s administrator, and by nobody else', async () => {
    const id = await standInOf('both');
    const nobodys = async (name: string) => code(revokeStandIn((await seen(await enter(name))).context, id));
    expect(await nobodys('third')).toBe('STAND_IN_NOT_FOUND');
    expect(await nobodys('other.security')).toBe('STAND_IN_NOT_FOUND');
    expect(await nobodys('system')).toBe('STAND_IN_NOT_FOUND');
    expect(await nobodys('holder')).toBe('done');
    expect(await nobodys('holder')).toBe('STAND_IN_NOT_FOUND');
    expect(await delegate('both')).toBe('done');
    const again = await standInOf('both');
    expect(await code(revokeStandIn((await seen(await enter('both'))).context, again))).toBe('done');
    expect(await delegate('both')).toBe('done');
    expect(await code(revokeStandIn((await seen(await enter('security'))).context, await standInOf('both')))).toBe('done');
  });

  it('goes with a right that the holder loses, with the holder’s account and with the post', async () => {
    await open('leaving', 'districtCivilAffairsStaff');
    expect(await delegate('third', {}, 'leaving')).toBe('done');
    await setPostGrants(operator, await postOf('leaving'), { grants: { 'evidence.read': ['general'] }, reason: '收窄' });
    const token = await enter('third');
    await use(token, { kind: 'standIn', id: await standInOf('third') });
    expect([...(await seen(token)).context.actor.grants].map(([verb, classes]) => [verb, [...classes]])).toEqual([['evidence.read', ['general']]]);
    await disableAccount(operator, idOf('leaving'));
    expect((await seen(token)).context.actor.borrowed).toBeUndefined();
    await endPost(operator, await postOf('leaving'));
    expect(await code(use(await enter('third'), { kind: 'standIn', id: await standInOf('third') }))).toBe('POST_NOT_FOUND');
    expect((await told('third'))[0]).toContain('已经结束');
  });
});

async function standInOf(name: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`select max(id) as id from stand_ins where account_id = ${idOf(name)}`.execute(owner);
  return rows[0]?.id ?? 0;
}

describe('an acting deputy', () => {
  const acting = async (by: string, post: string, deputy: string, verbs: string[]) =>
    code(appointActing((await seen(await enter(by))).context, await postOf(post), idOf(deputy), { ...LENT, verbs }));

  it('is appointed by the branch’s security administrator, with what the post holds', async () => {
    expect(await acting('system', 'holder', 'third', ['evidence.edit'])).toBe('PERMISSION_MISSING');
    expect(await acting('other.security', 'holder', 'stranger', ['evidence.edit'])).toBe('POST_NOT_FOUND');
    expect(await acting('security', 'holder', 'stranger', ['evidence.edit'])).toBe('ACCOUNT_NOT_FOUND');
    expect(await acting('security', 'holder', 'system', ['evidence.edit'])).toBe('STAND_IN_DUTY');
    expect(await acting('security', 'holder', 'third', ['report.accept'])).toBe('GRANT_BEYOND_POST');
    await open('deputy', 'otherDepartment');
    expect(await acting('security', 'holder', 'deputy', ['evidence.edit'])).toBe('done');
  });

  it('of one’s own post is nobody’s to appoint, for the administrators of the nation neither', async () => {
    await open('nation.security', 'securityAdministrator', codeOf(NATION_KEY));
    await open('nation.second', 'securityAdministrator', codeOf(NATION_KEY));
    expect(await acting('nation.security', 'nation.security', 'nation.second', ['account.read'])).toBe('ACCOUNT_OWN');
    expect(await acting('nation.second', 'nation.security', 'nation.second', ['account.read'])).toBe('ACCOUNT_OWN');
  });

  it('of an administrator comes from above, and gives neither oneself nor the other anything', async () => {
    await open('security2', 'securityAdministrator');
    const verbs = ['security.manage', 'account.read'];
    expect(await acting('security', 'security2', 'security', verbs)).toBe('ROLE_BRANCH_OWN');
    expect(await acting('city.security', 'security2', 'security', verbs)).toBe('done');
    const { context } = await use(await enter('security'), { kind: 'standIn', id: await standInOf('security') });
    const grant = (id: number) => code(grantPost(context, id, { role: 'securityAdministrator', division: '410402001000' }));
    expect(await grant(idOf('security'))).toBe('ACCOUNT_OWN');
    expect(await grant(idOf('security2'))).toBe('ACCOUNT_OWN');
  });

  it('cannot be arranged by an administrator alone', async () => {
    expect(await delegate('security2', { verbs: ['security.manage'] }, 'security')).toBe('STAND_IN_ADMINISTRATOR');
  });
});

describe('temporary access', () => {
  const ASK = { division: OTHER, verbs: ['evidence.read', 'plan.read'], classes: ['general'] as const, hours: 8, reason: '跨区协查' };
  const request = async (name: string, more: Partial<Parameters<typeof requestAccess>[2]> = {}) => {
    const { session, context } = await seen(await enter(name));
    return code(requestAccess(context, session, { ...ASK, ...more }));
  };
  const decide = async (name: string, input: Parameters<typeof decideAccess>[2], hours = 0) =>
    code(decideAccess({ ...(await seen(await enter(name))).context, ...(hours ? { now: at(hours).now } : {}) }, await lastId('temporary_accesses'), input));

  it.each([
    ['holder', {}, 'done'],
    ['holder', {}, 'ACCESS_OPEN'],
    ['holder', { division: '410402001000' }, 'ACCESS_DIVISION'],
    ['holder', { division: '419999000000' }, 'ACCESS_DIVISION'],
    ['holder', { division: '000000000000' }, 'ACCESS_DIVISION'],
    ['holder', { verbs: ['report.accept'] }, 'PERMISSION_MISSING'],
    ['colleague', { classes: ['personal'] }, 'DATA_CLASS_MISSING'],
    ['security', {}, 'STAND_IN_ADMINISTRATOR'],
  ] as const)('asked by %s with %o: %s', async (name, more, answer) => {
    expect(await request(name, more)).toBe(answer);
  });

  it('is decided by the security administrator there, who was told', async () => {
    expect((await told('other.security'))[0]).toContain('跨区协查');
    expect((await told('security')).filter((body) => body.includes('跨区协查'))).toEqual([]);
    expect(await decide('security', { granted: true })).toBe('ACCESS_NOT_FOUND');
    expect(await decide('system', { granted: true })).toBe('PERMISSION_MISSING');
    expect(await decide('other.security', { granted: true, hours: 9 })).toBe('ACCESS_HOURS');
    const answers = await Promise.all([decide('other.security', { granted: true, hours: 4 }), decide('other.security', { granted: false })]);
    expect(answers.sort()).toEqual(['ACCESS_DECIDED', 'done']);
  });

  it('reaches there and nowhere else, marked, is noticed by the office there, and ends by itself', async () => {
    await sql`update temporary_accesses set ended_at = ${operator.now} where ended_at is null`.execute(owner);
    expect(await request('holder')).toBe('done');
    expect(await decide('other.security', { granted: true, hours: 4, note: '找周晨，13800001234' })).toBe('done');
    const notes = await sql<{ note: string }>`select decision_note as note from temporary_accesses where decision_note is not null`.execute(owner);
    expect(notes.rows).toEqual([{ note: '找周晨，138****1234' }]);
    expect((await told('stranger'))[0]).toContain('在4小时内');
    const id = await lastId('temporary_accesses');
    const token = await enter('holder');
    const { context } = await use(token, { kind: 'temporaryAccess', id });
    expect(context.actor).toMatchObject({ range: { from: Number(OTHER), to: Number(OTHER) + 1_000_000 }, borrowed: { kind: 'temporaryAccess', id } });
    expect([can(context.actor, 'evidence.read', 'general'), can(context.actor, 'evidence.read', 'personal'), can(context.actor, 'evidence.edit')]).toEqual([
      true,
      false,
      false,
    ]);
    expect((await seen(token, 3.9)).context.actor.borrowed?.kind).toBe('temporaryAccess');
    const over = await seen(token, 4);
    expect(over.context.actor.borrowed).toBeUndefined();
    expect(over.context.actor.division).toBe(Number(COUNTY));
  });

  it('can be ended early by either side', async () => {
    for (const ender of ['holder', 'other.security']) {
      expect(await request('holder', { division: '410403001000' })).toBe('done');
      expect(await decide('other.security', { granted: true })).toBe('done');
      const id = await lastId('temporary_accesses');
      expect(await code(endAccess((await seen(await enter('third'))).context, id))).toBe('ACCESS_NOT_FOUND');
      expect(await code(endAccess((await seen(await enter(ender))).context, id))).toBe('done');
      expect(await code(use(await enter('holder'), { kind: 'temporaryAccess', id }))).toBe('POST_NOT_FOUND');
    }
  });
});

describe('the grants of a single post', () => {
  const set = async (by: string, post: string, grants: Parameters<typeof setPostGrants>[2]['grants']) =>
    code(setPostGrants((await seen(await enter(by))).context, await postOf(post), { grants, reason: '分工调整' }));

  it.each([
    ['security', 'colleague', { 'evidence.read': ['general'] }, 'done'],
    ['security', 'colleague', { 'evidence.read': ['general', 'personal'], 'evidence.edit': ['general'] }, 'done'],
    ['security', 'colleague', { 'evidence.read': ['general', 'restricted'] }, 'GRANT_NOT_GRANTABLE'],
    ['city.security', 'colleague', { 'evidence.read': ['general', 'restricted'] }, 'done'],
    ['security', 'colleague', { 'evidence.read': ['general', 'restricted'], 'evidence.edit': ['general'] }, 'done'],
    ['security', 'colleague', { 'evidence.read': ['general', 'restricted', 'financial'] }, 'GRANT_NOT_GRANTABLE'],
    ['city.security', 'colleague', { 'report.accept': ['general'] }, 'GRANT_NOT_GRANTABLE'],
    ['city.security', 'colleague', { 'security.manage': ['general'] }, 'GRANT_NOT_GRANTABLE'],
    ['city.security', 'security', { 'division.read': ['general'], 'audit.read': ['general'] }, 'GRANT_NOT_GRANTABLE'],
    ['other.security', 'colleague', {}, 'POST_NOT_FOUND'],
    ['system', 'colleague', {}, 'PERMISSION_MISSING'],
    ['security', 'security', { 'division.read': ['general'] }, 'ACCOUNT_OWN'],
  ] as const)('by %s for %s as %o: %s', async (by, post, grants, answer) => {
    expect(await set(by, post, grants)).toBe(answer);
  });

  it('decide what the holder may do, and only differences are kept', async () => {
    await open('tuned', 'cityCooperatingDepartment');
    const token = await enter('tuned');
    const grants = { 'evidence.read': ['general', 'personal'], 'plan.read': ['general'], 'division.read': ['general'] } as const;
    expect(await set('security', 'tuned', grants)).toBe('done');
    expect(await findLiveSession(db, token, operator.now)).toBeUndefined();
    const { context } = await seen(await enter('tuned'));
    expect(Object.fromEntries([...context.actor.grants].map(([verb, classes]) => [verb, [...classes]]))).toEqual(grants);
    const { rows } = await sql<{ changes: unknown }>`select grant_changes as changes from posts where id = ${await postOf('tuned')}`.execute(owner);
    expect(rows[0]?.changes).toEqual({
      'evidence.read': ['general', 'personal'],
      'evidence.export': [],
      'report.read': [],
      'activity.read': [],
    });
  });
});

it('offers sections of a bureau as colleagues', async () => {
  const bureau = (await findAccount(db, idOf('holder')))?.officeId ?? 0;
  expect(bureau).toBeGreaterThan(0);
  await expect(createOffice(operator, { name: '基层政权科', kind: 'section', division: COUNTY })).rejects.toMatchObject({ code: 'OFFICE_PARENT' });
  const section = await createOffice(operator, { name: '基层政权科', kind: 'section', division: COUNTY, parentId: bureau });
  await expect(createOffice(operator, { name: '下级科', kind: 'section', division: COUNTY, parentId: section })).rejects.toMatchObject({
    code: 'OFFICE_PARENT',
  });
  await sql`update accounts set office_id = ${section} where id = ${idOf('third')}`.execute(owner);
  const { readColleagues } = await import('../colleague-store.ts');
  expect((await readColleagues(db, idOf('third'), 0, 50)).map(({ id }) => id)).toContain(idOf('holder'));
  // as whom they act, with the rights of their post: whoever hands over a desk picks among those who may take it
  const holder = (await listColleagueActors(db, idOf('third'), operator.now)).find(({ account }) => account === 'holder');
  expect(holder).toMatchObject({ actor: { id: String(idOf('holder')), division: Number(COUNTY) } });
  expect(holder && can(holder.actor, 'filing.enter')).toBe(true);
});

it('lists to each person what that person lent, borrowed or asked for, and nothing of others', async () => {
  const people = [...ids.values()];
  const lent = await Promise.all(people.map((id) => readStandInsOf(db, id)));
  const asked = await Promise.all(people.map((id) => readOwnAccesses(db, id, null, 100)));
  expect(new Set(lent.flat().map(({ id }) => id)).size).toBeGreaterThan(1);
  for (const [index, id] of people.entries()) {
    expect(lent[index]?.filter(({ accountId, holderId }) => accountId !== id && holderId !== id)).toEqual([]);
    expect(asked[index]?.filter(({ accountId }) => accountId !== id)).toEqual([]);
  }
  expect([lent.filter(({ length }) => length > 0).length > 1, asked.some(({ length }) => length > 0)]).toEqual([true, true]);
});

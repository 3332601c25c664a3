/** What is over counts no more, from its first moment on: posts by their last day, disabled accounts, sessions past their twelve hours. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { NOBODY } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction, type Transaction } from '#platform/db/database.ts';
import type { Day } from '#shared/day.ts';
import { loadTestDivisions, openAccount, PASSWORD } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { codeAt, enrol } from '#tests/support/second-factor.ts';
import type { RoleId } from '../contract/roles.ts';
import { findAccount, lockAccount } from './account-store.ts';
import { actorOf } from './actor-of.ts';
import { findLiveSession } from './authenticator.ts';
import { readBorrowedRights } from './borrowed-rights.ts';
import { appointActing } from './commands/appoint-acting.ts';
import { decideAccess } from './commands/decide-access.ts';
import { disableAccount } from './commands/disable-account.ts';
import { endAccess } from './commands/end-access.ts';
import { passSecondStep } from './commands/pass-second-step.ts';
import { requestAccess } from './commands/request-access.ts';
import { signIn } from './commands/sign-in.ts';
import { postFollower } from './follow-divisions/posts.ts';
import { readPostsOf } from './post-store.ts';
import { getPostGrants } from './queries/get-post-grants.ts';
import { hasOtherHolder } from './queries/has-other-holder.ts';
import { listIncomingAccesses } from './queries/list-accesses.ts';
import { listColleagueActors } from './queries/list-colleague-actors.ts';
import { listOwnSessions } from './queries/list-own-doors.ts';
import { administratorsNear } from './recipients.ts';
import { startSession } from './start-session.ts';

const COUNTY = '410402000000';
const OTHER = '410403000000';
const STREET = '410402001000';
const TODAY = '2023-11-20';
const { db, owner } = await createTestDatabase();
const operator = testContext(db);
const browser = { userAgent: 'x', formerToken: null };
const LENT = { verbs: ['evidence.read'], classes: ['general'] as const, reason: '外出培训' };

const open = async (name: string, role: RoleId, division = COUNTY) => (await openAccount(operator, { name, role, division, password: false })).id;
const postOf = async (id: number) => (await readPostsOf(db, [id]))[0]?.id ?? 0;
const endsOn = (id: number, day: Day) => sql`update posts set ends_on = ${day} where account_id = ${id}`.execute(owner);
const at = (iso: string): Context => testContext(db, { now: iso });
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

async function enter(id: number, context = operator) {
  const account = await findAccount(db, id);
  if (!account) throw new Error(`no account ${id}`);
  const started = await inTransaction(db, (tx) => startSession(tx, context, account, browser, 'password'));
  const session = await findLiveSession(db, started.token, context.now);
  return { token: started.token, session, context: { ...context, actor: session ? actorOf(session.account, session.post, null) : NOBODY } };
}

async function ask(id: number): Promise<number> {
  const { session, context } = await enter(id);
  if (!session) throw new Error('no session');
  return requestAccess(context, session, { ...LENT, division: OTHER, hours: 24 });
}

beforeAll(() => loadTestDivisions(operator));

describe('rights that are lent', () => {
  it('end with the last day of the post that they come from', async () => {
    const [holder, deputy] = [await open('holder', 'districtCivilAffairsStaff'), await open('deputy', 'districtCivilAffairsStaff')];
    await appointActing(operator, await postOf(holder), deputy, { ...LENT, endsOn: '2023-12-01' });
    await decideAccess(operator, await ask(holder), { granted: true });
    await endsOn(holder, '2023-11-21');
    const lent = async (iso: string) => [
      (await readBorrowedRights(db, deputy, at(iso).now)).length,
      (await readBorrowedRights(db, holder, at(iso).now)).length,
    ];
    expect(await lent('2023-11-20T15:59:00Z')).toEqual([1, 1]);
    expect(await lent('2023-11-20T16:01:00Z')).toEqual([0, 0]);
  });

  it('may be lent again to the same colleague once the time is over, and not before', async () => {
    const [holder, deputy] = [await open('again', 'districtCivilAffairsStaff'), await open('again2', 'districtCivilAffairsStaff')];
    const post = await postOf(holder);
    const lend = (iso: string, until: Day) => code(appointActing(at(iso), post, deputy, { ...LENT, endsOn: until }));
    expect(await lend('2023-11-20T04:00:00Z', '2023-11-25')).toBe('done');
    expect(await lend('2023-11-24T04:00:00Z', '2023-11-30')).toBe('STAND_IN_EXISTS');
    expect(await lend('2023-11-25T04:00:00Z', '2023-11-30')).toBe('done');
  });
});

describe('temporary access', () => {
  it('is listed and ended by the security administrator there only, and decided by nobody for themself', async () => {
    const asker = await open('asker', 'districtCivilAffairsStaff');
    const there = await enter(await open('there.security', 'securityAdministrator', OTHER));
    const here = await enter(await open('here.security', 'securityAdministrator'));
    const clerk = await enter(await open('there.clerk', 'districtCivilAffairsStaff', OTHER));
    const id = await ask(asker);
    const listed = async ({ context }: typeof there) => (await listIncomingAccesses(context, { limit: 20, withTotal: false })).items.map((item) => item.id);
    expect(await listed(there)).toContain(id);
    expect(await listed(here)).toEqual([]);
    const asAsker = { ...there.context, actor: { ...there.context.actor, id: String(asker) } };
    expect(await code(decideAccess(asAsker, id, { granted: true }))).toBe('ACCOUNT_OWN');
    expect(await code(decideAccess(there.context, id, { granted: true }))).toBe('done');
    expect(await code(endAccess(here.context, id))).toBe('ACCESS_NOT_FOUND');
    expect(await code(endAccess(clerk.context, id))).toBe('ACCESS_NOT_FOUND');
    expect(await code(endAccess(there.context, id))).toBe('done');
  });
});

describe('whoever left', () => {
  it('is no colleague who takes a desk over', async () => {
    const [stays, leaves] = [await open('stays', 'streetStaff', STREET), await open('leaves', 'streetStaff', STREET)];
    const colleagues = async () => (await listColleagueActors(db, stays, operator.now)).map(({ account }) => account);
    expect(await colleagues()).toEqual(['leaves']);
    await disableAccount(operator, leaves);
    expect(await colleagues()).toEqual([]);
  });

  it('reviews nothing in the office any more: the author may not count on them', async () => {
    const division = Number('410402002000');
    const id = (await openAccount(operator, { name: 'reviewer', role: 'streetStaff', division: '410402002000' })).id;
    const { rows } = await sql<{ ends_on: Day | null }>`select ends_on from posts where account_id = ${id}`.execute(owner);
    expect(rows).toEqual([{ ends_on: null }]);
    const has = (today: Day) => hasOtherHolder(db, { division, verb: 'evidence.edit', except: [], today });
    expect(await has(TODAY)).toBe(true);
    await endsOn(id, '2023-11-22');
    expect([await has('2023-11-21'), await has('2023-11-22')]).toEqual([true, false]);
    await disableAccount(operator, id);
    expect(await has('2023-11-21')).toBe(false);
  });

  it('is told nothing that the administrator of the place is told: the one above is', async () => {
    const city = await open('near.city', 'securityAdministrator', '410400000000');
    const [ended, disabled] = [
      await open('near.ended', 'securityAdministrator', '410403001000'),
      await open('near.gone', 'securityAdministrator', '410403002000'),
    ];
    await endsOn(ended, '2023-11-22');
    const above = await open('near.county', 'securityAdministrator', OTHER);
    const near = (key: number, today: Day = TODAY) => inTransaction(db, (tx) => administratorsNear(tx, key, today));
    expect([await near(410403001000), await near(410403002000)]).toEqual([[ended], [disabled]]);
    await disableAccount(operator, disabled);
    for (const key of [410403001000, 410403002000]) {
      const told = await near(key, '2023-11-22');
      expect(told).toContain(above);
      expect(told).not.toContain(city);
      expect(told).not.toContain(ended);
      expect(told).not.toContain(disabled);
    }
  });

  it('has no post that goes along with its division', async () => {
    const id = await open('moved', 'neighborhoodCommitteeStaff', '410402001001');
    const count = (today: Day) => inTransaction(db, (tx) => postFollower.count(tx, { ...operator, today }, [410402001001]));
    await endsOn(id, '2023-11-22');
    expect([await count('2023-11-21'), await count('2023-11-22')]).toEqual([1, 0]);
  });
});

it('offers grants to tick to whoever may give them, and not of the own post', async () => {
  const post = await postOf(await open('ticked', 'districtCivilAffairsStaff'));
  const security = await open('tick.security', 'securityAdministrator');
  const offered = async (id: number, of = post) => (await getPostGrants((await enter(id)).context, of)).grantable.length > 0;
  expect(await offered(security)).toBe(true);
  expect(await offered(await open('tick.system', 'systemAdministrator'))).toBe(false);
  expect(await offered(security, await postOf(security))).toBe(false);
});

it('lists no session past its twelve hours, however busy it was', async () => {
  const id = await open('busy', 'districtCivilAffairsStaff');
  await enter(id);
  const { token } = await enter(id, at('2023-11-20T08:00:00Z'));
  const evening = at('2023-11-20T16:00:00Z');
  await sql`update sessions set seen_at = ${evening.now} where account_id = ${id}`.execute(owner);
  expect((await listOwnSessions(evening, token)).map(({ current }) => current)).toEqual([true]);
});

describe('a door that closes while somebody is passing', () => {
  /** Holds the account, begins the work, and changes the account once the work waits for it. */
  async function meanwhile(id: number, work: () => Promise<unknown>, change: (tx: Transaction) => Promise<unknown>): Promise<string> {
    const begun = await inTransaction(db, async (tx) => {
      await lockAccount(tx, id);
      const answer = code(work());
      while (!(await isAnybodyWaiting())) await new Promise((done) => setTimeout(done, 10));
      await change(tx);
      return [answer] as const;
    });
    return begun[0];
  }

  async function isAnybodyWaiting(): Promise<boolean> {
    const { rows } = await sql<{
      waits: boolean;
    }>`select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waits`.execute(owner);
    return rows[0]?.waits ?? false;
  }

  it('lets nobody in with a password that is the former one by then, nor with an account that is disabled', async () => {
    const { id } = await openAccount(operator, { name: 'passing', role: 'streetStaff', division: STREET });
    const pass = () => signIn({ ...operator, actor: NOBODY }, { account: 'passing', password: PASSWORD }, browser);
    expect(await meanwhile(id, pass, (tx) => sql`update accounts set display_name = '同一人' where id = ${id}`.execute(tx))).toBe('done');
    expect(await meanwhile(id, pass, (tx) => sql`update accounts set disabled_at = ${operator.now} where id = ${id}`.execute(tx))).toBe('SIGN_IN_FAILED');
  });

  it('lets nobody pass the second step that was passed in another window', async () => {
    const { id } = await openAccount(operator, { name: 'twofold', role: 'districtCivilAffairsStaff', division: COUNTY });
    const { secret } = await enrol(operator, (await enter(id)).token);
    const later = at('2023-11-20T06:00:00Z');
    const { token } = await enter(id, later);
    const pass = () => passSecondStep({ ...later, actor: NOBODY }, codeAt(secret, later.now), { ...browser, formerToken: token });
    const gone = (tx: Transaction) => sql`delete from sessions where account_id = ${id}`.execute(tx);
    expect(await meanwhile(id, pass, gone)).toBe('SECOND_STEP_LAPSED');
  });
});

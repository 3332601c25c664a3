/** What an office or a person is told and may do beyond its place or its rights: nothing, wherever it looks. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { NOBODY } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { nextRecordId } from '#platform/db/record-ids.ts';
import { codeOf, districtOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs, ALL_MATERIALS, completeForm, deskOf, idNumberOf, meansOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { annualFileKeeper } from './annual-files.ts';
import { writeReport } from './annual-report-store.ts';
import { actOnApplication } from './commands/act-on-application.ts';
import { answerObjection } from './commands/answer-objection.ts';
import { handOverDesk } from './commands/hand-over-desk.ts';
import { publishRuleSet } from './commands/publish-rule-set.ts';
import { recordAnnualReturn } from './commands/record-annual-return.ts';
import { getAuthority } from './commands/set-authority.ts';
import { startApplication } from './commands/start-application.ts';
import { submitObjection } from './commands/submit-objection.ts';
import { watchDeadlines } from './commands/watch-deadlines.ts';
import type { Taker } from './means.ts';
import { objectionFileKeeper } from './objection-files.ts';
import { filingKeeper } from './organization-keeper.ts';
import { getApplication } from './queries/get-application.ts';
import { getLeaderAccount } from './queries/get-leader-account.ts';
import { getStatistics } from './queries/get-statistics.ts';
import { getTimeline } from './queries/get-timeline.ts';
import { listApplications } from './queries/list-applications.ts';
import { listObjections } from './queries/list-objections.ts';
import { listTakers } from './queries/list-takers.ts';
import { listTemplates } from './queries/list-templates.ts';
import { getRuleSet } from './queries/rule-sets.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const means = meansOf(productRegisters);
const { leader, street, district } = deskOf(operator, 'pingdingshan');
const elsewhere = deskOf(operator, 'guangzhou');
const { community: COMMUNITY, street: STREET, county: COUNTY, city: CITY } = PLACES.pingdingshan;
const OTHER_STREET = COUNTY + 2000;
const otherStreet: Context = { ...operator, actor: actorAs('streetStaff', OTHER_STREET, 'township') };
/** the same people, without one of their rights */
const without = (context: Context, right: string): Context => ({
  ...context,
  actor: { ...context.actor, grants: new Map([...context.actor.grants].filter(([one]) => one !== right)) },
});
const codeFrom = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

let count = 0;
async function begin(by: Context, division: number, name: string, { side = 'office' as 'office' | 'own', leaderNumber = 0 } = {}): Promise<number> {
  count += 1;
  const draft = {
    form: completeForm(name),
    leaderIdNumber: idNumberOf(leaderNumber || count),
    leaderPhone: `1380013${8000 + count}`,
    materials: ALL_MATERIALS,
  };
  return startApplication(by, means, side, { procedure: 'filing', division: codeOf(division), draft, atOnce: { action: 'submit', input: {} } });
}
async function grant(by: Context, id: number): Promise<number> {
  const { version } = await getApplication(by, means, 'office', id);
  await actOnApplication(by, means, 'office', { id, version, action: 'grant', input: {} });
  return Number((await getApplication(by, means, 'office', id)).organizationId);
}

let choir = 0;
beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'guangzhou']);
  await loadDivisions(operator, { scope: [String(OTHER_STREET).slice(0, 9)] });
  choir = await grant(street, await begin(leader, COMMUNITY, '邻里合唱队', { side: 'own' }));
}, 60_000);

describe('of places elsewhere', () => {
  it('an office sees and begins nothing', async () => {
    expect(await codeFrom(begin(elsewhere.street, COMMUNITY, '越界社'))).toBe('RECORD_NOT_FOUND');
    expect(await codeFrom(getTimeline(elsewhere.district, choir))).toBe('RECORD_NOT_FOUND');
    expect(await filingKeeper.matters(elsewhere.street, choir)).toEqual([]);
    expect(await filingKeeper.matters(street, choir)).toHaveLength(1);
    const year = { from: '2023-01-01', to: '2023-12-31' };
    expect(await getStatistics(elsewhere.district, year)).toEqual([]);
    expect(await getStatistics(district, year)).toMatchObject([{ granted: 1 }]);
    expect(await codeFrom(recordAnnualReturn(elsewhere.district, choir, 2022, { version: 0, submittedOn: '2023-02-01' }))).toBe('RECORD_NOT_FOUND');
  });

  it('a list that asks for one community shows no other', async () => {
    const listed = async (division: number) => (await listApplications(street, 'office', { limit: 10, withTotal: true, division: codeOf(division) })).total;
    expect([await listed(COMMUNITY), await listed(COMMUNITY + 1)]).toEqual([1, 0]);
  });

  it('a district hears of those that stand near in the street of the application only', async () => {
    // under the leader of the choir
    const there = await begin(otherStreet, OTHER_STREET, '门球队', { leaderNumber: 1 });
    expect((await getApplication(district, means, 'office', there)).similar).toEqual([]);
    const here = await begin(street, COMMUNITY, '象棋队', { leaderNumber: 1 });
    expect((await getApplication(district, means, 'office', here)).similar.map(({ name }) => name)).toEqual(['邻里合唱队']);
  });

  it('a desk goes to nobody, and takes no case along', async () => {
    const id = await begin(elsewhere.street, PLACES.guangzhou.community, '沙面读书社');
    const colleague = (account: string, division: number): Taker => ({ id: account, name: account, account, office: '', division, mayHandle: true });
    const people = [colleague('here', STREET), colleague('there', PLACES.guangzhou.street)];
    const handing = meansOf(productRegisters, {
      findColleague: async (_context, account) => people.find((one) => one.account === account),
      listColleagues: async () => people,
    });
    expect((await listTakers(street, handing, undefined)).map(({ account }) => account)).toEqual(['here']);
    const asked = { from: elsewhere.street.actor.id, ids: [id], reason: '调离' };
    expect(await codeFrom(handOverDesk(street, handing, { ...asked, to: 'there' }))).toBe('FILING_HANDLER_UNKNOWN');
    expect(await handOverDesk(street, handing, { ...asked, to: 'here' })).toBe(0);
    expect(await handOverDesk(elsewhere.street, handing, { ...asked, to: 'there' })).toBe(1);
  });

  it('deadlines are watched only where whoever watches reaches', async () => {
    await begin(street, COMMUNITY, '守时社');
    const night = { now: new Date('2023-12-20T18:00:00Z'), today: '2023-12-21' };
    const nothing = { reminded: 0, lapsed: 0, escalated: 0, recounted: 0 };
    expect(await watchDeadlines({ ...deskOf(operator, 'hainan').district, ...night }, means)).toEqual(nothing);
    expect((await watchDeadlines({ ...operator, ...night }, means)).reminded).toBeGreaterThan(0);
  });

  it('nobody makes rules, and reasons for rules are kept without numbers', async () => {
    const city: Context = { ...operator, actor: actorAs('cityCivilAffairsStaff', CITY, 'city') };
    const content = (id: string, division: number) => ({
      id,
      name: id,
      division: codeOf(division),
      documents: {},
      settings: { filingDecisionTerm: { value: { count: 3, unit: 'workingDays' }, basis: 'setting', clause: 'GK' } },
    });
    const publish = (id: string, division: number) => publishRuleSet(city, { id, content: content(id, division), baseVersion: 0, reason: '问 13800138000' });
    expect(await codeFrom(publish('liwan', PLACES.guangzhou.county))).toBe('RULE_SET_OTHER_PLACE');
    expect(await publish('xinhua', COUNTY)).toEqual({ version: 1 });
    expect((await getRuleSet(city, 'xinhua')).versions).toMatchObject([{ reason: '问 138****8000' }]);
  });
});

describe('without the right', () => {
  it('nobody is told that they may edit templates and numbers, or hand out a code', async () => {
    const barred = without(street, 'notice.manage');
    expect([(await listTemplates(street)).mayEdit, (await listTemplates(barred)).mayEdit]).toEqual([true, false]);
    expect([(await getAuthority(street)).mayEdit, (await getAuthority(barred)).mayEdit]).toEqual([true, false]);
    const mayIssue = async (by: Context) => (await getLeaderAccount(by, choir)).mayIssue;
    expect([await mayIssue(street), await mayIssue(without(street, 'filing.enter'))]).toEqual([true, false]);
  });

  it('the yearly return is the registering office’s to record, whoever reads beside it', async () => {
    const city: Context = { ...operator, actor: actorAs('cityCivilAffairsStaff', CITY, 'city') };
    expect(await codeFrom(recordAnnualReturn(city, choir, 2022, { version: 0, submittedOn: '2023-02-01' }))).toBe('FILING_NOT_YOURS');
  });

  it('no file of a yearly report is opened: a draft by its leader alone, one handed in by offices that read', async () => {
    const place = { district: districtOf(COMMUNITY), div: COMMUNITY, recordedDiv: COMMUNITY, organizationId: choir };
    const report = { content: {}, version: 1 };
    const write = (year: number, handedInAt: Date | null) =>
      inTransaction(operator.platform.db, async (tx) => {
        const id = await nextRecordId(tx, place.district);
        await writeReport(
          tx,
          place,
          year,
          { ...report, id, handedInAt, handedInByName: handedInAt && leader.actor.name },
          { id: leader.actor.id, at: operator.now },
        );
        return id;
      });
    const [draft, handedIn] = [await write(2021, null), await write(2022, operator.now)];
    const reach = (by: Context, ownerId: number) => annualFileKeeper.reachOf(by, { id: 1, ownerId, part: '', district: place.district, div: COMMUNITY });
    expect(await Promise.all([leader, without(leader, 'filing.apply'), street].map((by) => reach(by, draft)))).toEqual(['owns', 'none', 'none']);
    expect(await Promise.all([street, without(street, 'filing.read'), elsewhere.street].map((by) => reach(by, handedIn)))).toEqual(['reads', 'none', 'none']);
  });

  it('an objection is neither answered nor its papers opened, and by no office that it no longer lies with', async () => {
    const { rows } = await sql<{ id: number }>`select id from filing_notices where kind = 'filingDisclosure' and organization_id = ${choir}`.execute(owner);
    const noticeId = rows[0]?.id ?? 0;
    await submitObjection({ ...operator, actor: NOBODY }, { noticeId, name: '赵冬', phone: '13900139000', content: '他们晚上十点还在楼下唱歌。' });
    const mayAnswer = async (by: Context) => (await listObjections(by, { limit: 10, withTotal: false })).items.map((one) => one.mayAnswer);
    expect([await mayAnswer(street), await mayAnswer(without(street, 'notice.manage'))]).toEqual([[true], [false]]);
    const [objection] = (await sql<{ id: number }>`select id from filing_objections`.execute(owner)).rows;
    const id = objection?.id ?? 0;
    const reach = (by: Context) => objectionFileKeeper.reachOf(by, { id: 1, ownerId: id, part: '', district: districtOf(COMMUNITY), div: COMMUNITY });
    expect([await reach(street), await reach(without(street, 'filing.read')), await reach(district)]).toEqual(['reads', 'none', 'none']);
    await sql`update filing_objections set div = ${OTHER_STREET} where id = ${id}`.execute(owner);
    expect(await reach(street)).toBe('none');
    expect(await codeFrom(answerObjection(street, { id, version: 1, outcome: 'rejected', answer: '不属实。' }))).toBe('OBJECTION_NOT_FOUND');
    await sql`update filing_objections set div = ${COMMUNITY} where id = ${id}`.execute(owner);
    expect(await answerObjection(street, { id, version: 1, outcome: 'rejected', answer: '不属实。' })).toMatchObject({ outcome: 'rejected' });
  });
});

describe('numbers of persons', () => {
  it('are masked in the form, in what is asked for and in reasons', async () => {
    const id = await begin(street, COMMUNITY, '不留号码社');
    const act = async (action: 'requestSupplement' | 'withdraw', input: Parameters<typeof actOnApplication>[3]['input']) => {
      const { version } = await getApplication(street, means, 'office', id);
      await actOnApplication(street, means, 'office', { id, version, action, input });
      return getApplication(street, means, 'office', id);
    };
    const asked = await act('requestSupplement', { items: [{ content: '请找 13900139000 补章' }] });
    expect(asked.leaderPhone).toMatch(/^138\*{4}80\d\d$/);
    expect(asked.supplementItems).toMatchObject([{ content: '请找 139****9000 补章' }]);
    const ended = await act('withdraw', { reason: '问 13900139000，不办了' });
    expect(ended.steps.map(({ reason }) => reason)).toContain('问 139****9000，不办了');
  });
});

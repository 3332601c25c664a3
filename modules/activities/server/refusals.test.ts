/** What use cases of activities refuse and confine by themselves, and what they keep of numbers that people type into texts. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Actor } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { NATION_KEY, rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs } from '#tests/support/filings.ts';
import { outcome } from '#tests/support/volunteers.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import type { MajorInput } from '../contract/major-report.ts';
import type { OccasionInput } from '../contract/occasion.ts';
import { announceOccasion } from './commands/announce-occasion.ts';
import { answerReport, reportResult } from './commands/answer-report.ts';
import { cancelOccasion } from './commands/change-occasion.ts';
import { linkActivity, unlinkActivity } from './commands/link-activity.ts';
import { saveActivityPlan, startActivityPlan } from './commands/save-activity-plan.ts';
import { setReportRule } from './commands/set-report-rule.ts';
import { correctReport, submitReport } from './commands/submit-report.ts';
import { summarizeOccasion } from './commands/summarize-occasion.ts';
import type { ActivityMeans } from './means.ts';
import { photoKeeper } from './photo-files.ts';
import { getActivityPlan, listActivityPlans, listPlanCandidates } from './queries/list-activity-plans.ts';
import { listHosted } from './queries/list-occasions.ts';
import { getReport, listMissingReports } from './queries/list-reports.ts';

const { db, owner } = await createTestDatabase();
const facts = createProductFacts();
const [HERE, THERE] = [410402001001, 410402002001];
const PAGE = { limit: 50, withTotal: true };
const TYPED = '，电话13800001234';
const MASKED = '，电话138****1234';
const street = actorAs('streetStaff', 410402001000, 'township');
const elsewhere = actorAs('streetStaff', 410402002000, 'township');
const county = actorAs('districtCivilAffairsStaff', 410402000000, 'county');
const at = (day: string, actor?: Actor): Context => testContext(db, { facts, now: `${day}T04:00:00Z`, ...(actor && { actor }) });
const person = (id: string, verb: string): Actor => ({
  ...actorAs('resident', HERE, 'community', id),
  range: rangeOf(NATION_KEY, 'nation'),
  grants: new Map([[verb, new Set(['general' as const])]]),
});
const means: ActivityMeans = {
  registers: productRegisters,
  leads: async (_db, _organization, accountId) => accountId === 'leader',
  listLed: async () => [],
  recordMinutes: async () => undefined,
  phoneOf: async () => undefined,
};
let [here, there] = [0, 0];

async function organization(name: string, div: number): Promise<number> {
  return (await createRecord(at('2023-05-01'), productRegisters, 'organizations', filedGroup(name, div))).id;
}

const words = (more: Partial<OccasionInput> = {}): OccasionInput => ({
  title: `包粽子${TYPED}`,
  theme: '文化铸魂',
  kind: null,
  about: '一起包粽子',
  guidedBy: `社区党支部${TYPED}`,
  coHosts: [],
  venue: `活动室${TYPED}`,
  startsAt: '2023-06-10T09:00:00+08:00',
  endsAt: '2023-06-10T11:00:00+08:00',
  signUpUntil: null,
  capacity: null,
  isMajor: false,
  ...more,
});
const announce = (actor: Actor, organizationId: number, more: Partial<OccasionInput> = {}) =>
  announceOccasion(at('2023-06-01', actor), means, 'office', { organizationId, occasion: words(more) });

beforeAll(async () => {
  await loadDivisions(at('2023-05-01'), { scope: ['410402'] });
  [here, there] = [await organization('合唱队', HERE), await organization('秧歌队', THERE)];
}, 120_000);

describe('numbers typed into texts', () => {
  it('are masked in what is announced, called off and written up', async () => {
    const first = await announce(street, here);
    expect(first).toMatchObject({ title: `包粽子${MASKED}`, guidedBy: `社区党支部${MASKED}`, venue: `活动室${MASKED}` });
    const off = await cancelOccasion(at('2023-06-02', street), means, 'office', { id: Number(first.id), version: 1, reason: `下雨${TYPED}` });
    expect(off.cancelReason).toBe(`下雨${MASKED}`);
    const second = await announce(street, here, { title: '读书' });
    const result = { summary: `很好${TYPED}`, participants: 3, volunteers: 1, beneficiaries: [] };
    const held = await summarizeOccasion(at('2023-06-11', street), means, 'office', { id: Number(second.id), version: 1, result });
    expect(held.summary).toBe(`很好${MASKED}`);
  });

  it('are masked in reports of major activities, their answers, their results and the rule', async () => {
    const report: MajorInput = {
      kind: '节庆活动',
      title: `灯会${TYPED}`,
      content: `看灯${TYPED}`,
      startsOn: '2023-10-10',
      endsOn: '2023-10-10',
      place: `广场${TYPED}`,
      expectedPeople: 800,
      fundSource: `自筹${TYPED}`,
      fundFen: 300_000,
      safetyPlan: `值守${TYPED}`,
    };
    const masked = { title: `灯会${MASKED}`, content: `看灯${MASKED}`, place: `广场${MASKED}`, fundSource: `自筹${MASKED}`, safetyPlan: `值守${MASKED}` };
    const sent = await submitReport(at('2023-08-01', street), means, 'office', { organizationId: here, occasionId: null, report });
    expect(sent).toMatchObject(masked);
    const id = Number(sent.id);
    const objected = await answerReport(at('2023-08-02', street), means, { id, version: 1, outcome: 'objected', answer: `缺人手${TYPED}` });
    expect(objected.answer).toBe(`缺人手${MASKED}`);
    expect(await correctReport(at('2023-08-03', street), means, 'office', { id, version: 2, report })).toMatchObject(masked);
    await answerReport(at('2023-08-04', street), means, { id, version: 3, outcome: 'noted', answer: '' });
    const result = { effect: `好${TYPED}`, problems: `挤${TYPED}`, next: `明年${TYPED}`, participants: 700 };
    await reportResult(at('2023-10-11', street), means, 'office', { id, version: 4, result });
    const { rows } = await sql`select result_effect, result_problems, result_next from major_activity_reports where id = ${id}`.execute(owner);
    expect(rows).toEqual([{ result_effect: `好${MASKED}`, result_problems: `挤${MASKED}`, result_next: `明年${MASKED}` }]);
    expect(await outcome(getReport(at('2023-10-11', elsewhere), means, 'office', id))).toBe('MAJOR_REPORT_NOT_FOUND');
    await setReportRule(at('2023-08-01', street), { leadDays: 5, leadUnit: 'days', resultDays: 30, basis: `文件${TYPED}`, version: 0 });
    const kept = await sql<{ basis: string }>`select basis from major_activity_rules`.execute(owner);
    expect(kept.rows).toEqual([{ basis: `文件${MASKED}` }]);
  });
});

describe('a yearly plan', () => {
  const plan = async (actor: Actor) => {
    const { id } = await startActivityPlan(at('2023-05-10', actor), 2023);
    const item = { month: 3, theme: '邻里守望', kind: null, name: '学雷锋', organizer: null, expectedPeople: null } as const;
    const saved = await saveActivityPlan(at('2023-05-10', actor), { id: Number(id), version: 1, features: null, items: [item] });
    return { id: Number(id), item: Number(saved.items[0]?.id) };
  };
  const held = async (div: number, organizationName: string) => {
    const values = { name: '学雷锋日', theme: '邻里守望', organizationName, div: String(div), startedOn: '2023-03-05', participants: 40 };
    return (await createRecord(at('2023-05-01'), productRegisters, 'activities', values)).id;
  };

  it('knows only what lies in the place of whoever looks, and what was moved away no more', async () => {
    const [ours, theirs] = [await held(HERE, '合唱队'), await held(THERE, '秧歌队')];
    const [mine, other] = [await plan(street), await plan(elsewhere)];
    expect((await listActivityPlans(at('2023-05-10', street), PAGE)).total).toBe(1);
    expect((await listActivityPlans(at('2023-05-10', county), PAGE)).total).toBe(2);
    expect((await listPlanCandidates(at('2023-05-10', street), { ...PAGE, ...mine })).items.map(({ id }) => id)).toEqual([String(ours)]);
    const link = (activityId: number) => linkActivity(at('2023-05-10', street), { ...mine, activityId });
    expect(await outcome(link(theirs))).toBe('ACTIVITY_NOT_FOUND');
    await link(ours);
    const shown = () => getActivityPlan(at('2023-05-10', street), mine.id);
    expect((await shown()).themes.find(({ theme }) => theme === '邻里守望')).toMatchObject({ held: 1, participants: 40 });
    await sql`update activities set div = ${THERE} where id = ${ours}`.execute(owner);
    expect(await shown()).toMatchObject({ activities: 0, carriedOut: 0 });
    expect((await listActivityPlans(at('2023-05-10', street), PAGE)).items).toMatchObject([{ carriedOut: 0 }]);
    expect((await shown()).mayEdit).toBe(true);
    const reader = actorAs('hubOperator', 410402001000, 'township');
    reader.grants = new Map([['activity.read', new Set(['general' as const])]]);
    expect((await getActivityPlan(at('2023-05-10', reader), mine.id)).mayEdit).toBe(false);
    for (const act of [
      () => saveActivityPlan(at('2023-05-10', reader), { id: mine.id, version: 2, features: null, items: [] }),
      () => unlinkActivity(at('2023-05-10', reader), { ...mine, activityId: ours }),
    ])
      expect(await outcome(act())).toBe('PERMISSION_MISSING');
    expect(other.id).not.toBe(mine.id);
  });
});

describe('what lies in another place', () => {
  it('is no report that is missing here', async () => {
    await announce(elsewhere, there, { title: '大秧歌', isMajor: true });
    expect((await listMissingReports(at('2023-06-01', street), PAGE)).items).toEqual([]);
    expect((await listMissingReports(at('2023-06-01', county), PAGE)).items).toMatchObject([{ title: '大秧歌' }]);
  });

  it('is no list of activities for whoever does not lead the organization', async () => {
    const own = person('leader', 'activity.join');
    expect((await listHosted(at('2023-06-01', own), means, there, PAGE)).total).toBe(1);
    expect(await outcome(listHosted(at('2023-06-01', person('other', 'activity.join')), means, there, PAGE))).toBe('RECORD_NOT_FOUND');
  });

  it('has photographs only for whoever may join, however they lead', async () => {
    const { id } = await announce(street, here, { title: '拍照' });
    const reach = (actor: Actor) => photoKeeper(means).reachOf(at('2023-06-01', actor), { ownerId: Number(id) } as never);
    expect(await reach(person('leader', 'activity.join'))).toBe('owns');
    expect(await reach(person('leader', 'need.own'))).toBe('none');
  });
});

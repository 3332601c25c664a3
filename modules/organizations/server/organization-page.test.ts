import { beforeAll, describe, expect, it } from 'vitest';
import { organizationMeans } from '#apps/server/organization-means.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { startApplication } from '#modules/filings/server/commands/start-application.ts';
import { getTimeline } from '#modules/filings/server/queries/get-timeline.ts';
import type { Context } from '#platform/context.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { actorAs, completeForm, meansOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { mergeOrganizations } from './commands/merge-organizations.ts';
import { getOrganizationPage } from './queries/get-organization-page.ts';
import { listHappenings } from './queries/list-happenings.ts';
import { listMatters } from './queries/list-matters.ts';
import { listRelated } from './queries/list-related.ts';
import { requireOrganization } from './queries/require-organization.ts';

const { db } = await createTestDatabase();
const context = testContext(db);
const { community, street } = PLACES.pingdingshan;
const means = meansOf(productRegisters);
const PHONE = '13912345678';
const VALUES = {
  div: String(community),
  tier: '备案',
  category: '文体娱乐类',
  establishedOn: '2022-03-01',
  leaderName: '张春兰',
  memberCount: 9,
  isHub: false,
};

/** The same person on another day. */
function on(day: string): Context {
  const other = testContext(db, { now: `${day}T04:00:00.000Z` });
  return { ...other, actor: context.actor };
}
const create = (name: string, more: object = {}, at = context) => createRecord(at, productRegisters, 'organizations', { ...VALUES, name, ...more });
const page = (id: number, day?: string) => getOrganizationPage(context, productRegisters, id, day);
const textOf = async (id: number, field: string, day?: string) => (await page(id, day)).record?.fields.find((one) => one.field === field)?.text;
const titles = async (id: number, at = context) => (await listHappenings(at, organizationMeans, id)).map(({ on: day, title }) => `${day} ${title}`);

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

beforeAll(() => openFilings(context, ['pingdingshan']), 60_000);

describe('one organization on a day', () => {
  let id = 0;
  beforeAll(async () => {
    id = (await create('夕阳红合唱队', { leaderPhone: PHONE, venues: ['旧礼堂'] }, on('2023-02-10'))).id;
    await updateRecord(on('2023-05-10'), productRegisters, 'organizations', id, 1, { name: '夕阳红艺术团', memberCount: 20, venues: ['活动室'] }, '换届');
    await updateRecord(on('2023-08-10'), productRegisters, 'organizations', id, 2, { tier: '登记', registeredOn: '2023-08-01', leaderPhone: null });
  });

  it('stands as it stands today', async () => {
    expect((await page(id)).record).toMatchObject({ name: '夕阳红艺术团', standing: '已登记', isActive: true, tier: '登记' });
    expect(await page(id)).toMatchObject({ asOf: '2023-11-20', enteredOn: '2023-02-10', formerNames: ['夕阳红合唱队'] });
  });

  it.each([
    ['2023-02-10', '夕阳红合唱队', '已备案', '9', '旧礼堂'],
    ['2023-05-09', '夕阳红合唱队', '已备案', '9', '旧礼堂'],
    ['2023-05-10', '夕阳红艺术团', '已备案', '20', '活动室'],
    ['2023-08-09', '夕阳红艺术团', '已备案', '20', '活动室'],
    ['2023-08-10', '夕阳红艺术团', '已登记', '20', '活动室'],
  ])('stood at the end of %s as %s', async (day, name, standing, members, venue) => {
    expect((await page(id, day)).record).toMatchObject({ name, standing });
    expect([await textOf(id, 'memberCount', day), await textOf(id, 'venues', day)]).toEqual([members, venue]);
  });

  it('was not there before it was entered', async () => expect((await page(id, '2023-02-09')).record).toBeNull());

  it('shows a phone that was taken out as a mask, on the days it was there', async () => {
    expect(await textOf(id, 'leaderPhone', '2023-08-09')).toBe('139****5678');
    expect(await textOf(id, 'leaderPhone')).toBeUndefined();
    expect(JSON.stringify([await page(id), await page(id, '2023-03-01')])).not.toContain(PHONE);
  });

  it('cannot be looked at on a day to come', async () => {
    expect(await codeOf(page(id, '2023-11-21'))).toBe('DAY_TO_COME');
  });

  it('is not there for another jurisdiction', async () => {
    const elsewhere = { ...context, actor: { ...context.actor, range: { from: 410403000000, to: 410404000000 } } };
    // One after the other: a refusal nobody waits for yet would be a stray rejection.
    for (const ask of [
      () => getOrganizationPage(elsewhere, productRegisters, id, '2023-03-01'),
      () => listHappenings(elsewhere, organizationMeans, id),
      () => requireOrganization(elsewhere, id),
    ])
      expect(await codeOf(ask())).toBe('RECORD_NOT_FOUND');
  });

  it('tells what happened, the newest first', async () => {
    await createRecord(context, productRegisters, 'activities', {
      name: '重阳晚会',
      theme: '文化铸魂',
      organizationName: '夕阳红艺术团',
      div: String(community),
      startedOn: '2023-10-23',
      participants: 80,
    });
    expect(await titles(id)).toEqual([
      '2023-10-23 活动：重阳晚会',
      '2023-08-10 修改档案',
      '2023-08-01 登记',
      '2023-05-10 修改档案',
      '2023-02-10 记入台账',
      '2022-03-01 成立',
    ]);
    expect(await listRelated(context, productRegisters, id)).toMatchObject([{ register: 'activities', total: 1, items: [{ title: '重阳晚会' }] }]);
  });
});

describe('applications', () => {
  it('stand in the timeline and the list for whoever may see applications, and for nobody else', async () => {
    const { id } = await create('巡防队', { tier: '台账' });
    const clerk = { ...context, actor: actorAs('streetStaff', street, 'township') };
    const application = await startApplication(clerk, means, 'office', { procedure: 'filing', organizationId: id, draft: { form: completeForm('巡防队') } });
    expect(await listMatters(clerk, organizationMeans, id)).toMatchObject({
      isShown: true,
      matters: [{ id: String(application), title: '备案', isOpen: true }],
    });
    expect((await titles(id, clerk)).filter((line) => line.startsWith('2023-11-20 备案：'))).toHaveLength(1);
    const regulator = { ...context, actor: actorAs('industryRegulator', street, 'township') };
    expect(await listMatters(regulator, organizationMeans, id)).toEqual({ isShown: false, matters: [] });
    expect((await titles(id, regulator)).filter((line) => line.includes('备案：'))).toEqual([]);
  });
});

describe('two that are one', () => {
  const clerk = { ...context, actor: actorAs('streetStaff', street, 'township') };
  const start = (organizationId: number, name: string) =>
    startApplication(clerk, means, 'office', { procedure: 'filing', organizationId, draft: { form: completeForm(name) } });
  const merge = (keep: number, remove: number) =>
    mergeOrganizations(clerk, organizationMeans, { keep: { id: keep, version: 1 }, remove: { id: remove, version: 1 }, reason: `本人 ${PHONE} 确认` });

  it('become one identity: what belongs to the other follows, and the decision is told', async () => {
    const [keep, remove] = [(await create('腰鼓队', { tier: '台账' })).id, (await create('社区腰鼓队', { tier: '台账' })).id];
    const application = await start(remove, '社区腰鼓队');
    await createRecord(context, productRegisters, 'organization-social-workers', {
      organizationName: '社区腰鼓队',
      organizationDiv: String(community),
      name: '社工甲',
      employment: '专职',
      startedOn: '2023-01-01',
    });
    await merge(keep, remove);
    expect(await listMatters(clerk, organizationMeans, keep)).toMatchObject({ matters: [{ id: String(application) }] });
    expect((await getTimeline(clerk, keep)).steps.length).toBeGreaterThan(0);
    expect(await listRelated(clerk, productRegisters, keep)).toMatchObject([{ register: 'organization-social-workers', total: 1 }]);
    const told = (await listHappenings(clerk, organizationMeans, keep)).filter(({ kind }) => kind === 'merge');
    expect(told).toMatchObject([{ title: '与“社区腰鼓队”合并为一个组织', detail: expect.stringContaining('备案登记申请 1 件') }]);
    expect(told[0]?.detail).not.toContain(PHONE);
    expect((await requireOrganization(clerk, remove)).id).toBe(keep);
  });

  it('lead on through several merges', async () => {
    const [first, second, third] = [(await create('书画社')).id, (await create('老年书画社')).id, (await create('社区书画社')).id];
    await merge(second, first);
    await mergeOrganizations(clerk, organizationMeans, { keep: { id: third, version: 1 }, remove: { id: second, version: 2 }, reason: '同一个' });
    expect((await requireOrganization(clerk, first)).id).toBe(third);
  });

  it('are not merged while both have an open application, and nothing moves', async () => {
    const [keep, remove] = [(await create('棋牌社', { tier: '台账' })).id, (await create('社区棋牌社', { tier: '台账' })).id];
    await start(keep, '棋牌社');
    await start(remove, '社区棋牌社');
    expect(await codeOf(merge(keep, remove))).toBe('FILING_BOTH_OPEN');
    expect((await requireOrganization(clerk, remove)).id).toBe(remove);
    expect((await listMatters(clerk, organizationMeans, remove)).matters).toHaveLength(1);
  });
});

/** Reports of major activities, on a real database: before, answered, corrected, after, and how early they are due. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import type { Actor } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs } from '#tests/support/filings.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import type { MajorInput } from '../contract/major-report.ts';
import { announceOccasion } from './commands/announce-occasion.ts';
import { cancelOccasion, changeOccasion } from './commands/change-occasion.ts';
import { answerReport, reportResult, withdrawReport } from './commands/answer-report.ts';
import { setReportRule } from './commands/set-report-rule.ts';
import { correctReport, submitReport } from './commands/submit-report.ts';
import type { ActivityMeans } from './means.ts';
import { getReportRule } from './queries/get-report-rule.ts';
import { getReport, getReportOf, listMissingReports, listReports } from './queries/list-reports.ts';

const { db } = await createTestDatabase();
const facts = createProductFacts();
const HERE = 410402001001;
const PAGE = { limit: 50, withTotal: true };
let organizationId = 0;
const means: ActivityMeans = {
  registers: productRegisters,
  leads: async () => false,
  listLed: async () => [],
  recordMinutes: async () => undefined,
  phoneOf: async () => undefined,
};

const street = actorAs('streetStaff', 410402001000, 'township');
const committee = actorAs('neighborhoodCommitteeStaff', HERE, 'community');
const county = actorAs('districtCivilAffairsStaff', 410402000000, 'county');
const elsewhere = actorAs('streetStaff', 410402002000, 'township');
const on = (day: string, actor: Actor = street): Context => testContext(db, { facts, now: `${day}T04:00:00Z`, actor });

const input = (more: Partial<MajorInput> = {}): MajorInput => ({
  kind: '节庆活动',
  title: '元宵灯会',
  content: '猜灯谜，看花灯',
  startsOn: '2023-10-10',
  endsOn: '2023-10-10',
  place: '社区广场',
  expectedPeople: 800,
  fundSource: '居民自筹',
  fundFen: 300_000,
  safetyPlan: '网格员值守，联系人 13812345678',
  ...more,
});
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
const report = (day: string, more: Partial<MajorInput> = {}, actor = committee, occasionId: number | null = null) =>
  submitReport(on(day, actor), means, 'office', { organizationId, occasionId, report: input(more) });

beforeAll(async () => {
  await loadDivisions(testContext(db, { facts }), { scope: ['410402'] });
  const organization = filedGroup('灯彩社', HERE);
  organizationId = (await createRecord(testContext(db, { facts }), productRegisters, 'organizations', organization)).id;
}, 120_000);

describe('how early', () => {
  it('says that no document names a number, until an office does; those below follow until they have their own', async () => {
    expect(await getReportRule(on('2023-09-01', committee))).toMatchObject({
      leadDays: null,
      division: null,
      version: 0,
      basis: expect.stringContaining('没有规定提前几天'),
    });
    expect((await report('2023-10-10')).dueOn).toBeNull();
    const rule = { leadUnit: 'workingDays' as const, resultDays: 5, basis: '区民政局通知' };
    await setReportRule(on('2023-09-01', county), { ...rule, leadDays: 5, version: 0 });
    expect(await getReportRule(on('2023-09-01', committee))).toMatchObject({ leadDays: 5, division: '410402000000', version: 0 });
    await setReportRule(on('2023-09-01'), { ...rule, leadDays: 3, basis: '街道通知', version: 0 });
    expect(await getReportRule(on('2023-09-01', committee))).toMatchObject({ leadDays: 3, division: '410402001000' });
    expect(await refusal(setReportRule(on('2023-09-01'), { ...rule, leadDays: 9, version: 0 }))).toBe('REPORT_RULE_CHANGED');
    expect(await refusal(setReportRule(on('2023-09-01', committee), { ...rule, leadDays: 9, version: 0 }))).toBe('PERMISSION_MISSING');
  });

  it('counts working days across the holiday, takes a late one and marks it, and none after it began', async () => {
    expect(await report('2023-09-28')).toMatchObject({ dueOn: '2023-10-07', isLate: false, resultDueOn: '2023-10-17' });
    expect(await report('2023-10-08')).toMatchObject({ isLate: true });
    expect(await refusal(report('2023-10-11'))).toBe('MAJOR_REPORT_TOO_LATE');
    expect(await refusal(report('2023-09-01', {}, elsewhere))).toBe('RECORD_NOT_FOUND');
  });
});

describe('the answer', () => {
  it('objects, is followed by a correction, takes note, and ends with the result', async () => {
    const { id: text } = await report('2023-09-01', { title: '改了再办' });
    const id = Number(text);
    const answer = (version: number, outcome: 'noted' | 'objected', actor = street) =>
      refusal(answerReport(on('2023-09-02', actor), means, { id, version, outcome, answer: outcome === 'noted' ? '' : '人太多，请分两场' }));
    expect(await answer(1, 'objected', committee)).toBe('PERMISSION_MISSING');
    expect(await answer(1, 'objected', elsewhere)).toBe('MAJOR_REPORT_NOT_FOUND');
    expect((await Promise.all([answer(1, 'objected'), answer(1, 'objected')])).toSorted()).toEqual(['MAJOR_REPORT_CHANGED', 'done']);
    expect(await answer(2, 'noted')).toBe('MAJOR_REPORT_IMPOSSIBLE');
    const corrected = await correctReport(on('2023-09-03', committee), means, 'office', {
      id,
      version: 2,
      report: input({ title: '改了再办', expectedPeople: 400 }),
    });
    expect(corrected).toMatchObject({ state: 'reported', round: 2, expectedPeople: 400, safetyPlan: '网格员值守，联系人 138****5678' });
    expect(await answer(3, 'noted')).toBe('done');
    const result = { effect: '热闹有序', problems: null, next: null, participants: 390 };
    const tell = (day: string, version = 4) => refusal(reportResult(on(day, committee), means, 'office', { id, version, result }));
    expect(await tell('2023-10-09')).toBe('MAJOR_REPORT_NOT_YET');
    const overdue = await listReports(on('2023-10-20'), { ...PAGE, standing: 'overdue' });
    expect(overdue.items.find((one) => one.id === text)).toMatchObject({ isOverdue: true, state: 'noted' });
    expect(await tell('2023-10-20')).toBe('done');
    expect(await tell('2023-10-20', 5)).toBe('MAJOR_REPORT_IMPOSSIBLE');
    expect(await getReport(on('2023-10-20'), means, 'office', id)).toMatchObject({ state: 'resulted', participants: 390, isOverdue: false });
  });

  it('is overdue when the day has come and nobody answered', async () => {
    await report('2023-09-01', { title: '没人答复' });
    const { items, total } = await listReports(on('2023-10-10'), { ...PAGE, standing: 'overdue' });
    expect(items.map(({ title }) => title)).toContain('没人答复');
    expect(total).toBe(items.length);
    expect(await listReports(on('2023-10-10', elsewhere), PAGE)).toMatchObject({ items: [], total: 0 });
  });
});

describe('an activity announced as major', () => {
  it('is missing until it is reported, once; taken back it is missing again', async () => {
    const occasion = {
      title: '重大联欢',
      theme: '文化铸魂',
      kind: null,
      about: '联欢',
      guidedBy: null,
      coHosts: [],
      venue: '广场',
      signUpUntil: null,
      capacity: null,
    } as const;
    const times = { startsAt: '2023-10-10T09:00:00+08:00', endsAt: '2023-10-10T11:00:00+08:00' };
    const { id: text } = await announceOccasion(on('2023-09-01'), means, 'office', {
      organizationId,
      occasion: { ...occasion, coHosts: [], ...times, isMajor: true },
    });
    const id = Number(text);
    const missing = async (day: string) => (await listMissingReports(on(day), PAGE)).items.find(({ occasionId }) => occasionId === text);
    expect(await missing('2023-10-07')).toMatchObject({ dueOn: '2023-10-07', isOverdue: false });
    expect(await missing('2023-10-08')).toMatchObject({ isOverdue: true });
    const twice = await Promise.all([refusal(report('2023-09-10', {}, committee, id)), refusal(report('2023-09-10', {}, committee, id))]);
    expect(twice.toSorted()).toEqual(['MAJOR_REPORT_ALREADY', 'done']);
    expect(await missing('2023-09-29')).toBeUndefined();
    const known = await getReportOf(on('2023-09-10'), means, 'office', id);
    expect(await refusal(getReportOf(on('2023-09-10', elsewhere), means, 'office', id))).toBe('OCCASION_NOT_FOUND');
    const change = (more: object) =>
      refusal(changeOccasion(on('2023-09-11'), means, 'office', { id, version: 1, occasion: { ...occasion, coHosts: [], ...times, isMajor: true, ...more } }));
    expect(await change({ venue: '另一个广场' })).toBe('OCCASION_REPORTED');
    expect(await change({ about: '联欢和义诊' })).toBe('done');
    await withdrawReport(on('2023-09-11'), means, 'office', { id: Number(known?.id), version: 1 });
    expect(await missing('2023-09-29')).toBeDefined();
  });

  it('is withdrawn with the activity that is called off', async () => {
    const day = { startsAt: '2023-10-12T09:00:00+08:00', endsAt: '2023-10-12T11:00:00+08:00', signUpUntil: null, capacity: null };
    const words = { title: '取消的灯会', about: '看灯', venue: '广场', theme: '文化铸魂', kind: null, guidedBy: null, coHosts: [] } as const;
    const occasion = { ...words, ...day, coHosts: [], isMajor: true };
    const id = Number((await announceOccasion(on('2023-09-01'), means, 'office', { organizationId, occasion })).id);
    const sent = await report('2023-09-10', {}, committee, id);
    await cancelOccasion(on('2023-09-12'), means, 'office', { id, version: 1, reason: '下雨' });
    expect(await getReport(on('2023-09-12'), means, 'office', Number(sent.id))).toMatchObject({ state: 'withdrawn' });
  });
});

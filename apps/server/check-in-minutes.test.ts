/** From check-in at an activity to confirmed minutes of service, across both modules, on a real database. */
import { beforeAll, describe, expect, it } from 'vitest';
import { announceOccasion, checkInByCode, checkInOnList, checkOutOwn, signUp, summarizeOccasion } from '#modules/activities/server/public.ts';
import { addGuest } from '#modules/activities/server/commands/sign-up.ts';
import { doorCodeOf } from '#modules/activities/server/door-code.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { changeMember, confirmServices, recordServices, registerSelf } from '#modules/volunteers/server/public.ts';
import { createTeam } from '#modules/volunteers/server/commands/create-team.ts';
import { listServices } from '#modules/volunteers/server/queries/list-services.ts';
import { getLedTeam, listLedDuties } from '#modules/volunteers/server/queries/own-volunteer.ts';
import { grantsOf, systemActor } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { deskOf, PLACES } from '#tests/support/filings.ts';
import { fillIn, outcome, personAt } from '#tests/support/volunteers.ts';
import { activityMeans } from './activity-means.ts';
import { recordMinutesNightly } from './check-in-minutes.ts';
import { createProductFacts } from './facts.ts';
import { productRegisters } from './registers.ts';
import { volunteerMeans } from './volunteer-means.ts';

const { db, portal } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal });
const { committee } = deskOf(operator, 'pingdingshan');
const HOME = codeOf(PLACES.pingdingshan.community);
const DAY = '2023-11-17';
const at = (context: Context, time: string, day = DAY): Context => ({ ...context, now: new Date(`${day}T${time}:00+08:00`), today: day });
const PLAIN = { about: '', isInternational: false, markedOn: null, associationId: null, associationSince: null };
const FILTER = { limit: 50, withTotal: true };

interface Person {
  context: Context;
  id: number;
}
let [organizationId, team, people] = [0, 0, 0];
let leader = {} as Person;

async function volunteer(inTeam: boolean): Promise<Person> {
  people += 1;
  const { context } = await personAt(operator, `1370000${String(people).padStart(4, '0')}`);
  const id = await registerSelf(context, volunteerMeans, { ...fillIn(300 + people, HOME), phone: null });
  if (inTeam) await changeMember(committee, 'office', { teamId: team, volunteerId: id, action: 'add' });
  const actor = { ...context.actor, grants: grantsOf(['filing.apply', 'volunteer.self', 'activity.join']) };
  return { context: { ...context, actor }, id };
}

/** Held from nine to eleven. */
async function announced(title: string): Promise<number> {
  const words = { title, theme: '邻里守望', kind: '生活照料', about: '理发', venue: '活动室，找周晨13800001234', guidedBy: null } as const;
  const times = { startsAt: `${DAY}T09:00:00+08:00`, endsAt: `${DAY}T11:00:00+08:00`, signUpUntil: null, capacity: null };
  const occasion = { ...words, ...times, coHosts: [], isMajor: false };
  return Number((await announceOccasion(at(committee, '08:00'), activityMeans, 'office', { organizationId, occasion })).id);
}

const join = ({ context }: Person, occasionId: number, kind: 'volunteer' | 'resident' = 'volunteer') =>
  signUp(at(context, '08:00'), activityMeans, { occasionId, name: '某人', kind });
const enter = ({ context }: Person, occasionId: number, time: string) =>
  checkInByCode(at(context, time), occasionId, doorCodeOf(at(context, time), occasionId).code);
const summarize = (id: number, time: string) =>
  summarizeOccasion(at(committee, time), activityMeans, 'office', {
    id,
    version: 1,
    result: { summary: '好', participants: 20, volunteers: 5, beneficiaries: [] },
  });
const recordsOf = async (volunteerId: number) =>
  (await listServices(committee, { ...FILTER, volunteer: volunteerId })).items.map(({ from, to, minutes, state }) => `${from}–${to} ${minutes} ${state}`);
const nightly = (day: string) => recordMinutesNightly(at({ ...operator, actor: systemActor('system:jobs') }, '01:20', day));

beforeAll(async () => {
  await loadDivisions(operator, { scope: [PLACES.pingdingshan.load] });
  const organization = {
    name: '理发社',
    div: HOME,
    tier: '备案',
    category: '公益慈善类',
    establishedOn: '2022-03-01',
    leaderName: '周晨',
    memberCount: 9,
    isHub: false,
  };
  organizationId = (await createRecord(operator, productRegisters, 'organizations', organization)).id;
  team = await createTeam(committee, { ...PLAIN, name: '理发社志愿队', division: HOME, organizationId, foundedOn: '2023-01-01' });
  leader = await volunteer(true);
  await changeMember(committee, 'office', { teamId: team, volunteerId: leader.id, action: 'lead' });
}, 60_000);

describe('minutes from check-in', () => {
  it('are those between in and out, wait for the leader ten working days, and are recorded once, whoever asks', async () => {
    const [stays, leaves, resident, loner] = [await volunteer(true), await volunteer(true), await volunteer(true), await volunteer(false)];
    const byHand = await volunteer(true);
    const id = await announced('免费理发');
    for (const one of [stays, leaves, loner, byHand, leader]) await join(one, id);
    await join(resident, id, 'resident');
    for (const one of [stays, leaves, resident, loner, byHand, leader]) await enter(one, id, '08:55');
    await checkOutOwn(at(leaves.context, '10:10'), id);
    const typed = { servedOn: DAY, from: '09:30', to: '10:00', kind: '关爱老人', content: '另记的', place: '' } as const;
    await recordServices(at(committee, '10:30'), 'office', { ...typed, teamId: team, volunteerIds: [byHand.id], unpaid: true });
    await summarize(id, '11:30');
    expect(await recordsOf(stays.id)).toEqual(['08:55–11:00 125 recorded']);
    expect(await recordsOf(leaves.id)).toEqual(['08:55–10:10 75 recorded']);
    expect(await recordsOf(byHand.id)).toEqual(['09:30–10:00 30 recorded']);
    expect([await recordsOf(resident.id), await recordsOf(loner.id)]).toEqual([[], []]);
    const [record] = (await listServices(committee, { ...FILTER, volunteer: stays.id })).items;
    expect(record).toMatchObject({ dueOn: '2023-12-01', content: '免费理发', kind: '关爱老人', isFromCheckIn: true, recordedBy: '活动签到' });
    expect(await listLedDuties(at(leader.context, '12:00'), leader.id)).toEqual([{ teamId: team, asked: 0, waiting: 3, overdue: 0, dueOn: '2023-12-01' }]);
    expect((await listLedDuties(at(leader.context, '12:00', '2023-12-02'), leader.id))[0]).toMatchObject({ waiting: 3, overdue: 3 });
    const { waiting } = await getLedTeam(at(leader.context, '12:00'), team);
    const others = waiting.filter(({ volunteerId }) => volunteerId !== String(leader.id)).map((one) => Number(one.id));
    expect(await confirmServices(at(leader.context, '12:00'), 'own', others)).toBe(3);
    expect(await Promise.all([nightly('2023-11-18'), nightly('2023-11-18')])).toEqual([0, 0]);
    // whoever joins a team in time is recorded by the next night
    await changeMember(committee, 'office', { teamId: team, volunteerId: loner.id, action: 'add' });
    expect(await nightly('2023-11-20')).toBe(1);
    expect(await recordsOf(loner.id)).toEqual(['08:55–11:00 125 recorded']);
    expect(await nightly('2023-11-21')).toBe(0);
  });

  it('are left to the night for whoever is still there when the summary is written early', async () => {
    const [stays, leaves] = [await volunteer(true), await volunteer(true)];
    const id = await announced('先写小结，问13800001234');
    for (const one of [stays, leaves]) await join(one, id);
    for (const one of [stays, leaves]) await enter(one, id, '08:55');
    await checkOutOwn(at(leaves.context, '09:30'), id);
    await summarize(id, '09:40');
    expect([await recordsOf(stays.id), await recordsOf(leaves.id)]).toEqual([[], ['08:55–09:30 35 recorded']]);
    await nightly('2023-11-18');
    expect(await recordsOf(stays.id)).toEqual(['08:55–11:00 125 recorded']);
    const [record] = (await listServices(committee, { ...FILTER, volunteer: stays.id })).items;
    expect(record).toMatchObject({ content: '先写小结，问138****1234', place: '活动室，找周晨138****1234' });
  });

  it('are recorded by the night for an activity that nobody wrote up, also of whoever the host checked in by telephone', async () => {
    const [old, shared] = [await volunteer(true), await volunteer(true)];
    const id = await announced('没写小结');
    const phoneOf = (number: number) => `1370000${String(number).padStart(4, '0')}`;
    const phone = phoneOf(people - 1);
    const guest = await addGuest(at(committee, '08:30'), activityMeans, 'office', {
      occasionId: id,
      guest: { name: `志愿者${300 + people - 1}`, phone, kind: 'volunteer' },
    });
    const daughter = await addGuest(at(committee, '08:30'), activityMeans, 'office', {
      occasionId: id,
      guest: { name: '女儿', phone: phoneOf(people), kind: 'volunteer' },
    });
    for (const { id: entry } of [guest, daughter])
      await checkInOnList(at(committee, '09:05'), activityMeans, 'office', { occasionId: id, entry: Number(entry) });
    expect(await recordsOf(shared.id)).toEqual([]);
    expect(await nightly('2023-11-17')).toBe(0);
    expect(await nightly('2023-11-18')).toBe(1);
    expect(await recordsOf(old.id)).toEqual(['09:05–11:00 115 recorded']);
    // a telephone alone does not make somebody else the volunteer
    expect(await recordsOf(shared.id)).toEqual([]);
    expect(await outcome(nightly('2023-12-20'))).toBe('done');
  });
});

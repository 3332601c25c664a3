/** What volunteers' use cases refuse by themselves, behind the routes, and what they keep of numbers that people type into texts. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { filingMeans } from '#apps/server/filing-means.ts';
import { volunteerMeans } from '#apps/server/volunteer-means.ts';
import { startApplication } from '#modules/filings/server/public.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs, completeForm, deskOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { fillIn, outcome, personAt } from '#tests/support/volunteers.ts';
import { changeMember } from './commands/change-member.ts';
import { confirmServices } from './commands/confirm-services.ts';
import { correctService } from './commands/correct-service.ts';
import { createTeam } from './commands/create-team.ts';
import { disputeService } from './commands/dispute-service.ts';
import { editTeam } from './commands/edit-team.ts';
import { editSelf, editVolunteer } from './commands/edit-volunteer.ts';
import { issueCertificate, revokeCertificate } from './commands/issue-certificate.ts';
import { askToJoin, joinByCode, leaveTeam } from './commands/join-team.ts';
import { recordServices } from './commands/record-services.ts';
import { registerSelf, registerVolunteer } from './commands/register-volunteer.ts';
import { revealVolunteer } from './commands/reveal-volunteer.ts';
import { getMember, getTeam, listMembers } from './queries/get-team.ts';
import { getVolunteer } from './queries/get-volunteer.ts';
import { listTeamOwners } from './queries/list-team-owners.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { committee } = deskOf(operator, 'pingdingshan');
const elsewhere = deskOf(operator, 'guangzhou').committee;
const city: Context = { ...operator, actor: actorAs('cityCivilAffairsStaff', 410_400_000_000, 'city') };
const [HOME, AWAY] = [codeOf(PLACES.pingdingshan.community), codeOf(PLACES.guangzhou.community)];
const PLAIN = { about: '', isInternational: false, markedOn: null, associationId: null, associationSince: null, organizationId: null };
const TYPED = '，电话13800001234';
const DATED = { from: '09:00', to: '10:00', kind: '文体活动', content: `表演节目${TYPED}`, place: `社区活动室${TYPED}` } as const;
const EDIT = { ...PLAIN, name: '邻里守望队', about: `找老王${TYPED}`, closedOn: null, joinCode: 'new' } as const;

let [team, helper, stranger, child] = [0, 0, 0, 0];
let leader: { context: Context; id: number };

async function organization(desk: Context, division: string, name: string): Promise<number> {
  const request = { procedure: 'ledgerOpening', division, draft: { form: completeForm(name) }, atOnce: { action: 'record', input: {} } } as const;
  await startApplication(desk, filingMeans, 'office', request);
  return (await sql<{ id: number }>`select id from organizations where name = ${name}`.execute(owner)).rows[0]?.id ?? 0;
}

async function served(volunteerId: number, servedOn: string): Promise<number> {
  const [id = 0] = await recordServices(committee, 'office', { ...DATED, servedOn, teamId: team, volunteerIds: [volunteerId], unpaid: true });
  return id;
}

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'guangzhou']);
  team = await createTeam(committee, { ...PLAIN, about: `找小李${TYPED}`, name: '邻里守望队', division: HOME, foundedOn: '2023-01-01' });
  helper = await registerVolunteer(committee, { ...fillIn(401, HOME), consentNote: `当面同意${TYPED}` });
  stranger = await registerVolunteer(elsewhere, { ...fillIn(402, AWAY), consentNote: '当面同意' });
  const guardian = { guardianName: '王母', guardianPhone: '13900001111', guardianAgreedOn: '2023-11-19', consentNote: '监护人到场同意' };
  child = await registerVolunteer(committee, { ...fillIn(5, HOME, { bornOn: '2012-05-01', name: '小朋友' }), ...guardian });
  const { context } = await personAt(operator, '13600006001');
  leader = { context, id: await registerSelf(context, volunteerMeans, { ...fillIn(403, HOME), phone: null }) };
  for (const volunteerId of [helper, leader.id]) await changeMember(committee, 'office', { teamId: team, volunteerId, action: 'add' });
  await changeMember(committee, 'office', { teamId: team, volunteerId: leader.id, action: 'lead' });
}, 60_000);

describe('numbers typed into texts', () => {
  it('are masked before a team, a consent, a service or its correction is kept', async () => {
    const about = async () => (await getTeam(committee, team)).about;
    expect(await about()).toBe('找小李，电话138****1234');
    await editTeam(committee, team, { ...EDIT, version: 1 });
    expect(await about()).toBe('找老王，电话138****1234');
    expect((await getVolunteer(committee, helper)).consentNote).toBe('当面同意，电话138****1234');
    const id = await served(helper, '2023-11-01');
    const texts = async () =>
      (await sql<{ content: string; place: string }>`select content, place from volunteer_services where id = ${id}`.execute(owner)).rows[0];
    expect(await texts()).toEqual({ content: '表演节目，电话138****1234', place: '社区活动室，电话138****1234' });
    await correctService(committee, 'office', id, {
      ...DATED,
      content: `演出${TYPED}`,
      place: `礼堂${TYPED}`,
      servedOn: '2023-11-01',
      version: 1,
      reason: `记错${TYPED}`,
      isVoided: false,
    });
    expect(await texts()).toEqual({ content: '演出，电话138****1234', place: '礼堂，电话138****1234' });
    const { rows } = await sql<{ reason: string }>`select reason from volunteer_service_changes where service_id = ${id}`.execute(owner);
    expect(rows).toEqual([{ reason: '记错，电话138****1234' }]);
  });
});

describe('an office reaches nothing of another place', () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ['a team to edit', () => editTeam(elsewhere, team, { ...EDIT, version: 2 }), 'RECORD_NOT_FOUND'],
    ['its members', () => listMembers(elsewhere, team, { limit: 10, withTotal: false }), 'RECORD_NOT_FOUND'],
    ['one of them', () => getMember(elsewhere, team, helper), 'RECORD_NOT_FOUND'],
    ['a volunteer to correct', () => editVolunteer(elsewhere, helper, { ...fillIn(401, HOME), version: 1, division: HOME }), 'RECORD_NOT_FOUND'],
    ['numbers to see', () => revealVolunteer(elsewhere, helper, '核对'), 'RECORD_NOT_FOUND'],
    ['somebody to take in', () => changeMember(committee, 'office', { teamId: team, volunteerId: stranger, action: 'add' }), 'RECORD_NOT_FOUND'],
  ])('%s', async (_what, act, code) => expect(await outcome(act())).toBe(code));

  it('a certificate to take back', async () => {
    const id = await served(helper, '2023-11-02');
    await confirmServices(committee, 'office', [id]);
    const certificate = await issueCertificate(committee, volunteerMeans, 'office', { volunteerId: helper, fromOn: '2023-11-01', toOn: '2023-11-20' });
    expect(await outcome(revokeCertificate(elsewhere, certificate, '误发'))).toBe('CERTIFICATE_NOT_FOUND');
  });

  it('an organization for its team, nor such a one to choose from', async () => {
    const [near, far] = [await organization(committee, HOME, '同心互助社甲'), await organization(elsewhere, AWAY, '同心互助社乙')];
    expect((await listTeamOwners(committee, { q: '同心互助社', use: 'organization' })).map(({ id }) => Number(id))).toEqual([near]);
    const there = { ...PLAIN, name: '甲队', division: HOME, foundedOn: '2023-01-01', organizationId: far };
    expect(await outcome(createTeam(committee, there))).toBe('TEAM_ORGANIZATION');
  });

  it('and is told nothing of a document that is registered there', async () => {
    const edit = { ...fillIn(402, HOME), version: 1, division: HOME };
    expect(await outcome(editVolunteer(committee, helper, edit))).toBe('done');
  });
});

describe('a right is asked behind the route too', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['to ask to join', () => askToJoin(committee, team)],
    ['to join by a code', () => joinByCode(committee, 'ABCD1234')],
    ['to leave', () => leaveTeam(committee, team)],
    ['to dispute', () => disputeService(committee, 1, '不对')],
  ])('%s', async (_what, act) => expect(await outcome(act())).toBe('PERMISSION_MISSING'));

  it('is told with the record: who may only read keeps nothing and learns no code', async () => {
    expect(await getTeam(committee, team)).toMatchObject({ mayKeep: true, joinCode: expect.any(String) });
    expect(await getTeam(city, team)).toMatchObject({ mayKeep: false, joinCode: null });
    expect((await getVolunteer(committee, helper)).mayKeep).toBe(true);
    expect((await getVolunteer(city, helper)).mayKeep).toBe(false);
  });

  it('numbers of a child are restricted, whoever may see those of adults', async () => {
    const grants = new Map([...committee.actor.grants, ['personal-data.reveal', new Set(['personal'] as const)]]);
    const adultsOnly: Context = { ...committee, actor: { ...committee.actor, grants } };
    expect(await outcome(revealVolunteer(adultsOnly, helper, '核对'))).toBe('done');
    expect(await outcome(revealVolunteer(adultsOnly, child, '核对'))).toBe('DATA_CLASS_MISSING');
  });
});

describe('a record is corrected', () => {
  const correction = { ...DATED, content: '演出', version: 1, reason: '记错', isVoided: false };

  it('by no leader in the own favour, and to no time that is not over', async () => {
    const id = await served(leader.id, '2023-11-03');
    expect(await outcome(correctService(leader.context, 'own', id, { ...correction, servedOn: '2023-11-03' }))).toBe('SERVICE_OWN');
    expect(await outcome(correctService(committee, 'office', id, { ...correction, servedOn: '2023-11-30' }))).toBe('SERVICE_AHEAD');
  });

  it('in the version that was seen', async () => {
    const own = { serviceKinds: ['关爱老人' as const], skills: [], languages: [], availability: [] };
    expect(await outcome(editSelf(leader.context, { ...own, version: 7 }))).toBe('VOLUNTEER_CHANGED');
    expect(await outcome(editSelf(leader.context, { ...own, version: 1 }))).toBe('done');
  });
});

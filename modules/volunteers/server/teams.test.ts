import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { filingMeans } from '#apps/server/filing-means.ts';
import { volunteerMeans } from '#apps/server/volunteer-means.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { startApplication } from '#modules/filings/server/public.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { completeForm, deskOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { fillIn, outcome, personAt } from '#tests/support/volunteers.ts';
import { changeMember } from './commands/change-member.ts';
import { createTeam } from './commands/create-team.ts';
import { editTeam } from './commands/edit-team.ts';
import { askToJoin, joinByCode, leaveTeam } from './commands/join-team.ts';
import { registerSelf } from './commands/register-volunteer.ts';
import { withdrawSelf } from './commands/withdraw-volunteer.ts';
import { getTeam, listMembers } from './queries/get-team.ts';
import { listTeams } from './queries/list-teams.ts';
import { listTeamsNear } from './queries/own-volunteer.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { committee, street } = deskOf(operator, 'pingdingshan');
const elsewhere = deskOf(operator, 'guangzhou').committee;
const HOME = codeOf(PLACES.pingdingshan.community);
const PLAIN = { about: '', isInternational: false, markedOn: null, associationId: null, associationSince: null };
const PAGE = { limit: 50, withTotal: true };
const FILTER = { ...PAGE, standing: 'open' } as const;

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'guangzhou']);
}, 60_000);

let count = 0;
async function teamOf(more: { organizationId?: number; name?: string } = {}): Promise<number> {
  count += 1;
  return createTeam(committee, { ...PLAIN, name: `服务队${count}`, division: HOME, organizationId: null, foundedOn: '2023-01-01', ...more });
}

async function volunteer(): Promise<{ context: Context; id: number }> {
  count += 1;
  const { context } = await personAt(operator, `1370000${String(count).padStart(4, '0')}`);
  return { context, id: await registerSelf(context, volunteerMeans, { ...fillIn(200 + count, HOME), phone: null }) };
}

async function organization(name: string): Promise<number> {
  await startApplication(committee, filingMeans, 'office', {
    procedure: 'ledgerOpening',
    division: HOME,
    draft: { form: completeForm(name) },
    atOnce: { action: 'record', input: {} },
  });
  return (await sql<{ id: number }>`select id from organizations where name = ${name}`.execute(owner)).rows[0]?.id ?? 0;
}

describe('a team', () => {
  it('is offered to volunteers of its street, and to nobody of another street of the district', async () => {
    await loadDivisions(operator, { scope: ['410402002'] });
    const here = await teamOf();
    const there = await createTeam(operator, { ...PLAIN, name: '邻街服务队', division: '410402002000', organizationId: null, foundedOn: '2023-01-01' });
    const near = (await listTeamsNear((await volunteer()).context)).map(({ id }) => id);
    expect(near).toContain(String(here));
    expect(near).not.toContain(String(there));
  });

  it('belongs to an organization, carries its mark and is a group member of an association (GZ-D21)', async () => {
    const [owning, association] = [await organization('邻里互助社'), await organization('社会工作与志愿服务协会')];
    const id = await teamOf({ organizationId: owning });
    const edit = {
      ...PLAIN,
      name: '红马甲',
      markedOn: '2023-05-01',
      associationId: association,
      associationSince: '2023-06-01',
      closedOn: null,
      joinCode: 'keep',
    } as const;
    await editTeam(committee, id, { ...edit, version: 1 });
    expect(await outcome(editTeam(committee, id, { ...edit, version: 1 }))).toBe('TEAM_CHANGED');
    expect(await getTeam(street, id)).toMatchObject({
      name: '红马甲',
      organizationName: '邻里互助社',
      associationName: '社会工作与志愿服务协会',
      markedOn: '2023-05-01',
    });
    expect((await listTeams(street, { ...FILTER, association })).total).toBe(1);
    expect((await listTeams(street, { ...FILTER, marked: true })).total).toBe(1);
    expect((await listTeams(elsewhere, FILTER)).total).toBe(0);
    expect(await outcome(getTeam(elsewhere, id))).toBe('RECORD_NOT_FOUND');
  });

  it('is refused with a taken name, elsewhere, at a county, and for an organization that is not there', async () => {
    await teamOf({ name: '同名队' });
    expect(await outcome(teamOf({ name: '同名队' }))).toBe('TEAM_NAME_TAKEN');
    const make = (context: Context, division: string, organizationId: number | null = null) =>
      outcome(createTeam(context, { ...PLAIN, name: '别的队', division, organizationId, foundedOn: '2023-01-01' }));
    expect(await make(elsewhere, HOME)).toBe('RECORD_NOT_FOUND');
    expect(await make(operator, codeOf(PLACES.pingdingshan.county))).toBe('TEAM_PLACE');
    expect(await make(committee, HOME, 5)).toBe('TEAM_ORGANIZATION');
  });
});

describe('membership', () => {
  it('is asked for, decided by the leader, and left; each once', async () => {
    const id = await teamOf();
    const [leader, newcomer, stranger] = [await volunteer(), await volunteer(), await volunteer()];
    await changeMember(committee, 'office', { teamId: id, volunteerId: leader.id, action: 'add' });
    await changeMember(committee, 'office', { teamId: id, volunteerId: leader.id, action: 'lead' });
    await askToJoin(newcomer.context, id);
    expect(await outcome(askToJoin(newcomer.context, id))).toBe('TEAM_JOINED_ALREADY');
    const accept = { teamId: id, volunteerId: newcomer.id, action: 'accept' } as const;
    expect(await outcome(changeMember(stranger.context, 'own', accept))).toBe('RECORD_NOT_FOUND');
    expect(await outcome(changeMember(newcomer.context, 'own', accept))).toBe('RECORD_NOT_FOUND');
    const both = await Promise.all([outcome(changeMember(leader.context, 'own', accept)), outcome(changeMember(committee, 'office', accept))]);
    expect(both.sort()).toEqual(['TEAM_MEMBER_STATE', 'done']);
    expect((await listMembers(committee, id, PAGE)).items).toMatchObject([{ role: 'leader' }, { role: 'member', state: 'member' }]);
    expect(await outcome(changeMember(leader.context, 'own', { ...accept, action: 'lead' }))).toBe('RECORD_NOT_FOUND');
    await leaveTeam(newcomer.context, id);
    expect(await outcome(leaveTeam(newcomer.context, id))).toBe('RECORD_NOT_FOUND');
    expect((await getTeam(committee, id)).memberCount).toBe(1);
    await withdrawSelf(leader.context, volunteerMeans);
    expect((await getTeam(committee, id)).memberCount).toBe(0);
  });

  it('comes at once with the code, which is shown to offices and counted in tries', async () => {
    const id = await teamOf();
    const edit = { ...PLAIN, name: '有码的队', closedOn: null } as const;
    await editTeam(committee, id, { ...edit, version: 1, joinCode: 'new' });
    const code = (await getTeam(committee, id)).joinCode ?? '';
    const one = await volunteer();
    expect(await joinByCode(one.context, ` ${code.toLowerCase()} `)).toBe(id);
    expect(await outcome(joinByCode(one.context, code))).toBe('TEAM_JOINED_ALREADY');
    await editTeam(committee, id, { ...edit, version: 2, joinCode: 'none' });
    const tries = [];
    const other = await volunteer();
    for (let index = 0; index < 11; index += 1) tries.push(await outcome(joinByCode(other.context, code)));
    expect([...new Set(tries.slice(0, 10))]).toEqual(['TEAM_CODE_WRONG']);
    expect(tries.at(-1)).toBe('TEAM_CODE_TOO_OFTEN');
  });

  it('ends with the team', async () => {
    const id = await teamOf();
    const one = await volunteer();
    await changeMember(committee, 'office', { teamId: id, volunteerId: one.id, action: 'add' });
    await editTeam(committee, id, { ...PLAIN, name: '散了的队', version: 1, closedOn: '2023-11-01', joinCode: 'keep' });
    expect(await getTeam(committee, id)).toMatchObject({ memberCount: 0, closedOn: '2023-11-01', mayKeep: false });
    expect(await outcome(changeMember(committee, 'office', { teamId: id, volunteerId: one.id, action: 'add' }))).toBe('TEAM_CLOSED');
    expect(await outcome(askToJoin(one.context, id))).toBe('RECORD_NOT_FOUND');
  });

  it('needs somebody who is registered, and may', async () => {
    const id = await teamOf();
    const { context } = await personAt(operator, '13799990000');
    expect(await outcome(askToJoin(context, id))).toBe('VOLUNTEER_NOT_REGISTERED');
    expect(await outcome(askToJoin(committee, id))).toBe('PERMISSION_MISSING');
    expect(await outcome(changeMember(committee, 'office', { teamId: id, volunteerId: 5, action: 'add' }))).toBe('RECORD_NOT_FOUND');
  });
});

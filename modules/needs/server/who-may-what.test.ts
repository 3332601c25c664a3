/** What an office or a person is told and may do beyond its place or its rights: nothing, wherever it looks. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { grantsOf, NOBODY } from '#platform/access/actor.ts';
import type { Context } from '#platform/context.ts';
import { codeOf, districtOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { actorAs } from '#tests/support/filings.ts';
import { addOrganization, COMMUNITY, COUNTY, desksOf, meansWith, needInput, openNeedPlaces, OTHER_COMMUNITY, STREET } from '#tests/support/needs.ts';
import type { NeedAct } from '../contract/need.ts';
import type { ActionId } from '../contract/workflow.ts';
import { officeBodies } from './bodies.ts';
import { actAsOrganization } from './commands/act-as-organization.ts';
import { actAsOffice } from './commands/act-on-need.ts';
import { enterNeed } from './commands/enter-need.ts';
import { importTickets } from './commands/import-tickets.ts';
import { stateNeed } from './commands/state-need.ts';
import { watchNeeds } from './commands/watch-needs.ts';
import { addProgram } from './programs/keep-programs.ts';
import { passedStanding } from './programs/pass-need.ts';
import { getNeed } from './queries/get-need.ts';
import { getUnmetNeeds } from './queries/get-unmet-needs.ts';
import { listNeeds } from './queries/list-needs.ts';
import { listTicketImports } from './queries/list-ticket-imports.ts';
import { listLedNeeds } from './queries/own-needs.ts';
import { servicePhotoKeeper } from './service-photos.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { committee, otherCommittee, street, person } = desksOf(operator);
const OTHER_STREET = COUNTY + 2000;
const otherStreet: Context = { ...operator, actor: actorAs('streetStaff', OTHER_STREET, 'township') };
/** the same people, without one of their rights */
const without = (context: Context, right: string): Context => ({
  ...context,
  actor: { ...context.actor, grants: new Map([...context.actor.grants].filter(([one]) => one !== right)) },
});
let lunch = 0;
let far = 0;

const enter = (by: Context, division: number, more: Parameters<typeof needInput>[0] = {}) =>
  enterNeed(by, { ...needInput(more), division: codeOf(division), channel: 'homeVisit' });
async function act(id: number, action: ActionId, input: NeedAct = {}): Promise<void> {
  const { rows } = await sql<{ version: number }>`select version from needs where id = ${id}`.execute(owner);
  await actAsOffice(committee, { id, version: rows[0]?.version ?? 0, action, input });
}
const tickets = (name: string, ...lines: string[]) => ({
  name,
  bytes: new TextEncoder().encode(['工单号,标题,诉求内容,来电时间,社区（村）', ...lines].join('\r\n')),
});

beforeAll(async () => {
  await openNeedPlaces(operator);
  await loadDivisions(operator, { scope: [String(OTHER_STREET).slice(0, 9)] });
  lunch = await addOrganization(operator, '曙北送餐队');
  far = await addOrganization(operator, '远处送餐队', { div: codeOf(OTHER_STREET) });
}, 60_000);

describe('for whom an office stands', () => {
  it('takes the right to it and the place', () => {
    const bodies = (by: Context, handlingDiv: number) => [...officeBodies(by.actor, { handlingDiv })];
    expect([bodies(committee, COMMUNITY), bodies(without(committee, 'need.handle'), COMMUNITY)]).toEqual([['handler'], []]);
    expect([bodies(street, COMMUNITY), bodies(without(street, 'need.supervise'), COMMUNITY), bodies(otherStreet, COMMUNITY)]).toEqual([['above'], [], []]);
  });
});

describe('of places elsewhere', () => {
  it('no need is listed, counted or led to', async () => {
    const here = await enter(committee, COMMUNITY, { title: '要有人送午饭' });
    await enter(otherCommittee, OTHER_COMMUNITY, { title: '要有人送晚饭' });
    await enter(otherCommittee, OTHER_COMMUNITY, { title: '想学跳广场舞', category: 'sports' });
    const { items } = await listNeeds(street, { limit: 10, withTotal: false, division: codeOf(OTHER_COMMUNITY) });
    expect(items.map(({ title }) => title).sort()).toEqual(['想学跳广场舞', '要有人送晚饭']);
    const kinds = async (by: Context) => (await getUnmetNeeds(by, meansWith(), {})).kinds.map(({ category, received, able }) => [category, received, able]);
    expect(await kinds(committee)).toEqual([['elderCare', 1, 1]]);
    expect((await kinds(otherCommittee)).sort()).toEqual([
      ['elderCare', 1, 0],
      ['sports', 1, 0],
    ]);
    for (const action of ['sort', 'publish'] as const) await act(here, action);
    const led = async (id: number) => (await listLedNeeds(person, meansWith([id]))).needs.map(({ title }) => title);
    expect([await led(lunch), await led(far)]).toEqual([['要有人送午饭'], []]);
  });

  it('no ticket is brought in by name, and no file is listed', async () => {
    const { rows } = await sql<{ name: string }>`select name from divisions where key = ${OTHER_COMMUNITY}`.execute(owner);
    const named = await importTickets(committee, tickets('外面.csv', `E-1,要两张长椅,要两张长椅,2023-11-20,${rows[0]?.name}`), {});
    expect(named).toMatchObject({ created: 0, problems: [{ heading: '社区（村）', message: '辖区里没有这个名称的社区（村）。' }] });
    const alike = ['M-1,电梯坏了找 13800138000,电梯坏了,2023-11-20,', 'M-2,电梯坏了找 13800138000,电梯坏了,2023-11-20,'];
    const done = await importTickets(committee, tickets('热线 13800138000.csv', ...alike), {});
    expect(done.clusters.map(({ title }) => title)).toEqual(['电梯坏了找 138****8000']);
    expect((await listTicketImports(committee)).map(({ fileName }) => fileName)).toEqual(['热线 138****8000.csv']);
    expect(await listTicketImports(otherCommittee)).toEqual([]);
  });

  it('nothing ends by the watch of others', async () => {
    const id = await enter(committee, COMMUNITY, { title: '要有人修灯' });
    for (const action of ['sort', 'handle'] as const) await act(id, action);
    await act(id, 'record', { service: { onDay: '2023-11-20', minutes: 30, servers: 1, content: '修了灯', beneficiaries: [{ group: 'elderly', people: 1 }] } });
    await act(id, 'finish');
    const night = { now: new Date('2024-02-20T18:00:00Z'), today: '2024-02-21' };
    expect([await watchNeeds({ ...otherStreet, ...night }), await watchNeeds({ ...operator, ...night })]).toEqual([0, 1]);
  });

  it('no program gets a key, and no name of one keeps a number', async () => {
    const admin: Context = { ...committee, actor: { ...committee.actor, grants: grantsOf(['account.manage']) } };
    const add = (division: number) => addProgram(admin, { name: '家园网 13800138000', channel: 'communityPortal', division: codeOf(division) });
    await expect(add(STREET)).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND' });
    expect((await add(COMMUNITY)).program.name).toBe('家园网 138****8000');
    // whoever is signed in is no program
    await expect(passedStanding(committee, 'JY-1')).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });
});

describe('without the right', () => {
  it('a guest is nobody’s account, whatever phone is known', async () => {
    const stated = { ...needInput({ title: '要一条坡道 13800138000' }), division: codeOf(COMMUNITY), details: '', name: '', phone: '13900139000', address: '' };
    const guest = { ...operator, actor: NOBODY };
    const number = await stateNeed(guest, meansWith(), stated);
    const { rows } = await sql<Record<string, unknown>>`
      select id, title, phone_verified as "isProven", requester_id as requester from needs where number = ${number}`.execute(owner);
    expect(rows).toMatchObject([{ title: '要一条坡道 138****8000', isProven: false, requester: null }]);
    expect((await getNeed(committee, meansWith(), Number(rows[0]?.['id']))).requester.phone).toBe('139****9000');
  });

  it('no photograph of a service is opened', async () => {
    const id = await enter(committee, COMMUNITY, { title: '要有人送早饭' });
    await act(id, 'sort');
    await act(id, 'assign', { organizationIds: [lunch] });
    await actAsOrganization(person, meansWith([lunch]), { id, version: 3, action: 'accept', input: {} });
    const reach = (by: Context) =>
      servicePhotoKeeper(meansWith([lunch])).reachOf(by, { id: 1, ownerId: id, part: '', district: districtOf(COMMUNITY), div: COMMUNITY });
    expect([await reach(person), await reach(without(person, 'need.own')), await reach(committee)]).toEqual(['owns', 'none', 'reads']);
  });
});

import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import type { Context } from '#platform/context.ts';
import { codeOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { addOrganization, COMMUNITY, desksOf, meansWith, needInput, openNeedPlaces, OTHER_COMMUNITY } from '#tests/support/needs.ts';
import type { NeedAct } from '../contract/need.ts';
import type { ActionId } from '../contract/workflow.ts';
import { actAsOrganization } from './commands/act-as-organization.ts';
import { actAsOffice } from './commands/act-on-need.ts';
import { actAsRequester } from './commands/act-as-requester.ts';
import { enterNeed } from './commands/enter-need.ts';
import { stateNeed } from './commands/state-need.ts';
import { getNeedFigures } from './queries/get-need-figures.ts';
import { getUnmetNeeds } from './queries/get-unmet-needs.ts';
import { needFiguresFile } from './queries/need-figures-file.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { committee, otherCommittee, street, district, person } = desksOf(operator);
let lunch = 0;
let means = meansWith();
const later = (by: Context, today: string): Context => ({ ...by, today });

async function act(by: Context, id: number, action: ActionId, input: NeedAct = {}) {
  const now = await sql<{ version: number }>`select version from needs where id = ${id}`.execute(owner);
  return actAsOffice(by, { id, version: now.rows[0]?.version ?? 0, action, input });
}
const enter = (by: Context, division: number, more: Parameters<typeof needInput>[0] = {}) =>
  enterNeed(by, { ...needInput(more), division: codeOf(division), channel: 'homeVisit' });
const service = { onDay: '2023-11-20', minutes: 60, servers: 1, content: '送了午饭', beneficiaries: [{ group: 'elderly' as const, people: 1 }] };

async function served(stars: number): Promise<void> {
  const id = await enter(committee, COMMUNITY, { title: `需要送饭第 ${stars} 家` });
  for (const action of ['sort', 'assign'] as const) await act(committee, id, action, { organizationIds: [lunch] });
  const led = async (action: ActionId, input: NeedAct = {}) => {
    const now = await sql<{ version: number }>`select version from needs where id = ${id}`.execute(owner);
    return actAsOrganization(person, means, { id, version: now.rows[0]?.version ?? 0, action, input });
  };
  await led('accept');
  await led('record', { service });
  await led('finish');
  await act(committee, id, 'visit', { isSolved: true, stars });
}

beforeAll(async () => {
  await openNeedPlaces(operator);
  lunch = await addOrganization(operator, '曙北送餐队');
  means = meansWith([lunch]);
}, 60_000);

describe('figures of needs', () => {
  it('of nothing are no rates at all, not nought', async () => {
    const { total, rows } = await getNeedFigures(committee, { by: 'category', year: 2023 });
    expect([total.received, total.response, total.solution, total.satisfaction, rows]).toEqual([0, null, null, null, []]);
  });

  it('count what could have been answered and what ended, by place, kind and organization', async () => {
    for (const stars of [5, 5, 4, 2]) await served(stars);
    // not answered yet, and not late yet: in no rate
    await enter(committee, COMMUNITY, { title: '放学后要有人看孩子', category: 'childcare' });
    const closed = await enter(committee, COMMUNITY, { title: '要全天的托育', category: 'childcare' });
    await act(committee, closed, 'sort');
    await act(committee, closed, 'close', { ground: 'noCapacity', reason: '没有组织能做' });
    await enter(otherCommittee, OTHER_COMMUNITY, { title: '要人修水龙头', category: 'housekeeping' });
    await enter(committee, COMMUNITY, { title: '不愿别人知道的事', isSecret: true });
    const joined = await enter(committee, COMMUNITY, { title: '楼下也要人看孩子', category: 'childcare' });
    const { rows } = await sql<{ id: number }>`select id from needs where title = '放学后要有人看孩子'`.execute(owner);
    await act(committee, joined, 'join', { into: Number(rows[0]?.id) });
    const stated = { ...needInput({ title: '已经不需要的事' }), division: codeOf(COMMUNITY), details: '', name: '', phone: '13800138000', address: '' };
    await stateNeed(person, means, stated);
    const mine = await sql<{ id: number }>`select id from needs where title = '已经不需要的事'`.execute(owner);
    await actAsRequester(person, { requester: person.actor.id }, { id: Number(mine.rows[0]?.id), version: 1, action: 'withdraw', input: {} });

    const { total, rows: kinds } = await getNeedFigures(committee, { by: 'category' });
    expect([total.received, total.response, total.solution]).toEqual([7, { met: 5, of: 5, share: 1 }, { met: 4, of: 5, share: 0.8 }]);
    expect(kinds.map(({ name, received, solution }) => [name, received, solution?.met, solution?.of])).toEqual([
      ['养老', 5, 4, 4],
      ['托育', 2, 0, 1],
    ]);
    const places = await getNeedFigures(street, { by: 'place' });
    expect(places.rows.map(({ received, open, solution }) => [received, open, solution])).toEqual([
      [7, 1, { met: 4, of: 5, share: 0.8 }],
      [1, 1, null],
    ]);
    const groups = await getNeedFigures(district, { by: 'organization' });
    expect(groups.rows.map(({ name, received, ratings, satisfaction }) => [name, received, ratings, satisfaction])).toEqual([['曙北送餐队', 4, 4, null]]);
  });

  it('judge an organization from five ratings on, with confidence', async () => {
    await served(1);
    const [group] = (await getNeedFigures(district, { by: 'organization' })).rows;
    expect(group?.satisfaction).toEqual({ good: 3, all: 5, atLeast: expect.closeTo(0.2307, 3) });
  });

  it('call what is past its last day unanswered', async () => {
    const { rows } = await getNeedFigures(later(otherCommittee, '2023-12-20'), { by: 'category' });
    expect(rows.map(({ response, overdue }) => [response, overdue])).toEqual([[{ met: 0, of: 1, share: 0 }, 1]]);
  });

  it('are of the own jurisdiction only', async () => {
    await expect(getNeedFigures(otherCommittee, { by: 'place', division: codeOf(COMMUNITY) })).rejects.toThrow(Refusal);
    expect((await getNeedFigures(otherCommittee, { by: 'place' })).total.received).toBe(1);
    expect((await getNeedFigures(committee, { by: 'place', year: 2022 })).total.received).toBe(0);
    await expect(getNeedFigures(person, { by: 'place' })).rejects.toThrow(Refusal);
    await expect(getUnmetNeeds(otherCommittee, means, { division: codeOf(COMMUNITY) })).rejects.toThrow(Refusal);
  });

  it('go out as CSV with blanks where there is no rate', async () => {
    const file = await needFiguresFile(street, { by: 'place', format: 'csv' });
    const lines = new TextDecoder().decode('bytes' in file ? file.bytes : undefined).split('\r\n');
    expect(lines[0]).toContain('回应率');
    expect(lines[2]).toMatch(/,1,,,,,,,1,0,0,,$/);
    expect((await needFiguresFile(street, { by: 'organization', format: 'xlsx' })).fileName).toMatch(/\.xlsx$/);
  });
});

describe('unmet needs', () => {
  it('lie where nobody could take them or nobody did in time, beside whoever is able and what the plan lacks', async () => {
    const gap = { plan: 'pingdingshan-2021', division: codeOf(COMMUNITY), place: '曙北社区', targetName: '每个社区 10 个', lacking: '差 3 个' };
    const withGaps = meansWith([], { gapsBelow: async () => [gap] });
    const now = await getUnmetNeeds(street, withGaps, {});
    expect(now.places.map(({ received, unmet }) => [received, unmet])).toEqual([
      [8, 1],
      [1, 0],
    ]);
    expect(now.kinds.map(({ category, unmet, able, advice }) => [category, unmet, able, advice?.slice(0, 4)])).toEqual([
      ['childcare', 1, 0, '没有能做'],
      ['elderCare', 0, 1, undefined],
      ['housekeeping', 0, 0, undefined],
    ]);
    expect(now.gaps).toEqual([gap]);
    const then = await getUnmetNeeds(later(street, '2023-12-20'), withGaps, { category: 'housekeeping' });
    expect(then.places.map(({ received, unmet }) => [received, unmet])).toEqual([[1, 1]]);
  });
});

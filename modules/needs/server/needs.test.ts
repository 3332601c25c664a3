import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProductFacts } from '#apps/server/facts.ts';
import type { Context } from '#platform/context.ts';
import { inTransaction } from '#platform/db/database.ts';
import { birthDistrictOf } from '#platform/db/record-ids.ts';
import { codeOf } from '#shared/division-code.ts';
import { Refusal } from '#shared/errors.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { viewsToldTo } from '#tests/support/own-views.ts';
import { addOrganization, COMMUNITY, desksOf, meansWith, needInput, openNeedPlaces, OTHER_COMMUNITY, STREET } from '#tests/support/needs.ts';
import type { NeedAct } from '../contract/need.ts';
import { SENSITIVE_GROUPS } from '../contract/vocabulary.ts';
import type { ActionId } from '../contract/workflow.ts';
import { carryNeeds } from './carry-needs.ts';
import { actAsOrganization } from './commands/act-as-organization.ts';
import { actAsOffice } from './commands/act-on-need.ts';
import { enterNeed } from './commands/enter-need.ts';
import { revealRequester } from './commands/reveal-requester.ts';
import { stateNeed } from './commands/state-need.ts';
import { needOwnData } from './own-data.ts';
import { getNeed } from './queries/get-need.ts';
import { listMatches } from './queries/list-matches.ts';
import { countNeeds, listNeeds } from './queries/list-needs.ts';
import { listSimilarNeeds } from './queries/list-similar-needs.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { committee, otherCommittee, street, district } = desksOf(operator);
const means = meansWith();
let lunch = 0;
let choir = 0;

beforeAll(async () => {
  await openNeedPlaces(operator);
  lunch = await addOrganization(operator, '曙北送餐队', { partyForm: '独立支部', stage: '成熟型' });
  choir = await addOrganization(operator, '曙北合唱队', { category: '文体娱乐类', businessScopes: ['合唱'], serviceTargets: ['老年人'] });
}, 60_000);

const enter = (more: Parameters<typeof needInput>[0] = {}, by: Context = committee, division: number = COMMUNITY) =>
  enterNeed(by, { ...needInput(more), division: codeOf(division), channel: 'homeVisit', consent: { way: 'present' } });

async function act(by: Context, id: number, action: ActionId, input: NeedAct = {}, version?: number) {
  const now = await sql<{ version: number }>`select version from needs where id = ${id}`.execute(owner);
  return actAsOffice(by, { id, version: version ?? now.rows[0]?.version ?? 0, action, input });
}

async function codeFrom(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
}

const service = { onDay: '2023-11-20', minutes: 90, servers: 2, content: '送了午饭', beneficiaries: [{ group: 'loneElderly' as const, people: 3 }] };

describe('a need on the desk of the committee', () => {
  it('is written down, sorted, handled by the office itself, visited and solved', async () => {
    const id = await enter({ name: '王秀英', phone: '138 0013 8000', address: '3 号楼 201', details: '电话 13800138000，老人不能下楼' });
    const first = await getNeed(committee, means, id);
    expect([first.stateName, first.channelName, first.dueOn, first.dueWhose]).toEqual(['待梳理', '入户走访', '2023-11-27', '承办单位']);
    expect([first.requester.name, first.requester.phone, first.details]).toEqual(['王某', '138****8000', '电话 138****8000，老人不能下楼']);
    expect(first.abilities.map(({ action }) => action)).toEqual(['sort', 'join', 'transfer', 'return', 'extend', 'escalate']);
    await act(committee, id, 'sort', { category: 'elderCare', urgency: 'urgent' });
    expect((await getNeed(committee, means, id)).dueOn).toBe('2023-11-22');
    await act(committee, id, 'handle');
    expect(await codeFrom(act(committee, id, 'finish'))).toBe('NEED_RULE');
    await act(committee, id, 'record', { service });
    await act(committee, id, 'finish');
    await act(committee, id, 'visit', { isSolved: true, stars: 5, comment: '饭是热的' });
    const last = await getNeed(committee, means, id);
    expect([last.state, last.closedOn, last.dueOn, last.rating?.stars]).toEqual(['confirmed', '2023-11-20', null, 5]);
    expect(last.services).toEqual([
      {
        id: expect.any(String),
        onDay: '2023-11-20',
        minutes: 90,
        servers: 2,
        content: '送了午饭',
        by: expect.any(String),
        beneficiaries: [{ group: '空巢、独居、失能、高龄老人', people: 3 }],
      },
    ]);
    expect(last.steps.map(({ action }) => action)).toEqual(['收到需求', '梳理', '自己办理', '记录服务', '办结', '登记回访']);
  });

  it('leaves each step in the audit trail, without who asked', async () => {
    const { rows } = await sql<{
      action: string;
      text: string;
    }>`select action, details::text as text from audit_entries where subject_type = 'need' order by number`.execute(owner);
    expect(rows.map(({ action }) => action).slice(0, 3)).toEqual(['need.received', 'need.sort', 'need.handle']);
    expect(rows.map(({ text }) => text).join()).not.toMatch(/王秀英|13800138000|3 号楼/);
  });

  it('keeps name, phone, address and details encrypted', async () => {
    const { rows } = await sql<{ row: string }>`select n::text as row from needs n`.execute(owner);
    expect(rows.map(({ row }) => row).join()).not.toMatch(/王秀英|13800138000|3 号楼|不能下楼/);
  });

  it('is written down with name and phone only as the resident agreed, and tells how', async () => {
    const typed = { ...needInput({ name: '王奶奶', phone: '13800138009' }), division: codeOf(COMMUNITY), channel: 'homeVisit' } as const;
    expect(await codeFrom(enterNeed(committee, typed))).toBe('NEED_CONSENT_MISSING');
    const nameless = { ...needInput({ name: ' ', phone: undefined, address: undefined }), division: codeOf(COMMUNITY), channel: 'homeVisit' } as const;
    expect((await getNeed(committee, means, await enterNeed(committee, nameless))).steps[0]?.reason).toBeNull();
    const id = await enterNeed(committee, { ...typed, consent: { way: 'relative', note: '女儿 13800138010' } });
    const [first] = (await getNeed(committee, means, id)).steps;
    expect([first?.by, first?.reason]).toEqual([committee.actor.name, '登记个人信息：家属或监护人代为同意（女儿 138****8010）']);
    const { rows } = await sql<{ details: object }>`select details from audit_entries where action = 'need.received' and subject_id = ${String(id)}`.execute(
      owner,
    );
    expect(rows[0]?.details).toMatchObject({ consent: first?.reason });
  });

  it('takes back what a group cannot serve, and counts what was reopened', async () => {
    const id = await enter();
    await act(committee, id, 'sort');
    await act(committee, id, 'offer', { organizationIds: [lunch, choir] });
    expect((await getNeed(committee, means, id)).offers.map(({ state }) => state)).toEqual(['等答复', '等答复']);
    await act(committee, id, 'recall');
    await act(committee, id, 'handle');
    await act(committee, id, 'record', { service });
    await act(committee, id, 'finish');
    expect(await codeFrom(act(committee, id, 'visit', { isSolved: false }))).toBe('NEED_RULE');
    await act(committee, id, 'visit', { isSolved: false, reason: '只送了一天' });
    expect(await getNeed(committee, means, id)).toMatchObject({ state: 'serving', reopened: 1 });
  });
});

describe('what the table does not allow', () => {
  it('is refused with what is possible instead, and has no button', async () => {
    const id = await enter();
    await expect(act(committee, id, 'finish')).rejects.toThrow('需求现在是“待梳理”，不能办结。现在可以：梳理、并入另一件、转办、退回、延期、上报街道。');
    await act(committee, id, 'return', { reason: '请找物业公司' });
    await expect(act(committee, id, 'sort')).rejects.toThrow('这件需求已经结束（已退回），不能再梳理。');
    expect((await getNeed(committee, means, id)).abilities).toEqual([]);
  });

  it('lets only the office work on it whose desk it lies on; above it is supervised and moved', async () => {
    const id = await enter();
    expect(await codeFrom(act(street, id, 'sort'))).toBe('NEED_NOT_YOURS');
    expect((await getNeed(street, means, id)).abilities.map(({ action }) => action)).toEqual(['transfer', 'escalate', 'supervise']);
    await act(street, id, 'supervise', { reason: '请三日内办' });
    await act(committee, id, 'escalate', { reason: '社区没有条件' });
    expect(await codeFrom(act(committee, id, 'sort'))).toBe('NEED_NOT_YOURS');
    await act(street, id, 'sort');
    await act(street, id, 'handDown', { reason: '志愿队已到位' });
    expect(await getNeed(committee, means, id)).toMatchObject({ isSupervised: true, supervision: '请三日内办', state: 'sorted' });
  });

  it('extends a deadline once', async () => {
    const id = await enter();
    await act(committee, id, 'extend', { days: 3, reason: '老人住院' });
    expect((await getNeed(committee, means, id)).dueOn).toBe('2023-11-30');
    expect(await codeFrom(act(committee, id, 'extend', { days: 3, reason: '再等等' }))).toBe('NEED_RULE');
  });

  it('wants a day of service that was, not before the need came', async () => {
    const id = await enter();
    await act(committee, id, 'sort');
    await act(committee, id, 'handle');
    for (const onDay of ['2023-11-21', '2023-11-19'])
      expect(await codeFrom(act(committee, id, 'record', { service: { ...service, onDay } }))).toBe('NEED_RULE');
  });

  it.each([
    ['no organization', {}],
    ['one that is nowhere', { organizationIds: [410402000009999] }],
  ])('asks an organization of the street only: %s', async (_what, input) => {
    const id = await enter();
    await act(committee, id, 'sort');
    expect(await codeFrom(act(committee, id, 'assign', input))).toBe('NEED_RULE');
  });
});

describe('moving and joining', () => {
  it('passes a need to another community of the county, which the first sees no longer', async () => {
    const id = await enter();
    expect(await codeFrom(act(committee, id, 'transfer', { reason: '他们的楼', division: '440103001101' }))).toBe('NEED_RULE');
    await act(committee, id, 'transfer', { reason: '他们的楼', division: codeOf(OTHER_COMMUNITY) });
    expect(await codeFrom(getNeed(committee, means, id))).toBe('NEED_NOT_FOUND');
    expect((await getNeed(otherCommittee, means, id)).state).toBe('received');
  });

  it('joins what is said twice into one', async () => {
    const lead = await enter({ title: '3号楼路灯坏了晚上看不见', category: 'safety' });
    const again = await enter({ title: '三号楼下的路灯坏了，看不见', category: 'safety' });
    const other = await enter({ title: '想学跳广场舞', category: 'sports' });
    expect((await listSimilarNeeds(committee, again)).map(({ id }) => id)).toEqual([String(lead)]);
    expect(await codeFrom(act(committee, again, 'join', { into: again }))).toBe('NEED_RULE');
    await act(committee, again, 'join', { into: lead });
    expect(await getNeed(committee, means, again)).toMatchObject({ state: 'joined', joinedInto: { id: String(lead) } });
    expect((await getNeed(committee, means, lead)).joinedCount).toBe(1);
    expect(await codeFrom(act(committee, other, 'join', { into: again }))).toBe('NEED_RULE');
  });
});

describe('secret needs', () => {
  it('are seen by the office that works on them and by nobody else, above or below', async () => {
    const id = await enter({ isSecret: true, title: '家里的事想找人调解' });
    expect((await getNeed(committee, means, id)).isSecret).toBe(true);
    for (const other of [street, district, otherCommittee]) {
      expect(await codeFrom(getNeed(other, means, id))).toBe('NEED_NOT_FOUND');
      expect(await codeFrom(act(other, id, 'supervise', { reason: '看看' }))).toBe('NEED_NOT_FOUND');
      const { items } = await listNeeds(other, { limit: 200, withTotal: false });
      expect(items.some((item) => item.id === String(id))).toBe(false);
    }
    await act(committee, id, 'escalate', { reason: '请街道办' });
    expect(await codeFrom(getNeed(committee, means, id))).toBe('NEED_NOT_FOUND');
    expect((await getNeed(street, means, id)).title).toBe('家里的事想找人调解');
  });

  it('are made of whatever concerns a sensitive group, and go to no organization', async () => {
    const id = await enter({ targetGroup: 'correction' });
    await act(committee, id, 'sort', { isSecret: false });
    expect((await getNeed(committee, means, id)).abilities.find(({ action }) => action === 'publish')).toMatchObject({ allowed: false });
    expect(await codeFrom(act(committee, id, 'assign', { organizationIds: [lunch] }))).toBe('NEED_RULE');
    expect(await codeFrom(act(committee, id, 'publish'))).toBe('NEED_RULE');
  });

  it.each(SENSITIVE_GROUPS)('of %s cannot be stored as anything else', async (group) => {
    const id = await enter({ targetGroup: group });
    await expect(sql`update needs set is_secret = false where id = ${id}`.execute(owner)).rejects.toThrow('needs_of_sensitive_groups_are_secret');
  });

  it('are not seen without the right to what is sensitive', async () => {
    const id = await enter({ isSecret: true });
    const grants = new Map([...committee.actor.grants].map(([verb, classes]) => [verb, new Set([...classes].filter((name) => name !== 'restricted'))]));
    expect(await codeFrom(getNeed({ ...committee, actor: { ...committee.actor, grants } }, means, id))).toBe('NEED_NOT_FOUND');
  });
});

describe('who asked', () => {
  it('is shown to the office that works on it, with a reason that stays', async () => {
    const id = await enter({ name: '王秀英', phone: '13800138000' });
    expect(await revealRequester(committee, id, '约上门时间')).toEqual({ name: '王秀英', phone: '13800138000', address: null });
    expect(await viewsToldTo(committee, '13800138000')).toEqual([[committee.actor.name, '居民需求', '查看', '约上门时间']]);
    expect(await codeFrom(revealRequester(street, id, '看看'))).toBe('NEED_NOT_YOURS');
    expect(await codeFrom(revealRequester(otherCommittee, id, '看看'))).toBe('NEED_NOT_FOUND');
  });

  it('is refused with a number that is none, without repeating it', async () => {
    await expect(enter({ phone: '12345' })).rejects.toThrow('手机号不正确，请填写 11 位手机号码。');
  });
});

describe('two at once', () => {
  it('do not both act on one version', async () => {
    const id = await enter();
    const both = await Promise.all([codeFrom(act(committee, id, 'sort', {}, 1)), codeFrom(act(committee, id, 'return', { reason: '重复了' }, 1))]);
    expect(both.sort()).toEqual(['NEED_CHANGED', 'done']);
  });

  it('holds while another writes', async () => {
    const id = await enter();
    await inTransaction(owner, async (tx) => {
      await sql`select from needs where district = ${birthDistrictOf(id)} and id = ${id} for update`.execute(tx);
      const waiting = act(committee, id, 'sort', {}, 1);
      await sql`update needs set version = 2 where id = ${id}`.execute(tx);
      void waiting.catch(() => undefined);
    });
    expect(await codeFrom(act(committee, id, 'sort', {}, 1))).toBe('NEED_CHANGED');
  });
});

describe('organizations able and near', () => {
  it('come with reasons, the able ones first, those led by the party before others', async () => {
    const plain = await addOrganization(operator, '曙北敬老队');
    const wide = await addOrganization(operator, '曙光为老服务队', { div: codeOf(STREET) });
    const away = await addOrganization(operator, '别处助餐队', { div: codeOf(OTHER_COMMUNITY) });
    const ended = await addOrganization(operator, '散了的助餐队', { endedOn: '2023-01-01', endReason: '撤出台账' });
    const id = await enter();
    const found = await listMatches(committee, id);
    expect(found.map(({ organizationId }) => Number(organizationId))).toEqual([lunch, plain, wide]);
    expect(found[0]?.reasons).toContain('党组织健全（独立支部），优先');
    expect((await listMatches(street, id)).length).toBe(4);
    expect([away, ended].every((one) => !found.some(({ organizationId }) => Number(organizationId) === one))).toBe(true);
  });

  it('say nothing of satisfaction before there are enough ratings', async () => {
    const id = await enter();
    expect((await listMatches(committee, id)).every(({ satisfaction }) => satisfaction === null)).toBe(true);
  });
});

describe('the inbox', () => {
  it('is filtered, counted and read page by page without losing one', async () => {
    const all: string[] = [];
    let cursor: string | undefined;
    let total: number | null = null;
    do {
      const page = await listNeeds(committee, { limit: 3, withTotal: true, cursor, standing: 'open' });
      all.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      total = page.total;
    } while (cursor);
    expect(new Set(all).size).toBe(total);
    const counts = await countNeeds(committee, undefined);
    const openAt = async (division: number) => (await countNeeds(district, codeOf(division))).states.reduce((sum, { count }) => sum + count, 0);
    const lain = await sql<{
      count: number;
    }>`select count(*)::int as count from needs where div = ${OTHER_COMMUNITY} and closed_on is null and not is_secret`.execute(owner);
    expect([await openAt(OTHER_COMMUNITY), (await openAt(STREET)) > (await openAt(OTHER_COMMUNITY))]).toEqual([lain.rows[0]?.count, true]);
    expect(counts.states.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
    const { items } = await listNeeds(committee, { limit: 50, withTotal: false, category: 'sports', q: '广场舞' });
    expect(items.map(({ title }) => title)).toEqual(['想学跳广场舞']);
  });

  it('refuses a place outside as if it were not there', async () => {
    expect(await codeFrom(listNeeds(committee, { limit: 5, withTotal: false, division: codeOf(OTHER_COMMUNITY) }))).toBe('RECORD_NOT_FOUND');
    expect(await codeFrom(enter({}, committee, OTHER_COMMUNITY))).toBe('RECORD_NOT_FOUND');
  });
});

describe('two organizations that become one', () => {
  it('share what either was asked and gave, and how it was judged', async () => {
    const [gone, stays] = [await addOrganization(operator, '曙北助老队'), await addOrganization(operator, '曙北助老服务队')];
    const id = await enter();
    await act(committee, id, 'sort');
    await act(committee, id, 'offer', { organizationIds: [gone, stays] });
    const leader = { ...operator, actor: { ...operator.actor, id: '7009' } };
    const byLeader = async (action: ActionId, input: NeedAct = {}) => {
      const { version } = await getNeed(committee, means, id);
      return actAsOrganization(leader, meansWith([gone]), { id, version, action, input });
    };
    await byLeader('accept');
    await byLeader('record', { service });
    await byLeader('finish');
    await act(committee, id, 'visit', { isSolved: true, stars: 4 });
    expect(await inTransaction(db, (tx) => carryNeeds(tx, gone, stays))).toBe(1);
    const held = async (organizationId: number) =>
      (
        await sql<{
          offers: number;
          services: number;
          ratings: number;
        }>`select (select count(*)::int from need_offers where organization_id = ${organizationId}) as offers,
          (select count(*)::int from need_services where organization_id = ${organizationId}) as services,
          (select count(*)::int from need_ratings where organization_id = ${organizationId}) as ratings`.execute(owner)
      ).rows[0];
    expect(await held(gone)).toEqual({ offers: 0, services: 0, ratings: 0 });
    expect(await held(stays)).toEqual({ offers: 1, services: 1, ratings: 1 });
    expect((await getNeed(committee, means, id)).organizationId).toBe(String(stays));
  });
});

describe('the own data', () => {
  it('hold what was stated while signed in, in clear for whoever stated it and nobody else', async () => {
    const { person, otherPerson } = desksOf(operator);
    const said = {
      division: codeOf(COMMUNITY),
      title: '想有人陪着去医院',
      details: '腿脚不便',
      category: 'health',
      targetGroup: 'elderly',
      urgency: 'ordinary',
    };
    const number = await stateNeed(person, means, { ...said, isSecret: false, name: '王秀英', phone: '', address: '3 号楼', sharesContact: false });
    const subject = { accountId: person.actor.id, indexes: [] };
    const [set] = await needOwnData.read(person, subject, 10);
    expect(set?.rows[0]).toEqual([number, '网上填写', said.title, null, '待梳理', '2023-11-20', null, '王秀英', '13800138000', '3 号楼', '腿脚不便']);
    expect((await needOwnData.read(otherPerson, { accountId: otherPerson.actor.id, indexes: [] }, 10))[0]?.rows).toEqual([]);
    expect(await needOwnData.unsettled(person, subject)).toEqual(['还有 1 件需求没有办完，请等办完，或在“我的”里撤回']);
    expect(await needOwnData.unsettled(otherPerson, { accountId: otherPerson.actor.id, indexes: [] })).toEqual([]);
  });
});

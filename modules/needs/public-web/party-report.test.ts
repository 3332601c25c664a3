/** What party members say of organizations (SZ-D41), over HTTP: to the committee and nobody else, answered, and without the mark once it is taken back. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { enterByPhone, requestPhoneCode } from '#modules/accounts/server/public.ts';
import { NOBODY } from '#platform/access/actor.ts';
import { inTransaction } from '#platform/db/database.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { addOrganization, COMMUNITY, desksOf, meansWith, OTHER_COMMUNITY, openNeedPlaces, STREET } from '#tests/support/needs.ts';
import type { NeedAct } from '../contract/need.ts';
import type { ActionId } from '../contract/workflow.ts';
import { actAsOffice } from '../server/commands/act-on-need.ts';
import { reportOrganization } from '../server/public.ts';
import { carryNeeds } from '../server/carry-needs.ts';
import { getNeed } from '../server/queries/get-need.ts';
import { listNeeds } from '../server/queries/list-needs.ts';
import { getNeedFigures } from '../server/queries/get-need-figures.ts';

const { db, owner, portal } = await createTestDatabase();
const codes = new Map<string, string>();
const messages = { isOpen: async () => true, sendCode: async ({ phone, code }: { phone: string; code: string }) => void codes.set(phone, code) };
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal, messages });
const { app } = await createServer({ platform: operator.platform, log: false });
const { committee, otherCommittee, street, district, person } = desksOf(operator);
const PLACE = codeOf(COMMUNITY);
let choir = 0;
let ofStreet = 0;
let elsewhere = 0;

beforeAll(async () => {
  await openNeedPlaces(operator);
  choir = await addOrganization(operator, '曙北合唱队');
  ofStreet = await addOrganization(operator, '曙光街志愿服务队', { div: codeOf(STREET) });
  elsewhere = await addOrganization(operator, '邻村舞蹈队', { div: codeOf(OTHER_COMMUNITY) });
}, 60_000);

let visitors = 0;
async function signIn() {
  visitors += 1;
  const phone = String(13700180000 + visitors);
  const stranger = { ...operator, actor: NOBODY, origin: `10.3.1.${visitors}` };
  await (await requestPhoneCode(stranger, phone)).sent;
  const { token } = await enterByPhone(stranger, { phone, code: codes.get(phone) ?? '', agreed: true }, { userAgent: 'test', formerToken: null });
  const ask = async (method: 'GET' | 'POST', url: string, form?: Record<string, string>) => {
    const headers = { cookie: `wotu_person=${token}`, ...(form && { origin: 'http://localhost:80', 'content-type': 'application/x-www-form-urlencoded' }) };
    const reply = await app.inject({ method, url, headers, ...(form && { payload: new URLSearchParams(form).toString() }) });
    return { status: reply.statusCode, to: String(reply.headers.location ?? ''), text: reply.body };
  };
  return { get: (url: string) => ask('GET', url), post: (url: string, form: Record<string, string>) => ask('POST', url, form) };
}

async function member() {
  const one = await signIn();
  await one.post('/my/party', { place: PLACE, agreed: 'yes' });
  return one;
}

async function stored(title: string) {
  const { rows } = await sql<{ id: number; version: number; channel: string; state: string; about: number; secret: boolean; by: string }>`
    select id, version, channel, state, about_organization_id as about, is_secret as secret, requester_id as by from needs where title = ${title}`.execute(
    owner,
  );
  if (!rows[0]) throw new Error('no such report');
  return { ...rows[0], all: rows.length };
}

const SAID = { kind: 'problem', title: '排练收的钱没有公示', details: '每人每月 20 元', name: '' };
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

describe('what a party member says of an organization', () => {
  it('is asked of party members only', async () => {
    const resident = await signIn();
    expect((await resident.get('/my/party/report')).to).toBe('/my/party');
    expect((await resident.post('/my/party/report', { ...SAID, organization: String(choir) })).status).toBe(403);
    expect((await app.inject({ method: 'GET', url: '/my/party/report' })).headers.location).toBe('/my/sign-in');
  });

  it('is about an organization of the community or its street, found by name', async () => {
    const one = await member();
    const list = (await one.get('/my/party/report')).text;
    expect([list.includes('曙北合唱队'), list.includes('曙光街志愿服务队'), list.includes('邻村舞蹈队')]).toEqual([true, true, false]);
    const found = (await one.get(`/my/party/report?q=${encodeURIComponent('合唱')}`)).text;
    expect([found.includes('曙北合唱队'), found.includes('曙光街志愿服务队')]).toEqual([true, false]);
    expect((await one.get(`/my/party/report?q=${encodeURIComponent('没有')}`)).text).toContain('没有找到名字里有“没有”的组织');
    expect((await one.get(`/my/party/report?organization=${choir}`)).text).toContain('曙北合唱队');
    expect((await one.get('/my/party/report?organization=999')).status).toBe(422);
    const far = await one.post('/my/party/report', { ...SAID, organization: String(elsewhere) });
    expect([far.status, far.text.includes('请选择您所在社区')]).toEqual([422, true]);
  });

  it.each([
    ['neither kind', { kind: '' }, '请选择是反映问题还是提建议'],
    ['nothing said', { title: '钱' }, '请用一句话说清楚'],
  ])('is asked again with what was typed: %s', async (_what, more, problem) => {
    const one = await member();
    const { status, text } = await one.post('/my/party/report', { ...SAID, ...more, organization: String(choir) });
    expect([status, text.includes(problem), text.includes('每人每月 20 元')]).toEqual([422, true, true]);
  });

  it('reaches the committee alone, is one when pressed twice, and is in no figure', async () => {
    const one = await member();
    const title = '账目三个月没有公布';
    const send = () => one.post('/my/party/report', { ...SAID, title, organization: String(ofStreet) });
    const both = await Promise.all([send(), send()]);
    expect(both.map(({ text }) => text.includes('收到了'))).toEqual([true, true]);
    const kept = await stored(title);
    expect(kept).toMatchObject({ all: 1, channel: 'partyMember', about: ofStreet, secret: true, state: 'received' });
    const need = await getNeed(committee, meansWith(), kept.id);
    expect(need).toMatchObject({ channelName: '党员反映', report: { kindName: '反映问题', organizationName: '曙光街志愿服务队' } });
    expect(need.abilities.map(({ action }) => action)).toEqual(expect.arrayContaining(['sort', 'answer', 'escalate', 'return']));
    expect(need.abilities.map(({ action }) => action)).not.toEqual(expect.arrayContaining(['join']));
    for (const other of [otherCommittee, street, district]) {
      expect(await outcome(getNeed(other, meansWith(), kept.id))).toBe('NEED_NOT_FOUND');
      expect((await listNeeds(other, { limit: 50, withTotal: false })).items.map(({ id }) => id)).not.toContain(String(kept.id));
    }
    expect((await getNeedFigures(district, { by: 'place' })).total.received).toBe(0);
    const { rows } = await sql<{
      text: string;
    }>`select details::text as text from audit_entries where action = 'need.received' and subject_id = ${String(kept.id)}`.execute(owner);
    expect(rows[0]?.text).not.toContain('partyMember');
  });

  it('stays secret whatever the sorting says, is given to no organization, and joins nothing', async () => {
    const one = await member();
    const title = '活动总在半夜，太吵';
    await one.post('/my/party/report', { ...SAID, title, organization: String(choir) });
    const { id, version } = await stored(title);
    await actAsOffice(committee, { id, version, action: 'sort', input: { isSecret: false } });
    expect((await stored(title)).secret).toBe(true);
    const tried: [ActionId, NeedAct][] = [
      ['assign', { organizationIds: [choir] }],
      ['publish', {}],
      ['handle', {}],
    ];
    for (const [action, input] of tried) expect(await outcome(actAsOffice(committee, { id, version: version + 1, action, input }))).toBe('NEED_RULE');
  });

  it('is answered, judged unsolved by the member, answered again and confirmed; the answer is read there', async () => {
    const one = await member();
    const title = '建议多请年轻人';
    await one.post('/my/party/report', { ...SAID, kind: 'suggestion', title, organization: String(choir) });
    const { id } = await stored(title);
    const now = async () => (await stored(title)).version;
    expect((await one.get('/my')).text).toContain('给组织提的建议（保密）');
    expect(await outcome(actAsOffice(committee, { id, version: await now(), action: 'answer', input: {} }))).toBe('NEED_RULE');
    await actAsOffice(committee, { id, version: await now(), action: 'answer', input: { reason: '已与负责人谈过，下月起到学校招募' } });
    expect((await one.get(`/my/needs/${id}`)).text).toContain('答复：已与负责人谈过，下月起到学校招募');
    const say = async (action: string, more: Record<string, string> = {}) =>
      (await one.post(`/my/needs/${id}`, { id: String(id), version: String(await now()), action, ...more })).status;
    expect(await say('reopen', { reason: '还没有去' })).toBe(303);
    expect((await one.get(`/my/needs/${id}`)).text).toContain('正在接着办');
    await actAsOffice(committee, { id, version: await now(), action: 'answer', input: { reason: '本周六已去过' } });
    expect(await say('confirm')).toBe(303);
    expect(await say('rate', { stars: '4' })).toBe(303);
    expect((await one.get(`/my/needs/${id}`)).text).toContain('已解决，您打了 4 分。答复：本周六已去过');
    const { rows } = await sql<{ of: number | null }>`select organization_id as of from need_ratings where need_id = ${id}`.execute(owner);
    expect(rows).toEqual([{ of: null }]);
  });

  it('is no longer marked once the membership is taken back, and goes on', async () => {
    const one = await member();
    const title = '场地占用消防通道';
    await one.post('/my/party/report', { ...SAID, title, organization: String(choir) });
    expect(JSON.stringify((await one.get('/my/data/file?form=json')).text)).toContain('党员反映');
    await one.post('/my/data/withdraw', { purpose: 'partyMember' });
    const kept = await stored(title);
    expect([kept.channel, kept.secret, kept.state]).toEqual(['portal', true, 'received']);
    await actAsOffice(committee, { ...kept, action: 'answer', input: { reason: '已经搬走' } });
    expect((await one.get(`/my/needs/${kept.id}`)).text).toContain('答复：已经搬走');
    expect((await one.get('/my/party/report')).to).toBe('/my/party');
  });

  it('goes along when two organizations turn out to be one', async () => {
    const title = '两个名字其实是一个队';
    const twin = await addOrganization(operator, '曙北合唱二队');
    const means = meansWith([], { partyMemberAt: async () => COMMUNITY });
    await reportOrganization(person, means, { ...SAID, title, organizationId: twin });
    await inTransaction(db, (tx) => carryNeeds(tx, twin, choir));
    expect((await stored(title)).about).toBe(choir);
  });

  it('is never answered like a report when it is a need', async () => {
    await app.inject({
      method: 'POST',
      url: '/needs/new/submit',
      headers: { origin: 'http://localhost:80', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        category: 'elderCare',
        title: '想有人送饭',
        targetGroup: 'elderly',
        urgency: 'ordinary',
        isSecret: 'no',
        phone: '13800138009',
        sharesContact: 'no',
        place: PLACE,
      }).toString(),
    });
    const { id, version } = await stored('想有人送饭');
    expect(await outcome(actAsOffice(committee, { id, version, action: 'answer', input: { reason: '知道了' } }))).toBe('NEED_RULE');
    expect((await getNeed(committee, meansWith(), id)).abilities.map(({ action }) => action)).not.toContain('answer');
  });
});

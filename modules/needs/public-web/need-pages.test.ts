/** Residents and leaders on the pages, over HTTP, read through the role of the public pages. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { enterByPhone, requestPhoneCode } from '#modules/accounts/server/public.ts';
import { issueClaimCode } from '#modules/filings/server/commands/issue-claim-code.ts';
import { claimOrganization, loadRuleSets } from '#modules/filings/server/public.ts';
import { filingMeans } from '#apps/server/filing-means.ts';
import { NOBODY } from '#platform/access/actor.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { addOrganization, COMMUNITY, desksOf, openNeedPlaces, STREET } from '#tests/support/needs.ts';
import { FORM_WITH_FILES, formWithFiles } from '#tests/support/form-with-files.ts';
import { samplePicture } from '#tests/support/sample-files.ts';
import { viewsToldTo } from '#tests/support/own-views.ts';
import type { NeedAct } from '../contract/need.ts';
import type { ActionId } from '../contract/workflow.ts';
import { actAsOffice } from '../server/commands/act-on-need.ts';
import { listServicePhotos, removeServicePhoto, watchNeeds } from '../server/public.ts';

const { db, owner, portal } = await createTestDatabase();
const codes = new Map<string, string>();
const messages = { isOpen: async () => true, sendCode: async ({ phone, code }: { phone: string; code: string }) => void codes.set(phone, code) };
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal, messages });
const { app } = await createServer({ platform: operator.platform, log: false });
const { committee } = desksOf(operator);
const PLACE = codeOf(COMMUNITY);
let group = 0;

beforeAll(async () => {
  await openNeedPlaces(operator);
  await loadRuleSets(operator);
  group = await addOrganization(operator, '曙北送餐队');
}, 60_000);

interface Answer {
  status: number;
  to: string;
  text: string;
}

async function ask(method: 'GET' | 'POST', url: string, form?: Record<string, string>, cookie = `wotu_place=${PLACE}`): Promise<Answer> {
  const headers = { cookie, ...(form && { origin: 'http://localhost:80', 'content-type': 'application/x-www-form-urlencoded' }) };
  const reply = await app.inject({ method, url, headers, ...(form && { payload: new URLSearchParams(form).toString() }) });
  return { status: reply.statusCode, to: String(reply.headers.location ?? ''), text: reply.body };
}

const ANSWERS = {
  category: 'elderCare',
  title: '楼上独居老人需要有人送午饭',
  details: '老人住 3 号楼 201，电话 13900001111',
  targetGroup: 'loneElderly',
  urgency: 'ordinary',
  isSecret: 'no',
  phone: '13800138000',
  name: '王秀英',
  address: '3 号楼 201',
  sharesContact: 'yes',
};
const PAGES = ['category', 'title', 'details', 'group', 'urgency', 'secret', 'contact', 'shares'];

async function state(more: Record<string, string> = {}): Promise<string> {
  const { status, text } = await ask('POST', '/needs/new/submit', { ...ANSWERS, ...more, place: PLACE });
  expect([status, text.includes('收到了')]).toEqual([200, true]);
  return (/class="receipt">([^<]+)</.exec(text)?.[1] ?? '').replaceAll('-', '');
}

async function stored(number: string): Promise<{ id: number; version: number; state: string }> {
  const { rows } = await sql<{ id: number; version: number; state: string }>`select id, version, state from needs where number = ${number}`.execute(owner);
  if (!rows[0]) throw new Error('no such need');
  return rows[0];
}

async function office(number: string, action: ActionId, input: NeedAct = {}): Promise<void> {
  const { id, version } = await stored(number);
  await actAsOffice(committee, { id, version, action, input });
}

const service = { onDay: '2023-11-20', minutes: 60, servers: 1, content: '送了饭', beneficiaries: [{ group: 'elderly' as const, people: 1 }] };

async function served(number: string): Promise<void> {
  await office(number, 'sort');
  await office(number, 'handle');
  await office(number, 'record', { service });
  await office(number, 'finish');
}

const follow = (number: string, phone = ANSWERS.phone) => ask('POST', '/needs/follow', { number, phone });
async function say(number: string, action: string, more: Record<string, string> = {}): Promise<Answer> {
  const { id, version } = await stored(number);
  return ask('POST', '/needs/follow/reply', { number, phone: ANSWERS.phone, id: String(id), version: String(version), action, ...more });
}

describe('a guest who states a need', () => {
  it('chooses the place first', async () => {
    const { text } = await ask('GET', '/needs/new', undefined, '');
    expect(text).toContain('先选社区（村）');
    expect((await ask('GET', '/needs/new', undefined, `wotu_place=${codeOf(STREET)}`)).text).toContain('请再选到社区（村）');
  });

  it('is asked one thing a page, goes back without losing anything, checks and gets a number', async () => {
    for (const [index, at] of PAGES.entries()) {
      const next = await ask('POST', '/needs/new', { ...ANSWERS, at, place: PLACE, go: 'next' });
      expect([at, next.status]).toEqual([at, 200]);
      expect(next.text).toContain(index === PAGES.length - 1 ? '检查一遍，然后提交' : `第 ${index + 2} 页，共 ${PAGES.length} 页`);
    }
    const back = await ask('POST', '/needs/new', { ...ANSWERS, at: 'details', place: PLACE, go: 'back' });
    expect(back.text).toContain('value="楼上独居老人需要有人送午饭"');
    expect(back.text).toContain('name="phone" value="13800138000"');
    expect((await state()).length).toBe(12);
  });

  it.each([
    ['nothing chosen', 'category', { category: '' }, '请选一项。'],
    ['too short', 'title', { title: '饭' }, '太短了'],
    ['no phone', 'contact', { phone: '12' }, '手机号不对'],
    ['an invented choice', 'urgency', { urgency: 'now' }, '请选一项。'],
  ])('is told what to mend, with what was typed kept: %s', async (_what, at, more, problem) => {
    const { status, text } = await ask('POST', '/needs/new', { ...ANSWERS, ...more, at, place: PLACE, go: 'next' });
    expect([status, text.includes(problem), text.includes('王秀英')]).toEqual([422, true, true]);
    expect((await ask('POST', '/needs/new/submit', { ...ANSWERS, ...more, place: PLACE })).status).toBe(422);
  });

  it('presses twice and states one need', async () => {
    const both = await Promise.all([state({ title: '按两次只算一件' }), state({ title: '按两次只算一件' })]);
    expect(both[0]).toBe(both[1]);
  });

  it('is asked about the organization only when it is no secret', async () => {
    const { text } = await ask('POST', '/needs/new', { ...ANSWERS, isSecret: 'yes', at: 'contact', place: PLACE, go: 'next' });
    expect(text).toContain('检查一遍，然后提交');
    expect(text).not.toContain('来服务的组织可以知道怎么找您吗');
  });
});

describe('following by number and phone', () => {
  it('shows how far it has come, and nothing of who asked', async () => {
    const number = await state({ title: '想要楼道装扶手' });
    const { status, text } = await follow(number);
    expect(status).toBe(200);
    expect(text).toContain('已收到，正在看由谁来办，2023年11月27日前有回应');
    expect(text).not.toMatch(/王秀英|3 号楼|13900001111/);
  });

  it.each([
    ['another phone', (number: string) => [number, '13900000000']],
    ['another number', () => ['2'.repeat(12), ANSWERS.phone]],
    ['nothing', () => ['', '']],
  ])('shows nothing for %s', async (_what, change) => {
    const [number = '', phone = ''] = change(await state({ title: '别人看不到的事' }));
    const { status, text } = await follow(number, phone);
    expect([status, text.includes('没有查到')]).toEqual([404, true]);
  });

  it('shows no words of a secret need', async () => {
    const number = await state({ title: '家里的事想找人调解', isSecret: 'yes', sharesContact: '' });
    const { text } = await follow(number);
    expect(text).toContain('养老方面的需求（保密）');
    expect(text).not.toContain('调解');
  });

  it('lets the resident confirm and rate, once', async () => {
    const number = await state({ title: '送饭送到确认' });
    await served(number);
    expect((await follow(number)).text).toContain('解决了吗？');
    expect((await say(number, 'confirm')).text).toContain('请打个分');
    const unrated = await say(number, 'rate');
    expect([unrated.status, unrated.text.includes('请选择一到五分')]).toEqual([422, true]);
    expect((await say(number, 'rate', { stars: '5', comment: '好，13900001111' })).text).toContain('您打了 5 分');
    const { rows } = await sql<{ comment: string }>`select comment from need_ratings r join needs n on n.id = r.need_id where n.number = ${number}`.execute(
      owner,
    );
    expect(rows[0]?.comment).toBe('好，139****1111');
    expect((await say(number, 'rate', { stars: '1' })).status).toBe(409);
  });

  it('lets the resident reopen with a reason, and withdraw before somebody serves', async () => {
    const number = await state({ title: '没有解决的事' });
    await served(number);
    expect((await say(number, 'reopen')).status).toBe(422);
    expect((await say(number, 'reopen', { reason: '只来了一次' })).text).toContain('正在服务');
    const other = await state({ title: '不需要了的事' });
    expect((await say(other, 'withdraw')).text).toContain('没有办成：居民撤回');
  });

  it('refuses acts that are the office’s, and forms that are none', async () => {
    const number = await state({ title: '居民不能自己办结' });
    expect((await say(number, 'finish')).status).toBe(404);
    expect((await ask('POST', '/needs/follow/reply', {})).status).toBe(404);
  });

  it('shows a neighbour whose need was joined how far the other has come', async () => {
    const lead = await state({ title: '三号楼路灯坏了' });
    const again = await state({ title: '三号楼下路灯不亮', phone: '13800138001' });
    await office(again, 'join', { into: (await stored(lead)).id });
    await office(lead, 'sort');
    await office(lead, 'handle');
    expect((await follow(again, '13800138001')).text).toContain('有邻居说了同一件事，已合在一起办。社区（街道）已经接下');
  });
});

const cookies = new Map<string, string>();

async function signIn(phone: string): Promise<string> {
  const known = cookies.get(phone);
  if (known) return known;
  const stranger = { ...operator, actor: NOBODY, origin: `10.1.1.${cookies.size}` };
  await (await requestPhoneCode(stranger, phone)).sent;
  const { token } = await enterByPhone(stranger, { phone, code: codes.get(phone) ?? '', agreed: true }, { userAgent: 'test', formerToken: null });
  cookies.set(phone, `wotu_person=${token}; wotu_place=${PLACE}`);
  return signIn(phone);
}

describe('somebody signed in', () => {
  it('states a need without typing the phone, sees it at home and confirms it there', async () => {
    const cookie = await signIn('13700137000');
    const { phone: _phone, ...answers } = ANSWERS;
    const first = await ask('POST', '/my/needs/new/submit', { ...answers, title: '登录后说的需求', place: PLACE }, cookie);
    expect(first.text).toContain('收到了');
    const { rows } = await sql<{
      id: number;
      number: string;
      verified: boolean;
    }>`select id, number, phone_verified as verified from needs where title = '登录后说的需求'`.execute(owner);
    const [need] = rows;
    expect(need?.verified).toBe(true);
    expect((await ask('GET', '/my', undefined, cookie)).text).toContain('登录后说的需求');
    await served(need?.number ?? '');
    const { version } = await stored(need?.number ?? '');
    const said = await ask('POST', `/my/needs/${need?.id}`, { id: String(need?.id), version: String(version), action: 'confirm' }, cookie);
    expect([said.status, said.to]).toEqual([303, `/my/needs/${need?.id}`]);
    const stranger = await signIn('13700137001');
    expect((await ask('GET', `/my/needs/${need?.id}`, undefined, stranger)).status).toBe(404);
  });
});

/** Seen by the organization and the office, drawn anew, taken off again; nobody else learns that there are any. */
async function keepsPhotos(id: number, cookie: string): Promise<void> {
  const address = `/my/services/${id}/photos`;
  const upload = async (content: Buffer, by = cookie) => {
    const headers = { 'content-type': FORM_WITH_FILES, cookie: by, origin: 'http://localhost:80' };
    return app.inject({ method: 'POST', url: address, payload: formWithFiles([{ name: '现场.jpg', content }]), headers });
  };
  const picture = await samplePicture(40, 30);
  expect((await upload(Buffer.from('no picture'))).statusCode).toBe(422);
  expect((await upload(picture)).headers.location).toBe(address);
  const seen = await listServicePhotos(committee, { side: 'office' }, id);
  expect([seen.photos.length, seen.mayAdd]).toEqual([1, true]);
  const photo = seen.photos[0]?.id;
  expect((await ask('GET', address, undefined, cookie)).text).toContain(`/my/files/${photo}/small`);
  expect((await ask('GET', `/my/files/${photo}/small`, undefined, cookie)).status).toBe(200);
  const stranger = await signIn('13600136009');
  expect([(await ask('GET', address, undefined, stranger)).status, (await upload(picture, stranger)).statusCode]).toEqual([404, 404]);
  expect((await ask('GET', `/my/files/${photo}/small`, undefined, stranger)).status).toBe(404);
  expect((await ask('POST', `${address}/${photo}/removal`, {}, cookie)).to).toBe(address);
  expect((await listServicePhotos(committee, { side: 'office' }, id)).photos).toEqual([]);
  await takesPhotosOffLater(id, cookie, upload);
}

/** After the need has ended nothing is added, and what somebody wants gone is still taken off: by the leader and by the office. */
async function takesPhotosOffLater(id: number, cookie: string, upload: (content: Buffer) => Promise<unknown>): Promise<void> {
  const address = `/my/services/${id}/photos`;
  for (let two = 0; two < 2; two += 1) await upload(await samplePicture(40, 30));
  const { rows } = await sql<{ state: string }>`select state from needs where id = ${id}`.execute(owner);
  const become = (state: string, closedOn: string | null) =>
    sql`update needs set state = ${state}, closed_on = ${closedOn}, due_on = null, due_whose = null where id = ${id}`.execute(owner);
  await become('rated', '2023-11-20');
  const ended = await listServicePhotos(committee, { side: 'office' }, id);
  expect([ended.photos.length, ended.mayAdd, ended.mayRemove]).toEqual([2, false, true]);
  const [first, second] = ended.photos.map((photo) => photo.id);
  expect((await ask('GET', address, undefined, cookie)).text).toContain(`${address}/${first}/removal`);
  expect((await ask('POST', `${address}/${first}/removal`, {}, cookie)).to).toBe(address);
  expect((await removeServicePhoto(committee, { side: 'office' }, { id, photo: Number(second) })).photos).toEqual([]);
  await become(rows[0]?.state ?? '', null);
}

describe('whoever leads an organization', () => {
  it('takes a need on, sees how to reach the resident, notes the service and finishes', async () => {
    const cookie = await signIn('13600136000');
    const { rows } = await sql<{ id: number; version: number }>`select id, version from organizations where id = ${group}`.execute(owner);
    const { code } = await issueClaimCode(operator, rows[0] as { id: number; version: number });
    const { rows: people } = await sql<{ id: number }>`select max(account_id) as id from persons`.execute(owner);
    const person = { ...desksOf(operator).person, actor: { ...desksOf(operator).person.actor, id: String(people[0]?.id) } };
    await claimOrganization(person, filingMeans, code);
    const number = await state({ title: '请送餐队来' });
    await office(number, 'sort');
    await office(number, 'assign', { organizationIds: [group] });
    expect((await ask('GET', '/my', undefined, cookie)).text).toContain('请您的组织接手');
    const { id } = await stored(number);
    const address = `/my/services/${id}`;
    const act = async (action: string, more: Record<string, string> = {}) =>
      ask('POST', address, { id: String(id), version: String((await stored(number)).version), action, ...more }, cookie);
    expect((await ask('GET', address, undefined, cookie)).text).not.toMatch(/王秀英|13800138000/);
    expect((await ask('POST', `${address}/contact`, {}, cookie)).status).toBe(403);
    expect((await act('accept')).to).toBe(address);
    expect((await ask('POST', `${address}/contact`, {}, cookie)).text).toContain('王秀英，13800138000，3 号楼 201');
    expect((await viewsToldTo(operator, '13800138000'))[0]).toEqual([expect.any(String), '居民需求', '查看', '上门服务']);
    // each label finds its own field, and not the page around it
    const ids = [...(await ask('GET', address, undefined, cookie)).text.matchAll(/ id="([^"]+)"/g)].map(([, one]) => one);
    expect(ids.filter((one, index) => ids.indexOf(one) !== index)).toEqual([]);
    const blank = await act('record', { onDay: '2023-11-20', minutes: '60', servers: '1', content: '', people: '1' });
    expect([blank.status, blank.text.includes('请填写服务日期、时长、内容和受益人数')]).toEqual([422, true]);
    expect((await act('record', { onDay: '2023-11-20', minutes: '60', servers: '1', content: '送了午饭', people: '1', 'people-children': '2' })).status).toBe(
      303,
    );
    expect((await ask('GET', address, undefined, cookie)).text).toContain('送了午饭（儿童青少年 2 人、空巢、独居、失能、高龄老人 1 人受益）');
    await keepsPhotos(id, cookie);
    expect((await act('finish')).status).toBe(303);
    expect((await stored(number)).state).toBe('served');
    const stranger = await signIn('13600136001');
    expect((await ask('GET', address, undefined, stranger)).status).toBe(404);
  });

  it('claims what is published in the street, and declines with a reason', async () => {
    const cookie = await signIn('13600136000');
    const number = await state({ title: '公开认领的事' });
    await office(number, 'sort');
    await office(number, 'publish');
    const { id, version } = await stored(number);
    const claimed = await ask('POST', `/my/services/${id}`, { id: String(id), version: String(version), action: 'claim', organization: String(group) }, cookie);
    expect([claimed.status, (await stored(number)).state]).toEqual([303, 'serving']);
    const other = await state({ title: '接不了的事' });
    await office(other, 'sort');
    await office(other, 'offer', { organizationIds: [group] });
    const now = await stored(other);
    const form = { id: String(now.id), version: String(now.version), action: 'decline' };
    expect((await ask('POST', `/my/services/${now.id}`, form, cookie)).status).toBe(422);
    expect((await ask('POST', `/my/services/${now.id}`, { ...form, reason: '人手不够' }, cookie)).to).toBe('/my');
    expect((await stored(other)).state).toBe('sorted');
  });
});

describe('silence', () => {
  it('ends what was served after the term, and is not counted as solved', async () => {
    const number = await state({ title: '没有人答复的事' });
    await served(number);
    expect(await watchNeeds({ ...operator, today: '2023-11-29' })).toBe(0);
    expect(await watchNeeds({ ...operator, today: '2023-11-30' })).toBeGreaterThan(0);
    expect((await stored(number)).state).toBe('unconfirmed');
    expect((await follow(number)).text).toContain('没有等到您的答复');
    expect((await ask('GET', '/needs')).text).toMatch(/居民确认解决 \d+ 件/);
  });
});

describe('the role of the public pages', () => {
  it('sees no name, phone or words of needs beside the views', async () => {
    await expect(sql`select * from needs`.execute(portal)).rejects.toThrow(/permission denied/);
    const { rows } = await sql<Record<string, unknown>>`select * from needs_published_progress`.execute(portal);
    expect(Object.keys(rows[0] ?? {})).not.toContain('requester_phone_cipher');
    expect(JSON.stringify(rows)).not.toMatch(/王秀英|13800138000|调解/);
  });
});

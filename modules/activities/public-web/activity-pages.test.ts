/** The public calendar and the own pages over HTTP: a leader announces, a resident signs up by telephone and checks in by code. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { activityMeans } from '#apps/server/activity-means.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { enterByPhone, requestPhoneCode } from '#modules/accounts/server/public.ts';

import { issueClaimCode } from '#modules/filings/server/commands/issue-claim-code.ts';
import { NOBODY } from '#platform/access/actor.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { openFilings } from '#tests/support/filings.ts';
import { filedGroup } from '#tests/support/organizations.ts';
import { answerReport } from '../server/commands/answer-report.ts';

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { app } = await createServer({ platform: operator.platform, log: false });
const HERE = '410402001001';
const OUR_SITE = 'http://localhost:80';
let organizationId = 0;
let phones = 13800159000;

class Person {
  readonly #cookies = new Map<string, string>();
  constructor(token?: string) {
    if (token) this.#cookies.set('wotu_person', token);
  }

  async #ask(method: 'GET' | 'POST', url: string, form?: Record<string, string>): Promise<{ status: number; to: string; text: string }> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, ...(form && { origin: OUR_SITE, 'content-type': 'application/x-www-form-urlencoded' }) };
    const reply = await app.inject({ method, url, headers, ...(form && { payload: new URLSearchParams(form).toString() }) });
    for (const { name, value } of reply.cookies) this.#cookies.set(name, value);
    return { status: reply.statusCode, to: String(reply.headers.location ?? ''), text: reply.body };
  }

  get(url: string) {
    return this.#ask('GET', url);
  }

  post(url: string, form: Record<string, string>) {
    return this.#ask('POST', url, form);
  }
}

/** @returns the token of a person who came in by telephone */
async function signIn(): Promise<string> {
  phones += 1;
  let code = '';
  const messages = { isOpen: async () => true, sendCode: async (message: { code: string }) => void (code = message.code) };
  const door = { ...testContext(db, { actor: NOBODY, messages }), origin: `10.2.${phones % 250}.1` };
  await (await requestPhoneCode(door, String(phones))).sent;
  const { token } = await enterByPhone(door, { phone: String(phones), code, agreed: true }, { userAgent: 'test', formerToken: null });
  return token;
}

const form = {
  title: '读书会',
  about: '一起读书',
  venue: '活动室',
  day: '2023-11-20',
  from: '12:30',
  to: '14:00',
  capacity: '1',
  theme: '文化铸魂',
  kind: '读书',
};
let leader = new Person();
let hosting = '';
const idOf = (address: string) => address.split('/').at(-1) ?? '';

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan']);
  const organization = filedGroup('书友会', HERE);
  organizationId = (await createRecord(operator, productRegisters, 'organizations', organization)).id;
  leader = new Person(await signIn());
  const { code } = await issueClaimCode(operator, { id: organizationId, version: 1 });
  const { status } = await leader.post('/my/claim', { code });
  if (status >= 400) throw new Error(`the organization was not claimed: ${status}`);
}, 120_000);

describe('a leader', () => {
  it('announces by a form and a check page, keeps what was typed when it is wrong, and once only', async () => {
    const address = `/my/organizations/${organizationId}/activities/new`;
    const wrong = await leader.post(address, { ...form, from: '25:00', go: 'check' });
    expect([wrong.status, wrong.text.includes('请填写开始的时间')]).toEqual([422, true]);
    expect(wrong.text).toContain('value="读书会"');
    const check = await leader.post(address, { ...form, go: 'check' });
    expect([check.status, check.text.includes('检查一遍')]).toEqual([200, true]);
    const key = /name="key" value="([^"]+)"/.exec(check.text)?.[1] ?? '';
    const published = await leader.post(address, { ...form, key, go: 'publish' });
    expect(published.status).toBe(303);
    hosting = published.to;
    expect((await leader.post(address, { ...form, key, go: 'publish' })).to).toBe(hosting);
    expect((await new Person(await signIn()).get(hosting)).status).toBe(404);
  });

  it('shows the code and a picture of it at the door', async () => {
    const door = await leader.get(`${hosting}/door`);
    expect(door.text).toMatch(/>\d{6}</);
    expect((await leader.get(`${hosting}/door.png`)).status).toBe(200);
  });
});

describe('a major activity', () => {
  it('waits for the leader on the first page until it is reported, while the street objects, and when its result is due', async () => {
    const address = `/my/organizations/${organizationId}/activities/new`;
    const major = { ...form, title: '元旦文艺演出', day: '2023-12-31', capacity: '', kind: '文化演出', isMajor: 'yes' };
    const { to } = await leader.post(address, { ...major, go: 'publish' });
    const home = async () => (await leader.get('/my')).text;
    expect(await home()).toContain('是重大活动，还没有报告街道');
    const report = {
      kind: '文化演出',
      title: major.title,
      content: '合唱',
      startsOn: major.day,
      endsOn: major.day,
      place: '广场',
      expectedPeople: '300',
      safetyPlan: '值守',
    };
    expect((await leader.post(`${to}/report`, { ...report, version: '0' })).to).toBe(`${to}/report`);
    expect(await home()).not.toContain('还没有报告街道');
    expect((await leader.get(`${to}/report`)).text).toContain('<dd>2023年12月31日</dd>');
    const stored = async () => {
      const { rows } = await sql<{ id: number; version: number }>`select id, version from major_activity_reports where title = ${major.title}`.execute(db);
      if (!rows[0]) throw new Error('nothing was reported');
      return rows[0];
    };
    await answerReport(operator, activityMeans, { ...(await stored()), outcome: 'objected', answer: '广场没有照明' });
    expect(await home()).toContain('街道有异议，请先不要办');
    expect((await leader.get(to)).text).toContain('街道有异议');
    await leader.post(`${to}/report`, { ...report, safetyPlan: '租照明车', version: String((await stored()).version) });
    await answerReport(operator, activityMeans, { ...(await stored()), outcome: 'noted', answer: '' });
    expect(await home()).not.toMatch(/街道有异议|没有报告街道|还没有报结果/);
    await sql`update activity_occasions set starts_at = '2023-11-18T01:00:00Z', ends_at = '2023-11-18T03:00:00Z', sign_up_until = '2023-11-18T01:00:00Z' where title = ${major.title}`.execute(
      db,
    );
    expect(await home()).toContain('活动办完了，还没有报结果');
    expect((await new Person(await signIn()).get('/my')).text).not.toContain('元旦文艺演出');
  });
});

describe('a change', () => {
  it('is typed into what was announced, kept when it is wrong, and told to everybody', async () => {
    const shown = await leader.get(`${hosting}/change`);
    expect(shown.text).toContain('value="2023-11-20"');
    const version = /name="version" value="(\d+)"/.exec(shown.text)?.[1] ?? '';
    const wrong = await leader.post(`${hosting}/change`, { ...form, version, to: '11:00' });
    expect([wrong.status, wrong.text.includes('结束要晚于开始')]).toEqual([422, true]);
    expect((await leader.post(`${hosting}/change`, { ...form, version, venue: '二楼活动室', signUpDay: '2023-11-20' })).to).toBe(hosting);
    expect((await new Person().get(`/activities/${idOf(hosting)}`)).text).toContain('原来是 2023年11月20日 12:30，活动室');
    expect((await new Person(await signIn()).get(`${hosting}/change`)).status).toBe(404);
    expect((await leader.get('/my')).text).toContain('快要开始');
  });
});

describe('a resident', () => {
  it('finds it by place, and is brought back after signing in', async () => {
    const stranger = new Person();
    const calendar = await stranger.get('/activities?place=410402000000');
    expect(calendar.text).toContain('读书会');
    for (const other of ['410403000000', '410401000000']) {
      expect((await stranger.get(`/activities?place=${other}`)).text).not.toContain('读书会');
    }
    const id = idOf(hosting);
    expect((await stranger.get(`/activities/${id}`)).text).toContain('我要报名');
    expect((await stranger.get('/activities/1')).status).toBe(404);
    expect((await stranger.get('/activities?place=999999999999')).status).toBe(404);
    expect((await stranger.get(`/my/activities/${id}`)).to).toBe('/my/sign-in');
  });

  it('signs up, waits when it is full, moves up, checks in by code and checks out', async () => {
    const id = idOf(hosting);
    const [one, two] = [new Person(await signIn()), new Person(await signIn())];
    const own = `/my/activities/${id}`;
    expect((await one.post(own, { name: '', kind: 'resident' })).status).toBe(422);
    expect((await one.post(own, { name: '李四', kind: 'resident' })).to).toBe(own);
    await two.post(own, { name: '王五', kind: 'volunteer' });
    expect((await two.get(own)).text).toContain('候补中，前面还有 0 人');
    expect((await one.get(`${own}/cancel`)).text).toContain('不取消');
    await one.post(`${own}/cancel`, {});
    expect((await two.get(own)).text).toContain('递补成功');
    expect((await two.get('/my')).text).toContain('读书会');
    const code = /letter-spacing:.15em">(\d{6})</.exec((await leader.get(`${hosting}/door`)).text)?.[1] ?? '';
    const wrong = await two.post(`${own}/arrive`, { code: code === '111111' ? '222222' : '111111' });
    expect([wrong.status, wrong.text.includes('还可以试')]).toEqual([422, true]);
    expect((await two.get(`${own}/arrive?code=${code}`)).text).toContain(`value="${code}"`);
    expect((await two.post(`${own}/arrive`, { code })).to).toBe(own);
    await two.post(`${own}/leave`, {});
    expect((await two.get(own)).text).toContain('签退');
    const list = await leader.get(hosting);
    expect([list.text.includes('王五'), list.text.includes('138****')]).toEqual([true, true]);
  });
});

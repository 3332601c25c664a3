import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { deskOf, PLACES } from '#tests/support/filings.ts';
import { fillIn, personAt } from '#tests/support/volunteers.ts';
import { changeMember } from '../server/commands/change-member.ts';
import { createTeam } from '../server/commands/create-team.ts';
import { editTeam } from '../server/commands/edit-team.ts';
import { getTeam } from '../server/queries/get-team.ts';

const { db, owner, portal } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal });
const { app } = await createServer({ platform: operator.platform, log: false });
const { committee } = deskOf(operator, 'pingdingshan');
const HOME = codeOf(PLACES.pingdingshan.community);
const PLAIN = { about: '', isInternational: false, markedOn: null, associationId: null, associationSince: null };
let team = 0;

beforeAll(async () => {
  await loadDivisions(operator, { scope: [PLACES.pingdingshan.load] });
  team = await createTeam(committee, { ...PLAIN, name: '红马甲服务队', division: HOME, organizationId: null, foundedOn: '2023-01-01' });
  await editTeam(committee, team, { ...PLAIN, name: '红马甲服务队', version: 1, closedOn: null, joinCode: 'new' });
}, 60_000);

interface Answer {
  status: number;
  to: string;
  text: string;
}

function browser(token: string, place = HOME) {
  const cookie = `wotu_person=${token}${place === '' ? '' : `; wotu_place=${place}`}`;
  const ask = async (method: 'GET' | 'POST', url: string, form?: Record<string, string>): Promise<Answer> => {
    const headers = { cookie, ...(form && { origin: 'http://localhost:80', 'content-type': 'application/x-www-form-urlencoded' }) };
    const reply = await app.inject({ method, url, headers, ...(form && { payload: new URLSearchParams(form).toString() }) });
    return { status: reply.statusCode, to: String(reply.headers.location ?? ''), text: reply.body };
  };
  return { get: (url: string) => ask('GET', url), post: (url: string, form: Record<string, string>) => ask('POST', url, form) };
}

/** What a page holds hidden, as a browser would send it on. */
const held = ({ text }: Answer) =>
  Object.fromEntries([...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [name, value]));

const NOBODY_YET = fillIn(401, HOME);
const REGISTER = '/my/volunteer/register';

async function register(number: number, name: string) {
  const { token, context } = await personAt(operator, `1350000${String(number).padStart(4, '0')}`);
  const visit = browser(token);
  const one = fillIn(400 + number, HOME);
  let page = await visit.post(`${REGISTER}/who`, { name, sex: '女', bornOn: one.bornOn, go: 'next' });
  page = await visit.post(`${REGISTER}/document`, { ...held(page), idKind: 'residentId', idNumber: one.idNumber, go: 'next' });
  page = await visit.post(`${REGISTER}/wishes`, { ...held(page), 'kind.0': 'yes', skills: '理发、急救', go: 'next' });
  const end = await visit.post(`${REGISTER}/check`, { ...held(page), agreed: 'yes', go: 'next' });
  const { rows } = await sql<{ id: number }>`select id from volunteers where account_id = ${Number(context.actor.id)}`.execute(owner);
  return { visit, end, id: rows[0]?.id ?? 0, page };
}

describe('registering on the telephone', () => {
  it('asks for the place first, then page by page, and goes back without losing anything', async () => {
    const { token } = await personAt(operator, '13500009001');
    expect((await browser(token, '').get(`${REGISTER}/who`)).text).toContain('/place?back=/my/volunteer/register/who');
    const visit = browser(token);
    expect((await visit.get('/my/volunteer')).to).toBe(`${REGISTER}/who`);
    const empty = await visit.post(`${REGISTER}/who`, { go: 'next' });
    expect([empty.status, empty.text.includes('请填写您的姓名'), empty.text.includes('请选择性别')]).toEqual([422, true, true]);
    const next = await visit.post(`${REGISTER}/who`, { name: '王芳', sex: '女', bornOn: '1970-01-01', go: 'next' });
    expect(next.text).toContain('您的证件');
    const wrong = await visit.post(`${REGISTER}/document`, { ...held(next), idKind: 'residentId', idNumber: '41040219700101001Y', go: 'next' });
    expect([wrong.status, wrong.text.includes('41040219700101001Y'), wrong.text.includes('请对照证件重新填写')]).toEqual([422, true, true]);
    const back = await visit.post(`${REGISTER}/document`, { ...held(next), idNumber: NOBODY_YET.idNumber, go: 'to-who' });
    expect([back.text.includes('value="王芳"'), back.text.includes(NOBODY_YET.idNumber)]).toEqual([true, true]);
  });

  it('asks a child for the guardian, and takes nobody in who has not agreed', async () => {
    const { token } = await personAt(operator, '13500009002');
    const visit = browser(token);
    const one = fillIn(450, HOME, { bornOn: '2009-01-01' });
    let page = await visit.post(`${REGISTER}/who`, { name: '小王', sex: '女', bornOn: '2009-01-01', go: 'next' });
    page = await visit.post(`${REGISTER}/document`, { ...held(page), idKind: 'residentId', idNumber: one.idNumber, go: 'next' });
    expect(page.text).toContain('监护人同意');
    const typed = { ...held(page), guardianName: '王母', guardianPhone: '13500009003' };
    expect((await visit.post(`${REGISTER}/guardian`, { ...typed, go: 'next' })).status).toBe(422);
    page = await visit.post(`${REGISTER}/guardian`, { ...typed, guardianAgreed: 'yes', go: 'next' });
    page = await visit.post(`${REGISTER}/wishes`, { ...held(page), go: 'next' });
    expect((await visit.post(`${REGISTER}/check`, { ...held(page), go: 'next' })).text).toContain('请勾选同意');
    expect((await visit.post(`${REGISTER}/check`, { ...held(page), agreed: 'yes', go: 'next' })).to).toBe('/my/volunteer');
  });

  it('ends on the own page, with numbers masked, and is there once', async () => {
    const { visit, end } = await register(1, '李梅');
    expect(end.to).toBe('/my/volunteer');
    const { text } = await visit.get('/my/volunteer');
    expect([text.includes('李梅'), text.includes('理发、急救'), text.includes('135****0001')]).toEqual([true, true, true]);
    expect(text).not.toContain(fillIn(401, HOME).idNumber);
    expect((await visit.get('/my')).text).toContain('我的志愿服务');
  });
});

describe('a team on the telephone', () => {
  it('is joined, led, and its minutes are recorded, confirmed, disputed and certified', async () => {
    const [leader, one] = [await register(2, '队长赵'), await register(3, '队员钱')];
    await changeMember(committee, 'office', { teamId: team, volunteerId: leader.id, action: 'add' });
    await changeMember(committee, 'office', { teamId: team, volunteerId: leader.id, action: 'lead' });
    expect((await one.visit.get('/my/volunteer/join')).text).toContain('红马甲服务队');
    expect((await one.visit.post('/my/volunteer/join', { code: 'ABCD2345' })).text).toContain('入队码不对');
    await one.visit.post(`/my/volunteer/teams/${team}/ask`, {});
    expect((await one.visit.get(`/my/volunteer/teams/${team}`)).status).toBe(404);
    const page = await leader.visit.get(`/my/volunteer/teams/${team}`);
    expect([page.text.includes('队员钱'), page.text.includes((await getTeam(committee, team)).joinCode ?? 'none')]).toEqual([true, true]);
    await leader.visit.post(`/my/volunteer/teams/${team}/members`, { volunteer: String(one.id), action: 'accept' });
    const record = `/my/volunteer/teams/${team}/record`;
    const empty = await leader.visit.post(record, { servedOn: '2023-11-18', from: '9点', to: '11:00', content: '陪老人' });
    expect([empty.status, empty.text.includes('请填写开始时间'), empty.text.includes('value="陪老人"'), empty.text.includes('请至少选一名')]).toEqual([
      422,
      true,
      true,
      true,
    ]);
    const full = {
      servedOn: '2023-11-18',
      from: '09:00',
      to: '11:00',
      content: '陪老人',
      kind: '关爱老人',
      unpaid: 'yes',
      [`member.${one.id}`]: 'yes',
      [`member.${leader.id}`]: 'yes',
    };
    expect((await leader.visit.post(record, full)).to).toBe(`/my/volunteer/teams/${team}`);
    expect((await leader.visit.post(record, full)).text).toContain('已经有服务记录');
    const { rows } = await sql<{ id: number; volunteer: number }>`select id, volunteer_id as volunteer from volunteer_services`.execute(owner);
    const [mine, own] = [one.id, leader.id].map((id) => rows.find(({ volunteer }) => volunteer === id)?.id ?? 0);
    expect((await leader.visit.get(`/my/volunteer/teams/${team}`)).text).toContain('由社区居委会确认');
    expect((await leader.visit.post(`/my/volunteer/teams/${team}/confirm`, { [`service.${own}`]: 'yes' })).status).toBe(403);
    await leader.visit.post(`/my/volunteer/teams/${team}/confirm`, { [`service.${mine}`]: 'yes' });
    expect((await one.visit.get('/my/volunteer')).text).toContain('今年 2 小时');
    expect((await one.visit.post(`/my/volunteer/services/${mine}/dispute`, { content: '短' })).status).toBe(422);
    await one.visit.post(`/my/volunteer/services/${mine}/dispute`, { content: '我做了三个小时' });
    expect((await one.visit.get('/my/volunteer')).text).toContain('异议待答复');
    expect((await one.visit.post('/my/volunteer/certificates', { fromOn: '2023-12-01', toOn: '2023-11-01' })).status).toBe(422);
    expect((await one.visit.post('/my/volunteer/certificates', { fromOn: '2023-11-01', toOn: '2023-11-20' })).to).toBe('/my/volunteer');
    const { text } = await one.visit.get('/my/volunteer');
    const file = /href="(\/my\/volunteer\/certificates\/\d+\/file\?format=docx)"/.exec(text)?.[1] ?? '';
    expect((await one.visit.get(file)).status).toBe(200);
    expect((await leader.visit.get(file)).status).toBe(404);
    const { rows: issued } = await sql<{ code: string }>`select check_code as code from volunteer_certificates`.execute(owner);
    const checked = await app.inject(`/check/${issued[0]?.code}`);
    expect([checked.body.includes('✓ 有效'), checked.body.includes('队**'), checked.body.includes('队员钱')]).toEqual([true, true, false]);
    await one.visit.post(`/my/volunteer/teams/${team}/leave`, {});
    expect((await one.visit.post('/my/volunteer/withdraw', {})).to).toBe('/my');
    expect((await one.visit.get('/my/volunteer')).to).toBe(`${REGISTER}/who`);
  });
});

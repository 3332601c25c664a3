import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { inTransaction } from '#platform/db/database.ts';
import { NOBODY } from '#platform/access/actor.ts';
import { readWorkbook } from '#engines/documents/excel/read-workbook.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { openFilings, PLACES } from '#tests/support/filings.ts';
import { codeOf } from '#shared/division-code.ts';
import {
  carryHats,
  closeOwnAccount,
  enterByPhone,
  exportOwnData,
  findPersonVisit,
  registerHome,
  registerPartyMember,
  requestPhoneCode,
  withdrawConsent,
} from '../server/public.ts';
import { giveHat } from '../server/commands/give-hat.ts';

const { db, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
const { app } = await createServer({ platform: operator.platform, log: false });
const COMMUNITY = codeOf(PLACES.pingdingshan.community);
const TYPE = { origin: 'http://localhost:80', 'content-type': 'application/x-www-form-urlencoded' };

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'shenzhen']);
}, 60_000);

interface Visitor {
  id: number;
  phone: string;
  get(url: string): Promise<{ status: number; text: string; bytes: Buffer; to: string }>;
  post(url: string, form: Record<string, string>): Promise<{ status: number; text: string; to: string }>;
}

let phones = 13800150000;
async function signIn(known?: string): Promise<Visitor> {
  phones += 1;
  const phone = known ?? String(phones);
  let code = '';
  const messages = { isOpen: async () => true, sendCode: async (message: { code: string }) => void (code = message.code) };
  const door = { ...testContext(db, { actor: NOBODY, messages, now: `2023-11-20T04:${known ? '30' : '00'}:00Z` }), origin: `10.2.${phones % 250}.1` };
  await (await requestPhoneCode(door, phone)).sent;
  const { token } = await enterByPhone(door, { phone, code, agreed: true }, { userAgent: 'test', formerToken: null });
  const ask = async (method: 'GET' | 'POST', url: string, form?: Record<string, string>) => {
    const headers = { cookie: `wotu_person=${token}`, ...(form && TYPE) };
    const reply = await app.inject({ method, url, headers, ...(form && { payload: new URLSearchParams(form).toString() }) });
    return { status: reply.statusCode, text: reply.body, bytes: reply.rawPayload, to: String(reply.headers.location ?? '') };
  };
  const id = (await findPersonVisit(door, token))?.id ?? 0;
  return { id, phone, get: (url) => ask('GET', url), post: (url, form) => ask('POST', url, form) };
}

const asPerson = ({ id }: Visitor, now = '2023-11-20T05:00:00Z') => testContext(db, { now, actor: { ...NOBODY, id: String(id) } });
const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const hatsOf = async ({ id }: Visitor) =>
  (await sql<{ hat: string; div: number }>`select hat, div from person_hats where account_id = ${id} order by id`.execute(db)).rows;
const consentsOf = async ({ id }: Visitor) =>
  (
    await sql<{
      purpose: string;
      on: boolean;
    }>`select purpose, withdrawn_at is null as on from person_consents where account_id = ${id} order by given_at, purpose`.execute(db)
  ).rows;

describe('the home of a resident', () => {
  it('is found by name or step by step, agreed to, and kept once', async () => {
    const resident = await signIn();
    expect((await resident.get(`/my/home?q=${encodeURIComponent('曙光街')}`)).text).toContain('in=410402001000');
    expect((await resident.get('/my/home?in=410402001000')).text).toContain(`place=${COMMUNITY}`);
    expect((await resident.get(`/my/home?place=${COMMUNITY}`)).text).toContain('我们保存什么');
    const unwilling = await resident.post('/my/home', { place: COMMUNITY });
    expect([unwilling.status, unwilling.text.includes('请先阅读说明并勾选同意')]).toEqual([422, true]);
    expect(await hatsOf(resident)).toEqual([]);
    for (let twice = 0; twice < 2; twice += 1) expect((await resident.post('/my/home', { place: COMMUNITY, agreed: 'yes' })).to).toBe('/my/home');
    expect(await hatsOf(resident)).toEqual([{ hat: 'resident', div: PLACES.pingdingshan.community }]);
    expect((await resident.get('/my/home')).text).toContain('您登记的是');
    expect(await consentsOf(resident)).toEqual([
      { purpose: 'account', on: true },
      { purpose: 'residence', on: true },
    ]);
  });

  it('moves with the person, and is one at a time', async () => {
    const resident = await signIn();
    await resident.post('/my/home', { place: COMMUNITY, agreed: 'yes' });
    await resident.post('/my/home', { place: codeOf(PLACES.shenzhen.community), agreed: 'yes' });
    expect(await hatsOf(resident)).toEqual([{ hat: 'resident', div: PLACES.shenzhen.community }]);
  });

  it('is a community, and of persons only', async () => {
    const resident = await signIn();
    const register = (code: string) => outcome(registerHome(asPerson(resident), { code, agreed: true }));
    expect(await register('410402000000')).toBe('HOME_NOT_A_COMMUNITY');
    expect(await register('999999999999')).toBe('HOME_NOT_A_COMMUNITY');
    expect(await outcome(registerHome(testContext(db), { code: COMMUNITY, agreed: true }))).toBe('PERSON_ONLY');
    expect(await outcome(registerHome(testContext(db, { actor: { ...NOBODY, id: '999' } }), { code: COMMUNITY, agreed: true }))).toBe('PERSON_ONLY');
    expect((await app.inject({ method: 'GET', url: '/my/home' })).headers.location).toBe('/my/sign-in');
  });

  it('is forgotten when the consent is taken back, once', async () => {
    const resident = await signIn();
    await resident.post('/my/home', { place: COMMUNITY, agreed: 'yes' });
    expect((await resident.post('/my/data/withdraw', { purpose: 'residence' })).to).toBe('/my/data');
    expect(await hatsOf(resident)).toEqual([]);
    expect(await consentsOf(resident)).toContainEqual({ purpose: 'residence', on: false });
    expect((await resident.post('/my/data/withdraw', { purpose: 'residence' })).status).toBe(409);
    expect((await resident.post('/my/data/withdraw', { purpose: 'account' })).status).toBe(409);
    expect((await resident.post('/my/data/withdraw', { purpose: 'x' })).status).toBe(409);
    const both = await Promise.all([1, 2].map(async () => outcome(registerHome(asPerson(resident), { code: COMMUNITY, agreed: true }))));
    expect(both).toEqual(['done', 'done']);
    expect((await hatsOf(resident)).length).toBe(1);
    expect((await Promise.all([1, 2].map(async () => outcome(withdrawConsent(asPerson(resident, '2023-11-20T06:00:00Z'), 'residence', []))))).sort()).toEqual([
      'CONSENT_NOT_GIVEN',
      'done',
    ]);
  });
});

describe('a party member', () => {
  it('says so themself, agrees to it alone, is one in one place, and takes it back at any time', async () => {
    const member = await signIn();
    expect((await member.get('/my/party')).text).toContain('您在哪个社区（村）？');
    expect((await member.get('/my/party?in=410402001000')).text).toContain(`/my/party?place=${COMMUNITY}`);
    expect((await member.get(`/my/party?place=${COMMUNITY}`)).text).toContain('不替您向党组织核实');
    const unwilling = await member.post('/my/party', { place: COMMUNITY });
    expect([unwilling.status, unwilling.text.includes('请先阅读说明并勾选同意')]).toEqual([422, true]);
    expect((await member.post('/my/party', { place: '410402000000', agreed: 'yes' })).status).toBe(422);
    expect(await hatsOf(member)).toEqual([]);
    for (let twice = 0; twice < 2; twice += 1) expect((await member.post('/my/party', { place: COMMUNITY, agreed: 'yes' })).to).toBe('/my/party');
    expect(await hatsOf(member)).toEqual([{ hat: 'partyMember', div: PLACES.pingdingshan.community }]);
    expect((await member.get('/my/party')).text).toContain('您说明过自己是党员');
    expect((await member.get('/my/data')).text).toMatch(/党员身份[^]*您在 [^<]*同意了第 1 版说明/);
    await member.post('/my/party', { place: codeOf(PLACES.shenzhen.community), agreed: 'yes' });
    expect(await hatsOf(member)).toEqual([{ hat: 'partyMember', div: PLACES.shenzhen.community }]);
    await member.post('/my/home', { place: COMMUNITY, agreed: 'yes' });
    expect((await member.post('/my/data/withdraw', { purpose: 'partyMember' })).to).toBe('/my/data');
    expect(await hatsOf(member)).toEqual([{ hat: 'resident', div: PLACES.pingdingshan.community }]);
    expect(await consentsOf(member)).toContainEqual({ purpose: 'partyMember', on: false });
    expect((await member.get('/my/party')).text).toContain('您是中共党员吗？');
    expect(await outcome(registerPartyMember(testContext(db), { code: COMMUNITY, agreed: true }))).toBe('PERSON_ONLY');
  });

  it('keeps the home when only the membership is taken back, and the other way round', async () => {
    const member = await signIn();
    await member.post('/my/party', { place: COMMUNITY, agreed: 'yes' });
    await member.post('/my/home', { place: COMMUNITY, agreed: 'yes' });
    await member.post('/my/data/withdraw', { purpose: 'residence' });
    expect(await hatsOf(member)).toEqual([{ hat: 'partyMember', div: PLACES.pingdingshan.community }]);
  });
});

describe('the own data', () => {
  async function register(phone: string, name: string): Promise<void> {
    const index = operator.platform.cipher.blindIndex(phone, 'phone');
    const id = phones * 10;
    await sql`insert into organization_people (id, district, div, recorded_div, organization_id, role, name, phone_cipher, phone_index, born_on, started_on, created_at, created_by, updated_at, updated_by)
      values (${id}, 410402, ${PLACES.pingdingshan.community}, ${PLACES.pingdingshan.community}, 7, '负责人', ${name}, 'x', ${index}, '1960-01-01', '2022-01-01', now(), 'test', now(), 'test')`.execute(
      db,
    );
    await sql`insert into personal_data_views (district, div, register, record_id, persons, fields, way, viewed_at, actor_id, actor_name, reason, request_id)
      values (410402, ${PLACES.pingdingshan.community}, 'organizationPeople', ${id}, ${[index]}::text[], '{phone}', 'revealed', now(), '5', '李经办', '核对电话', ${`r${id}`})`.execute(
      owner,
    );
  }

  it('shows what registers hold and who looked, nothing of anybody else', async () => {
    const [resident, other] = [await signIn(), await signIn()];
    await register(resident.phone, '王春兰');
    const { text } = await resident.get('/my/data');
    for (const told of [resident.phone, '王**', '已登记', '李经办', '核对电话', '个人信息保护法', '366 天']) expect(text).toContain(told);
    expect(text).not.toContain('王春兰');
    expect(text).not.toContain('1960-01-01');
    const theirs = (await other.get('/my/data')).text;
    for (const secret of [resident.phone, '王**', '李经办']) expect(theirs).not.toContain(secret);
  });

  it('is taken along as JSON and as a workbook, which the trail notes without the data', async () => {
    const resident = await signIn();
    await register(resident.phone, '赵四');
    const document = JSON.parse((await resident.get('/my/data/file?form=json')).text) as { 数据: { 名称: string; 内容: Record<string, string>[] }[] };
    expect(document.数据.find(({ 名称 }) => 名称 === '账号')?.内容).toEqual([{ 显示的称呼: `用户${resident.phone.slice(-4)}`, 手机号: resident.phone }]);
    const sheets = await readWorkbook((await resident.get('/my/data/file')).bytes);
    expect(sheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['说明', '账号', '同意记录', '谁看过完整号码']));
    const { rows } = await sql<{
      details: object;
    }>`select details from audit_entries where action = 'person.data-exported' and actor_id = ${String(resident.id)} `.execute(owner);
    expect(rows.map(({ details }) => Object.keys(details).sort())).toEqual([
      ['form', 'rows'],
      ['form', 'rows'],
    ]);
    expect(await outcome(exportOwnData(testContext(db), (read) => read(testContext(db)), [], 'json'))).toBe('PERSON_ONLY');
  });
});

describe('closing the account', () => {
  it('asks once more, then removes telephone, hats and sessions; the telephone may come again and finds nothing', async () => {
    const resident = await signIn();
    await resident.post('/my/home', { place: COMMUNITY, agreed: 'yes' });
    expect((await resident.post('/my/close', {})).status).toBe(422);
    expect((await resident.post('/my/close', { sure: 'yes' })).text).toContain('账号已注销');
    expect((await resident.get('/my')).to).toBe('/my/sign-in');
    const { rows } = await sql<{
      text: string;
    }>`select a::text || p::text as text from accounts a join persons p on p.account_id = a.id where a.id = ${resident.id}`.execute(owner);
    expect(rows[0]?.text).not.toContain(operator.platform.cipher.blindIndex(resident.phone, 'person-phone').toLowerCase());
    expect(rows[0]?.text).not.toContain(resident.phone.slice(-4));
    expect(await hatsOf(resident)).toEqual([]);
    expect((await consentsOf(resident)).every(({ on }) => !on)).toBe(true);
    expect(await outcome(closeOwnAccount(asPerson(resident), []))).toBe('PERSON_ONLY');
    const again = await signIn(resident.phone);
    expect(again.id).not.toBe(resident.id);
    expect((await again.get('/my/home')).text).not.toContain('您登记的是');
  });

  it('waits for what is under way, and says what', async () => {
    const leader = await signIn();
    await leader.post('/my/new', { procedure: 'filing', place: COMMUNITY });
    expect((await leader.get('/my/close')).text).toContain('还有 1 件申请没有办完');
    expect((await leader.post('/my/close', { sure: 'yes' })).status).toBe(409);
    expect((await leader.get('/my')).status).toBe(200);
  });
});

describe('hats', () => {
  it('go along when two organizations turn out to be one, and are worn once', async () => {
    const leader = await signIn();
    const give = (organizationId: number) =>
      inTransaction(db, (tx) => giveHat(tx, operator, { personId: leader.id, hat: 'leader', div: PLACES.pingdingshan.community, organizationId }));
    await give(21);
    await give(22);
    expect(await inTransaction(db, (tx) => carryHats(tx, 21, 22))).toBe(0);
    await give(23);
    expect(await inTransaction(db, (tx) => carryHats(tx, 23, 24))).toBe(1);
    expect((await hatsOf(leader)).length).toBe(2);
  });
});

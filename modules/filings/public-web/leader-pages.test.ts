import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { filingMeans } from '#apps/server/filing-means.ts';
import { codeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { readFile } from '#platform/files/read-file.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { completeForm, deskOf, idNumberOf, openFilings, PLACES } from '#tests/support/filings.ts';
import { Leader, leadersOf } from '#tests/support/leader-visits.ts';
import type { ActionInput } from '../contract/application.ts';
import type { ActionId } from '../contract/workflow.ts';
import { actOnApplication } from '../server/commands/act-on-application.ts';
import { issueClaimCode } from '../server/commands/issue-claim-code.ts';
import { startApplication } from '../server/commands/start-application.ts';
import { annualFileKeeper } from '../server/annual-files.ts';
import { getAnnualReport } from '../server/queries/get-annual-report.ts';
import { getApplication } from '../server/queries/get-application.ts';
import { listAnnualDuties } from '../server/queries/list-annual-duties.ts';

const { db, owner } = await createTestDatabase();
const facts = createProductFacts();
const operator = testContext(db, { facts });
const { app } = await createServer({ platform: operator.platform, log: false });
const desk = deskOf(operator, 'pingdingshan');
const SHUGUANG = codeOf(PLACES.pingdingshan.community);

beforeAll(async () => {
  await openFilings(operator, ['pingdingshan', 'shenzhen']);
}, 60_000);

const signIn = leadersOf(app, db);

async function start(leader: Leader, place = SHUGUANG): Promise<string> {
  const { to } = await leader.send('/my/new', { procedure: 'filing' }, { from: `/my/new?place=${place}` });
  return filingOf(to);
}

/** `/my/filings/7/ask/name` → `/my/filings/7` */
const filingOf = (address: string): string => address.split('/').slice(0, 4).join('/');

let names = 0;
const answersOf = (name: string): Record<string, Record<string, string>> => ({
  name: { name },
  category: { category: '文体娱乐类' },
  established: { establishedOn: '2023-03-01' },
  scope: { businessScopes: '每周排练\n为老人演出' },
  served: { serviceTargets: '老年人' },
  venue: { venues: '社区活动室' },
  members: { memberCount: '16' },
  'party-members': { partyMemberCount: '2' },
  charter: { charterHasPartyClause: 'yes' },
  leader: { leaderName: '张春', leaderPhone: '13800138000' },
  'leader-identity': { leaderIdNumber: idNumberOf(names) },
  'leader-conditions': { leaderHasFullCapacity: 'yes', leaderIsDeprivedOfPoliticalRights: 'no' },
  'leader-cadre': { leaderIsStreetCadre: 'no' },
  materials: Object.fromEntries(
    ['applicationForm', 'charter', 'leaderIdentity', 'roster', 'venueProof', 'fundsNote', 'pledge'].map((material) => [material, 'paper']),
  ),
});

/** Goes through the pages as they lead on. */
async function fillIn(leader: Leader, address: string): Promise<string> {
  names += 1;
  const name = `夕阳红合唱队${names}`;
  const answers = answersOf(name);
  let next = /href="(\/my\/filings\/\d+\/ask\/[\w-]+)"/.exec((await leader.get(address)).text)?.[1] ?? '';
  for (let pages = 0; pages < 30 && next.includes('/ask/'); pages += 1) {
    const page = next.split('/').at(-1) ?? '';
    const answer = await leader.send(next, answers[page] ?? { go: 'skip' });
    expect([page, answer.status]).toEqual([page, 303]);
    next = answer.to;
  }
  expect(next).toBe(`${address}/check`);
  return name;
}

const idOf = (address: string): number => Number(address.split('/')[3]);

async function office(address: string, action: ActionId, input: ActionInput = {}): Promise<void> {
  const id = idOf(address);
  const { version } = await getApplication(operator, filingMeans, 'office', id);
  await actOnApplication(desk.street, filingMeans, 'office', { id, version, action, input });
}

describe('a new group', () => {
  it('finds its community, by name and step by step, and what can be applied for there', async () => {
    const leader = await signIn();
    expect((await leader.get('/my')).text).toContain('现在还没有，可以从下面开始');
    expect((await leader.get('/my/new?q=%E6%9B%99%E5%85%89%E8%A1%97')).text).toContain('/my/new?in=410402001000');
    expect((await leader.get('/my/new?in=410402001000')).text).toContain(`/my/new?place=${SHUGUANG}`);
    expect((await leader.get('/my/new?q=%E4%B8%8D%E5%AD%98%E5%9C%A8')).text).toContain('没有找到');
    const { text } = await leader.get(`/my/new?place=${SHUGUANG}`);
    expect(text).toContain('申请备案');
    expect(text).not.toContain('登记到社区台账');
    expect(text).toContain('请到社区居（村）委会登记台账');
  });

  it('is applied for page by page, checked, submitted, supplemented and filed', async () => {
    const leader = await signIn();
    const address = await start(leader);
    expect(address).toMatch(/^\/my\/filings\/\d+$/);
    const name = await fillIn(leader, address);
    const check = await leader.get(`${address}/check`);
    expect(check.text).toContain(name);
    expect(check.text).toContain('410***********');
    expect(check.text).not.toContain(idNumberOf(names));
    const refused = await leader.send(`${address}/check`, {});
    expect([refused.status, refused.text.includes('请勾选承诺')]).toEqual([422, true]);
    expect(await leader.send(`${address}/check`, { pledged: 'yes' })).toMatchObject({ status: 303, to: address });
    expect((await leader.get('/my')).text).toContain('街道（乡镇）正在审核，最迟 12月4日答复');
    await office(address, 'requestSupplement', { items: [{ content: '负责人身份证' }, { content: '场地证明' }] });
    for (const page of ['/my', address]) expect((await leader.get(page)).text).toContain('已退回，请在 2024年1月2日前补齐 2 项材料：负责人身份证；场地证明。');
    expect((await leader.send(`${address}/supplement/1`, { reply: '' })).status).toBe(422);
    for (const item of [1, 2]) expect(await leader.send(`${address}/supplement/${item}`, { reply: '已交到窗口' })).toMatchObject({ status: 303 });
    expect((await leader.get(address)).text).toContain('要补的都填好了');
    expect(await leader.send(`${address}/check`, {})).toMatchObject({ status: 303, to: address });
    await office(address, 'grant');
    const home = await leader.get('/my');
    expect(home.text).toContain('已备案，');
    const done = (await leader.get(address)).text;
    const notice = new RegExp(`href="(${address}/notices/\\d+)">下载备案证书`).exec(done)?.[1] ?? '';
    expect((await leader.get(notice)).text.slice(0, 5)).toBe('%PDF-');
    expect((await (await signIn()).get(notice)).status).toBe(404);
  });

  it('keeps what was filled in, tells what is missing and where, and can be left and withdrawn', async () => {
    const leader = await signIn();
    const address = await start(leader);
    expect((await leader.send(`${address}/ask/name`, { name: '', go: 'next' })).text).toContain('请填写“名称”。');
    expect((await leader.send(`${address}/ask/members`, { memberCount: '很多' })).text).toContain('请填数字');
    expect((await leader.send(`${address}/ask/established`, { establishedOn: '2024-01-01' })).text).toContain('不能晚于今天');
    await leader.send(`${address}/ask/name`, { name: '晨练<队>' });
    expect((await leader.get(`${address}/ask/name`)).text).toContain('value="晨练&lt;队&gt;"');
    const refused = await leader.send(`${address}/check`, { pledged: 'yes' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(`<a href="${address}/ask/category?from=check">还没有填：组织类别</a>`);
    expect(await leader.send(`${address}/ask/category`, { category: '其他', from: 'check' })).toMatchObject({ to: `${address}/check` });
    expect((await leader.get('/my')).text).toContain('还没有提交');
    expect(await leader.send(`${address}/withdraw`, {})).toMatchObject({ status: 303, to: address });
    expect((await leader.get(address)).text).toContain('已撤回');
    expect((await leader.get(`${address}/ask/name`)).to).toBe(address);
  });

  it('is saved while it is typed; an older window loses nothing and writes over nothing', async () => {
    const leader = await signIn();
    const address = await start(leader);
    const typing = { 'x-wotu-saving': 'typed' };
    const first = await leader.post(`${address}/ask/name`, { name: '晨', version: '1' }, typing);
    expect(JSON.parse(first.text)).toEqual({ version: 2 });
    expect((await leader.post(`${address}/ask/members`, { memberCount: 'x', version: '2' }, typing)).status).toBe(422);
    const stale = await leader.post(`${address}/ask/name`, { name: '晨练队', version: '1' }, typing);
    expect([stale.status, JSON.parse(stale.text).problem]).toEqual([409, expect.stringContaining('另一个窗口')]);
    const page = await leader.post(`${address}/ask/name`, { name: '晨练队', version: '1', go: 'next' });
    expect([page.status, page.text.includes('value="晨练队"'), page.text.includes('name="version" value="2"')]).toEqual([409, true, true]);
    expect((await leader.send(`${address}/ask/name`, { name: '晨练队' })).status).toBe(303);
  });

  it('is begun once and submitted once, however often the button is pressed', async () => {
    const leader = await signIn();
    const { text } = await leader.get(`/my/new?place=${SHUGUANG}`);
    const key = /name="key" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const form = { key, place: SHUGUANG, procedure: 'filing' };
    const [one, other] = [await leader.post('/my/new', form), await leader.post('/my/new', form)];
    expect(one.to).toBe(other.to);
    const address = filingOf(one.to);
    await fillIn(leader, address);
    const version = /name="version" value="(\d+)"/.exec((await leader.get(`${address}/check`)).text)?.[1] ?? '';
    const presses = await Promise.all([1, 2].map(() => leader.post(`${address}/check`, { version, pledged: 'yes' })));
    expect(presses.map(({ status, to }) => [status, to])).toEqual([
      [303, address],
      [303, address],
    ]);
    const { rows } = await sql`select from filing_steps where application_id = ${idOf(address)} and action = 'submit'`.execute(owner);
    expect(rows).toHaveLength(1);
  });

  it('waits for the recommendation where the rules want one', async () => {
    const leader = await signIn();
    const address = await start(leader, codeOf(PLACES.shenzhen.community));
    expect((await leader.get(`${address}/ask/legal-form`)).text).toContain('社会服务机构');
    await leader.send(`${address}/ask/legal-form`, { legalForm: '社会团体' });
    expect((await leader.get(`${address}/ask/members`)).text).toContain('当地规定：3 以上。');
    expect((await leader.get(`${address}/ask/party-organization`)).to).toBe(address);
    await leader.send(`${address}/ask/party-members`, { partyMemberCount: '3' });
    expect((await leader.get(`${address}/ask/party-organization`)).text).toContain('党组织怎样设置');
  });
});

async function ledgered(): Promise<{ id: number; version: number; code: string }> {
  names += 1;
  const draft = { form: completeForm(`太极队${names}`) };
  const division = SHUGUANG;
  await startApplication(desk.committee, filingMeans, 'office', { procedure: 'ledgerOpening', division, draft, atOnce: { action: 'record', input: {} } });
  const { rows } = await sql<{ id: number; version: number }>`select id, version from organizations order by id desc limit 1`.execute(owner);
  const organization = rows[0] ?? { id: 0, version: 0 };
  return { ...organization, code: (await issueClaimCode(desk.committee, organization)).code };
}

describe('an organization that is on the books', () => {
  it('is claimed with a code, and changed by its leader', async () => {
    const [leader, { id, code }] = [await signIn(), await ledgered()];
    expect((await leader.send('/my/claim', { code: '123' })).text).toContain('认领码不对');
    expect(await leader.send('/my/claim', { code })).toMatchObject({ status: 303, to: `/my/organizations/${id}` });
    const begin = async (procedure: string) =>
      filingOf((await leader.send(`/my/organizations/${id}/start`, { procedure }, { from: `/my/organizations/${id}` })).to);
    const filing = await begin('filing');
    expect((await leader.get(`${filing}/ask/name`)).text).toContain(`value="太极队${names}"`);
    await fillIn(leader, filing);
    await leader.send(`${filing}/check`, { pledged: 'yes' });
    expect((await leader.get(`/my/organizations/${id}`)).text).toContain('有一件事正在办');
    await office(filing, 'grant');
    const change = await begin('filingChange');
    expect((await leader.get(`${change}/ask/changes`)).text).toContain('至少改一项');
    expect((await leader.send(`${change}/ask/change-venues`, { 'changes.venues': '文化站' })).to).toBe(`${change}/ask/changes`);
    expect((await leader.send(`${change}/ask/change-leader-name`, { 'changes.leaderName': '李秋' })).to).toBe(`${change}/ask/changes`);
    expect((await leader.get(`${change}/ask/changes`)).text).toContain('改为：李秋');
    expect((await leader.send(`${change}/ask/resolved`, { resolvedOn: '2023-11-10' })).to).toBe(`${change}/ask/leader`);
    await leader.send(`${change}/ask/leader`, { leaderPhone: '13800138777' });
    await leader.send(`${change}/ask/leader-identity`, { leaderIdNumber: idNumberOf(900) });
    await leader.send(`${change}/ask/leader-conditions`, { leaderHasFullCapacity: 'yes', leaderIsDeprivedOfPoliticalRights: 'no' });
    await leader.send(`${change}/ask/leader-cadre`, { leaderIsStreetCadre: 'no' });
    await leader.send(`${change}/ask/materials`, { changeForm: 'paper', resolution: 'paper' });
    expect(await leader.send(`${change}/check`, {})).toMatchObject({ status: 303, to: change });
    await office(change, 'grant');
    const { rows } = await sql`select leader_name, venues from organizations where id = ${id}`.execute(owner);
    expect(rows).toEqual([{ leader_name: '李秋', venues: ['文化站'] }]);
  });

  it('is nobody else’s', async () => {
    const [leader, other, { id, code }] = [await signIn(), await signIn(), await ledgered()];
    await leader.send('/my/claim', { code });
    const address = filingOf((await leader.send(`/my/organizations/${id}/start`, { procedure: 'filing' }, { from: `/my/organizations/${id}` })).to);
    for (const page of [
      `/my/organizations/${id}`,
      address,
      `${address}/ask/name`,
      `${address}/check`,
      `${address}/withdraw`,
      '/my/filings/x',
      '/my/filings/419999000000001',
    ])
      expect([page, (await other.get(page)).status]).toEqual([page, 404]);
    for (const [page, form] of [
      [`${address}/ask/name`, { name: '改名', version: '1' }],
      [`${address}/check`, { version: '1', pledged: 'yes' }],
      [`${address}/withdraw`, { version: '1' }],
      [`/my/organizations/${id}/start`, { procedure: 'filing' }],
    ] as const)
      expect([page, (await other.post(page, form)).status]).toEqual([page, 404]);
    expect((await other.get('/my')).text).not.toContain(`/my/organizations/${id}`);
  });
});

describe('the yearly report of a registered organization', () => {
  async function registered(): Promise<{ leader: Leader; id: number }> {
    const [leader, { id, code }] = [await signIn(), await ledgered()];
    await leader.send('/my/claim', { code });
    await sql`update organizations set tier = '登记', registered_on = '2021-05-01' where id = ${id}`.execute(owner);
    return { leader, id };
  }
  const WRITTEN: Record<string, Record<string, string>> = {
    activities: { activityCount: '12', activities: '每月一次演出' },
    money: { income: '3000.50', expenses: '2000' },
    law: { lawCompliance: '没有违法违规' },
    party: { partyBuilding: '两名党员，参加社区党支部活动' },
    changes: { staffChanges: '会计换成李四，电话 13800138000，110101199003070011' },
  };

  it('is written page by page, handed in once, and read by the office that reviews it', async () => {
    const { leader, id } = await registered();
    expect((await leader.get(`/my/organizations/${id}`)).text).toContain('2022 年度报告</h3><p>还没有报送，应在 2023年5月31日前报送，已经逾期，请尽快。');
    const at = (part: string) => `/my/organizations/${id}/annual/2022/${part}`;
    expect((await leader.send(at('activities'), { activityCount: '', go: 'next' })).text).toContain('请填写“全年开展活动多少次”。');
    const typing = await leader.post(at('activities'), { activityCount: '3', version: '0' }, { 'x-wotu-saving': 'typed' });
    expect(JSON.parse(typing.text)).toEqual({ version: 1 });
    expect((await leader.post(at('activities'), { activityCount: '4', version: '0' }, { 'x-wotu-saving': 'typed' })).status).toBe(409);
    const early = await leader.send(at('check'), {});
    expect([early.status, early.text.includes(`<a href="${at('money')}">还没有填：全年收入（元）</a>`)]).toEqual([409, true]);
    for (const [part, typed] of Object.entries(WRITTEN)) expect([part, (await leader.send(at(part), { ...typed, go: 'next' })).status]).toEqual([part, 303]);
    const before = await getAnnualReport(desk.district, id, 2022);
    expect([before.content, before.handedInOn]).toEqual([{}, null]);
    const version = /name="version" value="(\d+)"/.exec((await leader.get(at('check'))).text)?.[1] ?? '';
    for (const _press of [1, 2]) expect(await leader.post(at('check'), { version })).toMatchObject({ status: 303, to: at('check') });
    expect((await leader.get(at('check'))).text).toContain('2023年11月20日已报送。等登记管理机关审查。');
    expect(await getAnnualReport(desk.district, id, 2022)).toMatchObject({
      handedInOn: '2023-11-20',
      content: { activityCount: 12, income: 300_050, staffChanges: '会计换成李四，电话 138****8000，110***********0011' },
    });
    const { items } = await listAnnualDuties(desk.district, { year: 2022, limit: 50, withTotal: false });
    expect(items.find(({ organizationId }) => organizationId === String(id))).toMatchObject({ submittedOn: '2023-11-20', standing: '待审查' });
    expect((await leader.post(at('law'), { lawCompliance: '改', version: '9' })).status).toBe(409);
  });

  it('has photographs and files enclosed until it is handed in, which the office sees only then', async () => {
    const { leader, id } = await registered();
    const at = (part: string) => `/my/organizations/${id}/annual/2022/${part}`;
    expect((await leader.get(at('files'))).text).toContain('还没有照片或文件');
    expect((await leader.upload(at('files'))).text).toContain('还没有选择照片或文件');
    expect(await leader.upload(at('files'), '账本.pdf', '证明.pdf')).toMatchObject({ status: 303, to: at('files') });
    const listed = (await leader.get(at('files'))).text;
    const [first, second] = [...listed.matchAll(/href="\/my\/files\/(\d+)"/g)]
      .map(([, file = '']) => file)
      .filter((file, index, all) => all.indexOf(file) === index);
    expect(listed).toContain('账本.pdf');
    expect(await leader.post(at(`files/${first}/remove`), {})).toMatchObject({ status: 303, to: at('files') });
    expect((await leader.get(at('check'))).text).toContain('附了 1 个照片或文件');
    const asked = { id: Number(second), size: 'full' as const };
    const inOffice = () => readFile(desk.district, [annualFileKeeper], asked);
    await expect(inOffice()).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect((await getAnnualReport(desk.district, id, 2022)).files).toEqual([]);
    const stranger = await signIn();
    for (const answer of [await stranger.get(at('files')), await stranger.upload(at('files'), '外人.pdf'), await stranger.get(`/my/files/${second}`)])
      expect(answer.status).toBe(404);
    expect((await leader.get(`/my/files/${second}`)).status).toBe(200);
    for (const [part, typed] of Object.entries(WRITTEN)) await leader.send(at(part), { ...typed, go: 'next' });
    await leader.send(at('check'), {});
    expect((await leader.get(at('check'))).text).toContain('证明.pdf');
    expect((await getAnnualReport(desk.district, id, 2022)).files).toMatchObject([{ id: second, name: '证明.pdf' }]);
    expect((await inOffice()).contentType).toBe('application/pdf');
    await expect(readFile(deskOf(operator, 'shenzhen').district, [annualFileKeeper], asked)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    expect((await leader.upload(at('files'), '晚了.pdf')).status).toBe(422);
    expect((await leader.post(at(`files/${second}/remove`), {})).status).toBe(409);
  });

  it('is owed of years that are over, by whoever leads a registered organization', async () => {
    const { leader, id } = await registered();
    const other = await signIn();
    for (const part of [
      `/my/organizations/${id}/annual/2023/activities`,
      `/my/organizations/${id}/annual/2020/activities`,
      `/my/organizations/${id}/annual/2022/nothing`,
    ])
      expect([part, (await leader.get(part)).status]).toEqual([part, 404]);
    expect((await other.get(`/my/organizations/${id}/annual/2022/activities`)).status).toBe(404);
    expect((await other.post(`/my/organizations/${id}/annual/2022/check`, { version: '0' })).status).toBe(404);
    await sql`update organizations set tier = '备案', registered_on = null where id = ${id}`.execute(owner);
    expect((await leader.get(`/my/organizations/${id}`)).text).not.toContain('年度报告');
  });
});

describe('the pages', () => {
  it('are for whoever has signed in, and take no form of another site', async () => {
    const stranger = new Leader(app, 'nothing');
    for (const page of ['/my', '/my/new', '/my/claim', '/my/filings/1', '/my/organizations/1', '/my/account'])
      expect([page, (await stranger.get(page)).to]).toEqual([page, '/my/sign-in']);
    expect((await stranger.post('/my/filings/1/ask/name', { name: 'x' }, { 'x-wotu-saving': 'typed' })).status).toBe(401);
    const leader = await signIn();
    const address = await start(leader);
    const foreign = await leader.post(`${address}/withdraw`, { version: '1' }, { origin: 'https://elsewhere.example' });
    expect(foreign.status).toBe(403);
    expect((await leader.get(address)).text).toContain('还没有提交');
  });

  it('come in large type when asked, and go back to where they were, on this site only', async () => {
    const leader = await signIn();
    expect((await leader.get('/my')).text).not.toContain('class="elder"');
    expect(await leader.post('/display', { mode: 'elder', back: '/my/new?in=410402001000' })).toMatchObject({ status: 303, to: '/my/new?in=410402001000' });
    expect((await leader.get('/my/claim')).text).toContain('<html lang="zh-CN" class="elder">');
    for (const back of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', ''])
      expect((await leader.post('/display', { mode: 'plain', back })).to).toBe('/');
    expect((await leader.get('/my')).text).not.toContain('class="elder"');
  });

  it('answer anything typed with a page', async () => {
    const leader = await signIn();
    const address = await start(leader);
    const texts = ['', ' ', '0', '-1', '1e9', '<script>', "'; drop table", '\u0000', '一'.repeat(4000), '🙂'.repeat(200), '2023-13-45', 'true'];
    const pages: Record<string, string[]> = {
      name: ['name'],
      category: ['category'],
      established: ['establishedOn'],
      venue: ['venues'],
      members: ['memberCount'],
      leader: ['leaderName', 'leaderPhone'],
      'leader-identity': ['leaderIdNumber'],
      'leader-conditions': ['leaderHasFullCapacity'],
      materials: ['charter'],
    };
    for (const [page, fields] of Object.entries(pages))
      for (const text of texts) {
        const { status, text: body } = await leader.send(`${address}/ask/${page}`, Object.fromEntries(fields.map((field) => [field, text])));
        expect([page, text.slice(0, 20), status >= 500]).toEqual([page, text.slice(0, 20), false]);
        expect(body).not.toContain('<script>"');
      }
    for (const path of [
      '/my/new?place=1',
      '/my/new?in=999999999999',
      '/my/new?q=%00',
      `/my/new?q=${'a'.repeat(500)}`,
      `${address}/ask/nothing`,
      `${address}/supplement/9`,
    ])
      expect([path, (await leader.get(path)).status < 500]).toEqual([path, true]);
  });
});

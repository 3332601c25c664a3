/** A leader and a volunteer, each on a telephone: the volunteer registers, joins by code, is checked in at the door; the leader changes, pictures and writes up. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { idNumberOf } from '#tests/support/filings.ts';
import { samplePicture } from '#tests/support/sample-files.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, PHONE, photograph, photographPhone, settle, type Visit } from './support/browser.ts';
import { signInByPhone } from './support/person.ts';

const browser = launchBrowser();
const STREET = '街道（乡镇）工作人员（河南省';
const ON_NOW = '社区义诊';
const TEAM = '邻里守望志愿服务队';
let office: Visit;
let leader: Visit;
let volunteer: Visit;
let host = { id: '', organizationId: '', division: '' };
let team = '';
let joinCode = '';

/** The street's own clerk, through the interface that the console uses. */
async function asStreet<T>(method: 'GET' | 'POST' | 'PUT', path: string, data?: object): Promise<T> {
  const headers = { 'x-wotu-request': '1' };
  const reply = await office.page.request.fetch(`/api/v1/${path}`, { method, headers, ...(data && { data }) });
  expect([path, reply.status()]).toEqual([path, 200]);
  return (await reply.json()) as T;
}

/** Page by page, with a document that passes every check. */
async function register(page: Page, name: string, number: number): Promise<void> {
  await page.goto(`/activities?place=${host.division}`);
  await page.goto('/my/volunteer');
  await page.getByLabel('姓名').fill(name);
  await page.getByRole('radio', { name: number % 2 === 1 ? '男' : '女' }).check();
  await page.getByLabel('出生日期').fill('1970-01-01');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('heading', { level: 1, name: '您的证件' }).waitFor();
  await page.getByLabel('证件号码').fill(idNumberOf(number));
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('checkbox', { name: '关爱老人' }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('checkbox', { name: /我自愿、无偿参加志愿服务/ }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '我的志愿服务' }).waitFor();
}

async function numberOfVolunteer(page: Page): Promise<string> {
  return (
    await page
      .getByText(/^W\d{6}-\d{9}$/)
      .first()
      .innerText()
  ).trim();
}

it('lets the office hand over the organization and make somebody the leader of a team', async () => {
  office = await browser.enter(STREET);
  const { items } = await asStreet<{ items: (typeof host & { title: string })[] }>('GET', 'activities?limit=100');
  host = items.find(({ title }) => title === ON_NOW) ?? host;
  const { version } = await asStreet<{ version: number }>('GET', `registers/organizations/records/${host.organizationId}`);
  const { code } = await asStreet<{ code: string }>('POST', `filings/organizations/${host.organizationId}/claim-codes`, { version });
  leader = await browser.open(PHONE);
  const { page } = leader;
  await signInByPhone(page, '13800138311');
  await page.goto('/my/claim');
  await page.locator('input[name=code]').fill(code);
  await page
    .getByRole('button', { name: /认领|下一步/ })
    .first()
    .click();
  await page.waitForURL('**/my/organizations/*');
  await register(page, '周守望', 702);
  await expectAccessible(page);
  const teams = await asStreet<{ items: { id: string; name: string }[] }>('GET', 'volunteer-teams?limit=100');
  team = teams.items.find(({ name }) => name === TEAM)?.id ?? '';
  const found = await asStreet<{ items: { id: string }[] }>('GET', `volunteers?q=${await numberOfVolunteer(page)}`);
  for (const action of ['add', 'lead']) await asStreet('POST', `volunteer-teams/${team}/members`, { volunteerId: found.items[0]?.id, action });
  const { version: teamVersion, name, about, isInternational, markedOn } = await asStreet<Record<string, unknown>>('GET', `volunteer-teams/${team}`);
  const kept = { name, about, isInternational, markedOn, associationId: null, associationSince: null, closedOn: null };
  joinCode = (await asStreet<{ joinCode: string }>('PUT', `volunteer-teams/${team}`, { ...kept, version: teamVersion, joinCode: 'new' })).joinCode;
  expect(joinCode).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
});

it('lets a volunteer register, join by code, sign up and check in at the door', async () => {
  volunteer = await browser.open(PHONE);
  const { page } = volunteer;
  await signInByPhone(page, '13800138312');
  await page.goto('/my/volunteer');
  await page.getByRole('link', { name: '选我的社区' }).waitFor();
  await expectAccessible(page);
  await register(page, '钱志愿', 703);
  await page.getByText('您还没有参加队伍。').waitFor();
  await photographPhone(page, 'volunteer-new');
  await page.getByRole('link', { name: '参加志愿服务队' }).click();
  await page.getByLabel('有入队码的，在这里填').fill('22222222');
  await page.getByRole('button', { name: '加入', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
  await page.getByLabel('有入队码的，在这里填').fill(joinCode);
  await page.getByRole('button', { name: '加入', exact: true }).click();
  await page.getByRole('button', { name: `退出队伍：${TEAM}` }).waitFor();
  await page.goto(`/my/activities/${host.id}`);
  await page.getByLabel('您的姓名').fill('钱志愿');
  await page.getByRole('radio', { name: '志愿者' }).check();
  await page.getByRole('button', { name: '报名' }).click();
  await leader.page.goto('/my');
  await leader.page.getByRole('link', { name: `签到和名单：${ON_NOW}` }).click();
  await leader.page.getByRole('link', { name: '出示签到码' }).click();
  await expectAccessible(leader.page);
  await photographPhone(leader.page, 'activity-door');
  const code = (await leader.page.getByText(/^\d{6}$/).innerText()).trim();
  await page.getByRole('link', { name: '现场签到' }).click();
  await page.getByLabel('现场出示的 6 位签到码').fill(code);
  await page.getByRole('button', { name: '签到' }).click();
  await page.getByText('您以志愿者身份签到').waitFor();
  expect(await page.getByRole('link', { name: '看我的志愿服务' }).count()).toBe(1);
  await expectAccessible(page);
});

it('lets the leader check others in on the list, change what was announced, and write up with a photograph that everybody sees', async () => {
  const { page } = leader;
  await page.goto(`/my/hosting/${host.id}`);
  await page.getByRole('button', { name: '签到：陈桂兰' }).click();
  await page.getByText('已签到').waitFor();
  await expectAccessible(page);
  await photographPhone(page, 'activity-hosting');
  await page.getByRole('link', { name: '修改活动' }).click();
  await page.getByLabel('在哪里').fill('社区活动室二楼');
  await expectAccessible(page);
  await page.getByLabel('活动名称').fill('改了名');
  await page.getByRole('button', { name: '保存修改' }).click();
  await page.getByText(/活动已经开始，名称不能再改/).waitFor();
  await page.getByLabel('活动名称').fill(ON_NOW);
  await page.getByRole('button', { name: '保存修改' }).click();
  await page.getByRole('link', { name: '活动照片' }).click();
  await expectAccessible(page);
  await page.getByLabel('拍照，或选照片').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(await samplePicture(400, 300)) });
  await page.getByRole('button', { name: '上传' }).click();
  await page.getByRole('button', { name: '放到公开页面：第 1 张照片' }).click();
  await page.getByText('居民看得到').waitFor();
  await expectAccessible(page);
  await photographPhone(page, 'activity-photos');
  await page.goto(`/my/hosting/${host.id}/summary`);
  await page.getByLabel('一共来了多少人').fill('1');
  await page.getByLabel('活动的情况').fill('量血压 20 人次。');
  await page.getByRole('button', { name: '写好了' }).click();
  await page.getByText('参加的人数不能少于已签到的 2 人。').first().waitFor();
  await expectAccessible(page);
  await page.getByLabel('一共来了多少人').fill('20');
  await page.getByRole('button', { name: '写好了' }).click();
  await page.getByText('已写小结，记入活动台账：参加 20 人').waitFor();
  const stranger = await browser.open(PHONE);
  await stranger.page.goto(`/activities/${host.id}`);
  await stranger.page.getByRole('img', { name: /第 1 张/ }).waitFor();
  await expect.poll(() => stranger.page.evaluate<number>("document.querySelector('figure img').naturalWidth")).toBeGreaterThan(0);
  await expectAccessible(stranger.page);
  await photographPhone(stranger.page, 'activity-held');
  expect(stranger.errors).toEqual([]);
});

it('lets the leader record, correct and confirm minutes', async () => {
  const { page } = leader;
  await page.goto('/my');
  await page.getByRole('link', { name: `去办理：${TEAM}` }).click();
  await page.getByText('（按活动签到）').first().waitFor();
  await expectAccessible(page);
  await photographPhone(page, 'volunteer-team');
  await page
    .getByRole('link', { name: /^更正：/ })
    .first()
    .click();
  await page.getByLabel('几点结束').fill('11:00');
  await page.getByRole('button', { name: '更正' }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
  await page.getByLabel('为什么更正').fill('提前走了');
  await page.getByRole('button', { name: '更正' }).click();
  await page.getByRole('link', { name: '记录一次服务' }).click();
  await page.getByLabel('几点开始').fill('08:00');
  await page.getByLabel('几点结束').fill('09:30');
  await page.getByLabel('做了什么').fill('布置义诊会场');
  await page.getByRole('radio', { name: '健康服务' }).check();
  await page.getByRole('checkbox', { name: /钱志愿/ }).check();
  await page.getByRole('checkbox', { name: /自愿、无偿/ }).check();
  await page.getByRole('button', { name: '记录', exact: true }).click();
  await page.getByRole('button', { name: '确认勾选的记录' }).click();
  await page.getByText('没有等待确认的记录。').waitFor();
  expect(await page.getByText('已过期限').count()).toBe(0);
  await expectAccessible(page);
});

it('gives the volunteer a certificate that a stranger checks', async () => {
  const { page } = volunteer;
  await page.goto('/my/volunteer');
  await page.getByText('今年 1 小时 30 分钟').waitFor();
  await page.getByRole('link', { name: '出具志愿服务证明' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '出具证明' }).click();
  await page.getByRole('link', { name: /^下载 PDF：/ }).waitFor();
  await expectAccessible(page);
  await photographPhone(page, 'volunteer-own');
  const address = (await page.getByRole('link', { name: /^给别人核验/ }).getAttribute('href')) ?? '';
  const stranger = await browser.open(PHONE);
  await stranger.page.goto(address);
  await stranger.page.getByText('1 小时 30 分钟').waitFor();
  expect(await stranger.page.getByText('钱志愿').count()).toBe(0);
  await expectAccessible(stranger.page);
  await photographPhone(stranger.page, 'volunteer-check');
  expect([leader.errors, volunteer.errors, stranger.errors]).toEqual([[], [], []]);
});

it('shows the office the team, its records and the photographs', async () => {
  const { page } = office;
  await page.goto(`/console/volunteer-teams/${team}`);
  await page.getByRole('heading', { level: 1, name: TEAM }).waitFor();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'volunteer-team-desk');
  await page.goto(`/console/activities/${host.id}`);
  await page.getByRole('heading', { name: '活动照片' }).waitFor();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'activity-desk');
  expect([leader.errors, volunteer.errors, office.errors]).toEqual([[], [], []]);
});

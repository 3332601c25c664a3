import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { codeAt } from '#tests/support/second-factor.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, linkOf, photograph, settle, type Visit } from './support/browser.ts';

const browser = launchBrowser();
const PASSWORD = '山水Abc-2758';
/** Where the journeys' clock stands. */
const NOW = new Date('2023-11-20T04:00:00Z');
const links: Record<string, string> = {};
const secrets: Record<string, string> = {};
let system: Visit;
let security: Visit;
let lin: Visit;

it('sets up three administrators by the first link', async () => {
  const { page } = await browser.open();
  await page.goto(linkOf('首次设置'));
  for (const [duty, person, account] of [
    ['system', '周系统', 'sysadmin'],
    ['security', '吴安全', 'secadmin'],
    ['audit', '郑审计', 'audadmin'],
  ] as const) {
    await page.locator(`[name=${duty}-person]`).fill(person);
    await page.locator(`[name=${duty}-account]`).fill(account);
  }
  await page.getByRole('button').click();
  const found = await page.getByRole('link', { name: /\/welcome\// }).allTextContents();
  expect(found).toHaveLength(3);
  [links['system'], links['security'], links['audit']] = found as [string, string, string];
});

async function choosePassword(duty: string): Promise<Visit> {
  const visit = await browser.open();
  await visit.page.goto(links[duty] ?? '');
  await visit.page.locator('[name=password]').fill(PASSWORD);
  await visit.page.locator('[name=repeated]').fill(PASSWORD);
  await visit.page.getByRole('button').click();
  await visit.page.waitForURL('**/console/**');
  await setUpAuthenticator(duty, visit.page);
  return visit;
}

/** The posts of these journeys open nothing without a second factor. */
async function setUpAuthenticator(duty: string, page: Page): Promise<void> {
  await page.getByLabel('先输入您现在的密码').fill(PASSWORD);
  await page.getByRole('button', { name: '开始设置' }).click();
  const shown = (await page.getByText(/^[A-Z2-7 ]{39}$/).textContent()) ?? '';
  secrets[duty] = shown.replaceAll(' ', '');
  if (duty === 'system') await photograph(page, 'authenticator');
  await page.getByLabel('验证码').fill(codeAt(secrets[duty] ?? '', NOW, -1));
  await page.getByRole('button', { name: '启用' }).click();
  await expect.poll(() => page.getByRole('region', { name: '恢复码' }).getByRole('listitem').count()).toBe(10);
  await page.getByRole('button', { name: '我已保存' }).click();
}

/** Chooses a division in the picker of a dialog. */
async function chooseDivision(page: Page, field: RegExp, words: string, name: RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: field }).click();
  await page.getByRole('searchbox', { name: /按名称、拼音/ }).fill(words);
  await page.getByRole('button', { name }).first().click();
}

async function openOffice(page: Page, name: string, bureau?: string): Promise<void> {
  await page.getByText('单位', { exact: true }).first().click();
  await page.getByRole('button', { name: '新设单位' }).click();
  await page.getByRole('textbox', { name: /^单位名称/ }).fill(name);
  await chooseDivision(page, /^所属区划/, 'gz lw', /^荔湾区/);
  if (bureau) {
    await page.getByRole('dialog').getByLabel('类型').selectOption({ label: '内设科室' });
    await page.getByRole('dialog').getByLabel('属于哪个单位').selectOption({ label: bureau });
  }
  await page.getByRole('dialog').getByRole('button', { name: '新设单位' }).click();
  await page.getByText(`单位“${name}”已设立`).waitFor();
}

/** @returns the one-time link */
async function openAccount(page: Page, office: string, person: string, account: string): Promise<string> {
  await page.getByText('账号', { exact: true }).first().click();
  await page.getByRole('button', { name: '新设账号' }).click();
  await page
    .getByRole('dialog')
    .getByLabel('单位')
    .selectOption({ label: `${office}（广东省 / 广州市 / 荔湾区）` });
  await page.getByRole('dialog').getByLabel('姓名').fill(person);
  await page.getByRole('textbox', { name: /^账号/ }).fill(account);
  await page.getByRole('button', { name: '开设账号' }).click();
  await page.getByText('把一次性链接交给本人').waitFor();
  const link = (await page.getByText(/\/welcome\//).textContent()) ?? '';
  await page.getByRole('button', { name: '我已交付' }).click();
  await expect.poll(() => page.getByRole('link', { name: account }).count()).toBe(1);
  return link;
}

it('opens an office with a section and accounts in both, and shows each link once', async () => {
  system = await choosePassword('system');
  const { page } = system;
  await page.getByRole('heading', { level: 1, name: '单位与账号' }).waitFor();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'accounts');
  await openOffice(page, '荔湾区民政局');
  await openOffice(page, '社会组织科', '荔湾区民政局');
  await page.getByText('荔湾区民政局 › 社会组织科').waitFor();
  await photograph(page, 'offices');
  links['lin'] = await openAccount(page, '荔湾区民政局', '林晓', 'linxiao');
  links['he'] = await openAccount(page, '荔湾区民政局 › 社会组织科', '何代', 'hedai');
  expect(system.errors).toEqual([]);
});

it('sees how the machine stands, has a job run at once, and finds its run', async () => {
  const { page } = system;
  await page.goto('/console/operations');
  await page.getByText('还没有做过备份').waitFor();
  await page.getByText('没有需要处理的任务').waitFor();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'operations');
  const job = page.getByRole('listitem').filter({ hasText: '清理过期的重复提交标记' });
  await job.getByRole('button', { name: '立即运行' }).click();
  await page.getByText('“清理过期的重复提交标记”已排队').waitFor();
  await job.getByRole('link').click();
  await page.getByRole('cell', { name: /^完成，用时/ }).waitFor({ timeout: 60_000 });
  await expectAccessible(page);
  await photograph(page, 'job-runs');
  await page.goto('/console/exchange');
  await page.getByRole('button', { name: '约定由下级报送' }).click();
  await page.getByRole('dialog').getByRole('checkbox', { name: '社区社会组织' }).check();
  await expectAccessible(page);
  await photograph(page, 'exchange-offer');
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await page.goto('/console/accounts');
  expect(system.errors).toEqual([]);
});

it('keeps what was typed when the session ends, and goes on after signing in again', async () => {
  const { page } = system;
  await page.getByRole('button', { name: '新设账号' }).click();
  await page.getByRole('dialog').getByLabel('姓名').fill('黄未完');
  await page.context().clearCookies();
  await page.getByRole('button', { name: '开设账号' }).click();
  const dialog = page.getByRole('dialog', { name: /登录已过期/ });
  await dialog.getByLabel('密码').fill(PASSWORD);
  await dialog.getByRole('button', { name: '登录' }).click();
  await dialog.getByLabel('验证码').fill(codeAt(secrets['system'] ?? '', NOW));
  await dialog.getByRole('button', { name: '完成登录' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.getByRole('dialog').getByLabel('姓名').inputValue()).toBe('黄未完');
});

async function grantPost(page: Page, account: string): Promise<void> {
  await page.goto('/console/accounts');
  await page.getByRole('link', { name: account }).click();
  await page.getByRole('button', { name: '授予岗位' }).click();
  await page.getByLabel(/^角色/).selectOption({ label: '县（市、区）民政工作人员' });
  await chooseDivision(page, /^管辖区划/, '广州 荔湾', /^荔湾区/);
  await page.getByRole('dialog').getByRole('button', { name: '授予岗位' }).click();
  await page.getByText('岗位已授予').waitFor();
}

it('lets the security administrator grant posts, after which the accounts can work', async () => {
  security = await choosePassword('security');
  await grantPost(security.page, 'hedai');
  await grantPost(security.page, 'linxiao');
  lin = await choosePassword('lin');
  await lin.page.getByRole('heading', { level: 1, name: /荔湾区/ }).waitFor();
  expect(lin.errors).toEqual([]);
});

it('lets the security administrator set what one post may do, and who acts for its holder', async () => {
  const { page } = security;
  await page.getByRole('link', { name: '权限', exact: true }).click();
  await page.getByRole('checkbox', { name: '导出台账：个人信息' }).uncheck();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'post-grants');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('不再负责导出');
  await photograph(page, 'post-grants-reason');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await page.getByText('权限已调整').waitFor();
  await page.getByText('少 1 类').waitFor();
  await page.getByRole('link', { name: '林晓' }).click();
  await page.getByRole('button', { name: '指定代理人' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('何代');
  await dialog.getByLabel('由谁代理').selectOption({ label: '何代（社会组织科）' });
  await dialog.getByRole('checkbox', { name: '查看台账' }).check();
  await dialog.getByLabel('理由').fill('林晓外出学习');
  await dialog.getByLabel('到哪天止').fill('2023-12-01');
  await dialog.getByLabel('到哪天止').press('Enter');
  await photograph(page, 'appoint-acting');
  await dialog.getByRole('button', { name: '指定代理人' }).click();
  await page.getByText('何代 代 林晓（指定代理）').waitFor();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'account');
  expect(security.errors).toEqual([]);
});

it('tells the holder, who signed out by it, and lets them lend and ask for more', async () => {
  const { page } = lin;
  await page.goto('/console/notices');
  await page.getByLabel('账号').fill('linxiao');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('验证码').fill(codeAt(secrets['lin'] ?? '', NOW));
  await page.getByRole('button', { name: '完成登录' }).click();
  await page.getByText('您的岗位“县（市、区）民政工作人员”的权限已由安全管理员吴安全调整').waitFor();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'notices');
  await page.getByRole('button', { name: '全部标为已读' }).click();
  await page.getByRole('link', { name: '通知', exact: true }).waitFor();
  await page.goto('/console/lent-rights');
  await page.getByRole('button', { name: '委托同事代办' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('委托给谁').selectOption({ label: '何代（社会组织科）' });
  await dialog.getByRole('checkbox', { name: '查看报告' }).check();
  await dialog.getByLabel('理由').fill('外出学习');
  await dialog.getByLabel('到哪天止').fill('2023-12-01');
  await dialog.getByLabel('到哪天止').press('Enter');
  await photograph(page, 'delegate');
  await dialog.getByRole('button', { name: '委托', exact: true }).click();
  await dialog.getByText('何代 在这段时间已经代理这个岗位').waitFor();
  await photograph(page, 'delegate-refused');
  await dialog.getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '申请临时权限' }).click();
  await dialog.getByLabel('到哪里办理').fill('440104000000');
  await dialog.getByRole('checkbox', { name: '查看台账' }).check();
  await dialog.getByLabel('理由').fill('联合检查');
  await photograph(page, 'ask-access');
  await dialog.getByRole('button', { name: '提交申请' }).click();
  await page.getByText(/越秀区 · 申请 24 小时/).waitFor();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'lent-rights');
  expect(lin.errors).toEqual([]);
});

it('lets the other side decide, and shows on every page that the right is lent', async () => {
  await security.page.goto('/console/temporary-accesses');
  await security.page.getByRole('button', { name: '决定' }).click();
  await security.page.getByLabel('同意多少小时').fill('8');
  await photograph(security.page, 'decide-access');
  await security.page.getByRole('dialog').getByRole('button', { name: '同意', exact: true }).click();
  await security.page.getByText('已同意 8 小时').waitFor();
  await security.page.getByRole('dialog').waitFor({ state: 'hidden' });
  await settle(security.page);
  await expectAccessible(security.page);
  await photograph(security.page, 'incoming-accesses');
  const { page } = lin;
  await page.goto('/console/');
  await page.getByText('林晓').first().click();
  await page.getByRole('button', { name: /^临时权限：/ }).click();
  await page.getByText(/您正在使用临时权限：.*越秀区/).waitFor();
  await page.goto('/console/evidence');
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'borrowed');
  await page.getByRole('button', { name: '回到自己的岗位' }).click();
  await page.getByRole('heading', { level: 1, name: /荔湾区/ }).waitFor();
  expect([...lin.errors, ...security.errors]).toEqual([]);
});

it('shows the audit administrator who did what, in words', async () => {
  const { page } = await choosePassword('audit');
  await page.getByRole('table', { name: '审计记录' }).waitFor();
  await expectAccessible(page);
  await photograph(page, 'audit');
  // what was done since may have filled the first page
  const asked = new URL(page.url());
  asked.searchParams.set('action', 'post.');
  await page.goto(asked.href);
  await expect.poll(() => page.getByRole('cell', { name: '授予岗位' }).count()).toBe(2);
});

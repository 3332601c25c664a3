/** A leader of a new group, on a telephone: applies, leaves and comes back, submits, supplements, is filed, changes. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { idNumberOf } from '#tests/support/filings.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, PHONE, photographPhone, type Visit } from './support/browser.ts';
import { signInByPhone } from './support/person.ts';

const browser = launchBrowser();
const STREET = '街道（乡镇）工作人员（河南省';
const NAME = '曙北社区夕阳红合唱队';
let leader: Visit;
let filing = '';

/** The street's own clerk, through the interface that the console uses. */
async function asStreet<T>(method: 'GET' | 'POST', path: string, data?: object): Promise<T> {
  const { page } = await browser.enter(STREET);
  const address = `/api/v1/filings/${path}`;
  const headers = { 'x-wotu-request': '1' };
  const reply = method === 'GET' ? await page.request.get(address) : await page.request.post(address, { data, headers });
  expect([path, reply.status()]).toEqual([path, 200]);
  return (await reply.json()) as T;
}

async function decide(action: string, input: object = {}): Promise<void> {
  const id = filing.split('/').at(-1);
  const { version } = await asStreet<{ version: number }>('GET', `applications/${id}`);
  await asStreet('POST', `applications/${id}/actions`, { version, action, input });
}

const onward = (page: Page) => page.getByRole('button', { name: '保存，下一步' }).click();

/** One page of the questions: its title, what is typed or chosen, and on. */
async function answer(page: Page, title: string, fields: Record<string, string> = {}, choices: readonly string[] = []): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await expectAccessible(page);
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
  for (const choice of choices) await page.locator(choice).check();
  await onward(page);
}

it('signs in by telephone and finds where the group is and what can be applied for', async () => {
  leader = await browser.open(PHONE);
  const { page } = leader;
  await signInByPhone(page, '13800131001');
  await expectAccessible(page);
  await photographPhone(page, 'leader-home');
  await page.getByRole('link', { name: '为新团队申请' }).click();
  await page.getByRole('searchbox', { name: '找社区（村）或街道（乡镇）' }).fill('平顶山 曙北');
  await page.getByRole('button', { name: '找', exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: /曙北社区/ }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '申请备案' }).click();
  await page.getByRole('heading', { level: 1, name: '叫什么名字？' }).waitFor();
  filing = new URL(page.url()).pathname.split('/').slice(0, 4).join('/');
  expect(filing).toMatch(/^\/my\/filings\/\d+$/);
});

it('keeps what is typed when the browser is closed in the middle of a word', async () => {
  const { page } = leader;
  await page.getByLabel('名称').fill(NAME);
  await page.getByText('已自动保存').waitFor();
  await photographPhone(page, 'leader-question');
  await page.goto('about:blank');
  await page.goto('/my');
  await page.getByText('还没有提交').waitFor();
  await page.getByRole('link', { name: /^去办/ }).click();
  await page.getByRole('link', { name: '接着填' }).click();
  await page.getByRole('heading', { level: 1, name: '主要做哪一类事情？' }).waitFor();
  await page.getByRole('link', { name: /上一步/ }).click();
  expect(await page.getByLabel('名称').inputValue()).toBe(NAME);
  await onward(page);
});

/** From the outline, one article changed, the day of the meeting; what is open is told until it is written. */
async function writeCharter(page: Page): Promise<void> {
  await page.getByRole('button', { name: '按提纲起草章程' }).click();
  await page.getByRole('heading', { level: 1, name: '第一条　名称' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: /全部条文/ }).click();
  await page.getByRole('link', { name: '第三条　宗旨' }).click();
  await page.getByLabel('这一条怎么写').fill('本组织的宗旨是：以歌会友，丰富晚年生活。');
  await page.getByText('已自动保存').waitFor();
  await photographPhone(page, 'leader-article');
  await page.getByRole('link', { name: /全部条文/ }).click();
  await page.getByText('提纲各条都写好了').waitFor();
  await expectAccessible(page);
  await photographPhone(page, 'leader-charter');
  await page.getByLabel('章程是哪天开会通过的？').fill('2023-10-08');
  await onward(page);
}

it('answers one question a page, says what is missing with the way there, and submits', async () => {
  const { page } = leader;
  await answer(page, '主要做哪一类事情？', {}, ['[value=文体娱乐类]']);
  await answer(page, '什么时候成立的？', { 成立日期: '2023-03-01' });
  await answer(page, '平时做些什么？', { 业务范围: '每周排练\n为老人演出' });
  await answer(page, '为哪些人服务？', { 服务对象: '老年人' });
  await answer(page, '在哪里活动？', { 活动场所: '曙北社区居委会二楼活动室' });
  await page.getByRole('button', { name: '先跳过' }).click();
  await answer(page, '有几名正式党员？', { 正式党员人数: '2' });
  await answer(page, '负责人是谁？', { 负责人姓名: '张春', 负责人手机号: '13800131001' });
  await answer(page, '负责人的政治面貌是什么？', {}, ['[value=群众]']);
  await answer(page, '负责人的身份证号是多少？', { 身份证号: idNumberOf(71) });
  await answer(page, '负责人符合条件吗？', {}, ['[name=leaderHasFullCapacity][value=yes]', '[name=leaderIsDeprivedOfPoliticalRights][value=no]']);
  await answer(page, '负责人是街道党政干部吗？', {}, ['[name=leaderIsStreetCadre][value=no]']);
  await writeCharter(page);
  await page.getByRole('heading', { level: 1, name: '材料备好了吗？' }).waitFor();
  await expectAccessible(page);
  for (const select of await page.getByRole('combobox').all()) await select.selectOption('paper');
  await onward(page);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: '还没有填：成员一共多少人' }).click();
  await page.getByLabel('成员一共多少人').fill('16');
  await onward(page);
  await page.getByRole('checkbox', { name: /我承诺/ }).check();
  await photographPhone(page, 'leader-check');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText(/正在审核，最迟 12月4日答复/).waitFor();
  expect(leader.errors).toEqual([]);
});

it('is told in one sentence what to supplement by when, and answers item by item', async () => {
  await decide('requestSupplement', { items: [{ content: '负责人身份证复印件' }, { content: '场地证明' }] });
  const { page } = leader;
  await page.goto('/my');
  await page.getByRole('link', { name: /^去办/ }).click();
  await page.getByText('已退回，请在 2024年1月2日前补齐 2 项材料：负责人身份证复印件；场地证明。').waitFor();
  await expectAccessible(page);
  await photographPhone(page, 'leader-supplement');
  for (const item of ['负责人身份证复印件', '场地证明']) {
    await page.getByRole('link', { name: `去补这一项：${item}` }).click();
    await expectAccessible(page);
    await page.getByLabel('您怎样补的').fill('已交到街道窗口');
    await page.getByRole('button', { name: '补好了' }).click();
  }
  await page.getByRole('link', { name: '都补好了，检查后交回' }).click();
  await page.getByRole('button', { name: '补好了，交回' }).click();
  await page.getByText(/正在审核/).waitFor();
  await decide('grant');
  await page.goto('/my');
  await page.getByRole('heading', { level: 2, name: '我的组织' }).waitFor();
  await photographPhone(page, 'leader-filed');
  expect(leader.errors).toEqual([]);
});

it('changes the venue by the same forms, in large type', async () => {
  const { page } = leader;
  await page.getByRole('button', { name: '长辈版' }).click();
  await page.getByRole('button', { name: '标准版' }).waitFor();
  expect(await page.evaluate<string>('getComputedStyle(document.body).fontSize')).toBe('24px');
  await expectAccessible(page);
  await photographPhone(page, 'leader-home-large');
  await page.getByRole('link', { name: `办事：${NAME}` }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '变更备案内容' }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: '要改这一项：活动场所' }).click();
  await page.getByLabel('新的活动场所').fill('曙北社区文化站');
  await onward(page);
  await page.getByText('改为：曙北社区文化站').waitFor();
  await photographPhone(page, 'leader-change');
  await page.getByRole('link', { name: '都选好了，下一步' }).click();
  await answer(page, '什么时候决定变更的？', { 决定日期: '2023-11-18' });
  for (const material of ['变更申请表', '会议决议']) await page.getByRole('combobox', { name: new RegExp(`^${material}`) }).selectOption('paper');
  await onward(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText(/正在审核/).waitFor();
  await expectAccessible(page);
  await expectLargeTargets(page);
  expect(leader.errors).toEqual([]);
});

it('keeps the roster: one member more, who leaves again', async () => {
  const { page } = leader;
  await page.goto('/my');
  await page.getByRole('link', { name: `办事：${NAME}` }).click();
  await page.getByRole('link', { name: '成员名册' }).click();
  await page.getByRole('link', { name: '加一名成员' }).click();
  await expectAccessible(page);
  await page.getByLabel('姓名').fill('王秋');
  await page.getByLabel('手机号').fill('13912345678');
  await page.getByLabel('哪天加入的').fill('2023-05-01');
  await page.getByRole('radio', { name: '骨干' }).check();
  await page.getByRole('button', { name: '加上' }).click();
  await page.getByText('骨干，139****5678').waitFor();
  await expectAccessible(page);
  await photographPhone(page, 'leader-roster');
  await page.getByRole('link', { name: '王秋' }).click();
  await expectLargeTargets(page);
  await page.getByLabel('哪天退出的').fill('2023-11-01');
  await page.getByRole('button', { name: '记为退出' }).click();
  await page.getByText('2023年11月1日退出').waitFor();
  expect(leader.errors).toEqual([]);
});

/** Links in a sentence aside, whatever is pressed is at least 48 px high. */
async function expectLargeTargets(page: Page): Promise<void> {
  const small = await page.evaluate<string[]>(
    `[...document.querySelectorAll('button, .button, .back, .bar, select, input:not([type=hidden])')].filter((e) => e.getBoundingClientRect().height < 48 && !e.closest('label')).map((e) => e.outerHTML)`,
  );
  expect(small).toEqual([]);
}

/** The street hands out a code on the organization's page. */
async function codeFromConsole(id: string): Promise<string> {
  const { page } = await browser.enter(STREET);
  await page.goto(`/console/filings/organizations/${id}`);
  await page.getByRole('button', { name: '发放认领码' }).click();
  const dialog = page.getByRole('dialog', { name: '把认领码交给负责人本人' });
  const code = await dialog.getByText(/^\d{4} \d{4} \d{4}$/).textContent();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '我已交付' }).click();
  await page.getByText('已发放认领码，还没有使用').waitFor();
  return code ?? '';
}

it('claims an organization with the street’s code, without any script', async () => {
  const { page, errors } = await browser.open(PHONE, { javaScriptEnabled: false });
  const { items } = await asStreet<{ items: { organizationId: string }[] }>('GET', 'applications?standing=decided&q=%E5%A4%95%E9%98%B3%E7%BA%A2');
  const id = items[0]?.organizationId ?? '';
  const code = await codeFromConsole(id);
  await signInByPhone(page, '13800131002');
  await page.getByRole('link', { name: '用认领码认领组织' }).click();
  await photographPhone(page, 'leader-claim');
  await page.getByLabel('认领码').fill('1234');
  await page.getByRole('button', { name: '认领' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('认领码').fill(code);
  await page.getByRole('button', { name: '认领' }).click();
  await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
  await leader.page.goto('/my');
  expect(await leader.page.getByRole('link', { name: `办事：${NAME}` }).count()).toBe(0);
  expect(errors).toEqual([]);
});

import { expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, photograph, settle, type Visit } from './support/browser.ts';

const browser = launchBrowser();
let street: Visit;
let committee: Visit;
let city: Visit;
const A_MINUTE = 60_000;
const STREET = '街道（乡镇）工作人员（河南省';
const COMMITTEE = '居（村）委会工作人员（河南省';

const caseHead = (page: Visit['page']) => page.getByRole('main').getByRole('heading', { level: 2 }).first();

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

it('lets a street clerk decide a complete filing in under a minute, by keyboard alone', async () => {
  street = await browser.enter(STREET);
  const { page } = street;
  await page.goto('/console/filings');
  await page.getByRole('button', { name: /准予备案/ }).waitFor();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'review-desk');
  const name = (await caseHead(page).textContent()) ?? '';
  const before = await page.getByRole('list', { name: '申请' }).getByRole('listitem').count();
  const took = await timed(async () => {
    await page.keyboard.press('a');
    await page
      .getByRole('dialog')
      .getByText(/发出备案证书/)
      .waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(`${name}：已准予备案。已生成备案证书`).waitFor();
  });
  expect(took).toBeLessThan(A_MINUTE);
  // the next one is open already, and the decided one has left the list
  await expect.poll(() => caseHead(page).textContent()).not.toBe(name);
  await expect.poll(() => page.getByRole('list', { name: '申请' }).getByRole('listitem').count()).toBe(before - 1);
});

it('goes through the queue with J and K, and leaves letters in fields alone', async () => {
  const { page } = street;
  const title = () => caseHead(page).textContent();
  const first = await title();
  await page.keyboard.press('j');
  await expect.poll(title).not.toBe(first);
  await page.keyboard.press('k');
  await expect.poll(title).toBe(first);
  await page.getByLabel('名称', { exact: true }).pressSequentially('ja');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.getByLabel('名称', { exact: true }).fill('');
  await page.getByLabel('名称', { exact: true }).press('Enter');
  await page.getByLabel('名称', { exact: true }).blur();
  await settle(page);
});

it('returns an incomplete case with one list, what is missing ticked already', async () => {
  const { page } = street;
  await page.goto('/console/filings?procedure=filing');
  await page.getByRole('button', { name: /下一件/ }).waitFor();
  await settle(page);
  for (let pressed = 0; pressed < 14 && (await page.getByText(/暂不能准予备案：/).count()) === 0; pressed += 1) {
    await page.keyboard.press('j');
    await settle(page);
  }
  const name = (await caseHead(page).textContent()) ?? '';
  await expect.poll(() => page.getByRole('button', { name: /准予备案/ }).count()).toBe(0);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('请一次列全').waitFor();
  expect(await dialog.getByRole('checkbox', { checked: true }).count()).toBeGreaterThan(0);
  await expectAccessible(page);
  await photograph(page, 'return-list');
  await dialog.getByRole('button', { name: '退回补正' }).click();
  await page.getByText(`${name}：已退回补正。已生成补正通知书`).waitFor();
});

it('tells kindly when somebody else was first, and keeps what was typed', async () => {
  const { page } = street;
  await page.goto('/console/filings?procedure=filing');
  await page.getByRole('button', { name: /不予备案/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('依据').selectOption('conditionsUnmet');
  await dialog.getByLabel('理由').fill('没有相对固定的活动场所');
  const { id, version } = await firstWaiting(page);
  const items = [{ content: '请补充场所证明' }];
  const other = await page.request.post(`/api/v1/filings/applications/${id}/actions`, {
    data: { version, action: 'requestSupplement', input: { items } },
    headers: { 'x-wotu-request': 'console', 'idempotency-key': `journey-${'0'.repeat(24)}` },
  });
  expect(other.status()).toBe(200);
  await dialog.getByRole('button', { name: /不予备案/ }).click();
  await dialog.getByText(/最新内容已经读入/).waitFor();
  expect(await dialog.getByLabel('理由').inputValue()).toBe('没有相对固定的活动场所');
  await dialog.getByRole('button', { name: '取消' }).click();
});

async function firstWaiting(page: Visit['page']): Promise<{ id: string; version: number }> {
  const answer = await page.request.get('/api/v1/filings/applications?waiting=true&procedure=filing&limit=1');
  const { items } = (await answer.json()) as { items: { id: string; version: number }[] };
  const [item] = items;
  if (!item) throw new Error('nothing waits');
  return item;
}

it('shows the outcome of each case of a batch', async () => {
  const { page } = street;
  await page.goto('/console/filings?procedure=filing');
  await page.getByRole('button', { name: '批量办理' }).click();
  await page.getByRole('button', { name: /全选/ }).click();
  await page.getByRole('button', { name: /^准予 \d+ 件/ }).click();
  await expect.poll(() => page.getByText(/已准予 \d+ 件，\d+ 件没有办成/).count()).toBe(1);
  await expectAccessible(page);
  await photograph(page, 'batch');
});

it('saves a new application as it is typed, and shows what is missing', async () => {
  const { page } = street;
  await page.goto('/console/filings/new?division=410402001001');
  await page.getByRole('button', { name: '备案', exact: true }).click();
  await page.getByLabel('名称').fill('曙北社区银龄读书会');
  await page.getByLabel('成员人数').fill('18');
  await page.getByText('已保存，关掉页面也不会丢失').waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel('名称').inputValue()).toBe('曙北社区银龄读书会');
  expect(await page.getByLabel('成员人数').inputValue()).toBe('18');
  await page.getByText(/暂不能提交：/).waitFor();
  await expectAccessible(page);
  await photograph(page, 'filing-draft');
});

it('lets a committee enter a group on the ledger in under a minute', async () => {
  committee = await browser.enter(COMMITTEE);
  const { page } = committee;
  await page.goto('/console/filings/ledger');
  await page.getByLabel('名称').waitFor();
  const took = await timed(async () => {
    await page.getByLabel('名称').fill('曙北社区夕阳红腰鼓队');
    await page.getByLabel('组织类别').selectOption('文体娱乐类');
    await page.getByLabel('负责人姓名').fill('王桂兰');
    await page.getByLabel('成员人数').fill('22');
    await page.getByLabel('业务范围').fill('腰鼓排练、节庆演出');
    await page.getByLabel('活动场所').fill('社区文化广场');
    await page.getByLabel('成员名册').selectOption('已建立');
    await page.getByLabel('重大活动').fill('元宵节社火表演');
    await page.keyboard.press('Enter');
    await page.getByText('曙北社区夕阳红腰鼓队已登记入册').waitFor();
  });
  expect(took).toBeLessThan(A_MINUTE);
  expect(await page.getByLabel('名称').inputValue()).toBe('');
  expect(await page.getByLabel('活动场所').inputValue()).toBe('社区文化广场');
  await expectAccessible(page);
  await photograph(page, 'ledger-entry');
});

it('lets the committee go on from the ledger to a filing', async () => {
  const { page } = committee;
  await page.getByRole('link', { name: '曙北社区夕阳红腰鼓队' }).click();
  await page.getByText('现在：台账管理').waitFor();
  await photograph(page, 'organization-procedures');
  await page.getByRole('button', { name: '备案', exact: true }).click();
  await expect.poll(() => page.getByLabel('名称').inputValue()).toBe('曙北社区夕阳红腰鼓队');
});

it('shows how long offices take', async () => {
  const { page } = street;
  await page.goto('/console/filings/statistics');
  await expect.poll(() => page.getByRole('rowheader', { name: '合计' }).count()).toBe(1);
  await expectAccessible(page);
  await photograph(page, 'filing-statistics');
});

it('shows what holds at a place with its clauses, and publishes a new version with a reason', async () => {
  city = await browser.enter('市级民政工作人员（广东省 / 深圳市');
  const { page } = city;
  await page.goto('/console/filings/rules?show=filing');
  await page.getByRole('img', { name: /备案的流程图/ }).waitFor();
  await expectAccessible(page);
  await photograph(page, 'rules');
  await page.goto('/console/filings/rules/shenzhen');
  await page.getByRole('button', { name: '修改，形成新版本' }).click();
  const term = page.getByRole('listitem').filter({ hasText: '推荐期限' });
  await term.getByRole('button', { name: '本级另行规定' }).click();
  await term.getByRole('spinbutton').fill('7');
  await page.getByRole('button', { name: '先看变化' }).click();
  await page
    .getByRole('list', { name: '变化' })
    .getByText(/推荐期限/)
    .waitFor();
  await expectAccessible(page);
  await photograph(page, 'rules-editor');
  await page.getByRole('button', { name: '发布新版本' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('缩短推荐时间');
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click();
  await page.getByText('已发布第 2 版。').waitFor();
  await expect.poll(() => page.getByText(/缩短推荐时间/).count()).toBe(1);
});

it('ends without any error of the pages', () => {
  expect(street.errors).toEqual([]);
  expect(committee.errors).toEqual([]);
  expect(city.errors).toEqual([]);
});

import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, photograph, settle, type Visit } from './support/browser.ts';

const browser = launchBrowser();
let visit: Visit;

it('drafts the quarter of a district with every number linked to its source', async () => {
  visit = await browser.enter('县（市、区）民政工作人员');
  const { page } = visit;
  await page.goto('/console/reports?plan=pingdingshan-2021&period=2023Q4');
  await page.getByRole('button', { name: /^起草/ }).click();
  await page.getByRole('heading', { level: 2, name: '工作部署' }).waitFor();
  for (const part of ['进展成效', '问题困难', '意见建议', '冻结的数字']) expect(await page.getByRole('heading', { level: 2, name: part }).count()).toBe(1);
  expect(await page.getByTitle('查看这个数字的来源').count()).toBeGreaterThan(3);
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'report');
});

it('saves an edited part and keeps it', async () => {
  const { page } = visit;
  const part = page.getByRole('region', { name: '意见建议' });
  await part.getByRole('button', { name: '修改' }).click();
  await page.getByRole('textbox', { name: '意见建议' }).fill('建议市局组织一次骨干培训。');
  await part.getByRole('button', { name: '保存' }).click();
  await page.getByText('“意见建议”已保存。').waitFor();
  await page.reload();
  await expect.poll(() => part.getByText('建议市局组织一次骨干培训。').count()).toBe(1);
});

it('downloads the official Word, the Excel annex and the PDF', async () => {
  const { page } = visit;
  for (const [button, start] of [
    ['下载Word', 'PK'],
    ['下载Excel 附表', 'PK'],
    ['下载PDF', '%P'],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
    expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe(start);
  }
});

it('hands in, and the city returns it with a reason', async () => {
  const { page } = visit;
  await page.getByRole('button', { name: '报送', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '报送' }).click();
  await page
    .getByText(/已报送/)
    .first()
    .waitFor();
  const address = page.url();
  const city = await browser.enter('市级民政工作人员');
  await city.page.goto(address);
  await city.page.getByRole('button', { name: '退回', exact: true }).click();
  await city.page.getByRole('dialog').getByRole('textbox').fill('请补充下一步安排。');
  await city.page.getByRole('dialog').getByRole('button', { name: '退回' }).click();
  await city.page.getByText(/已退回：请补充下一步安排。/).waitFor();
  await page.reload();
  await page.getByText(/已退回：请补充下一步安排。/).waitFor();
  expect([...visit.errors, ...city.errors]).toEqual([]);
});

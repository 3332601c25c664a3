import { expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, photograph, settle, type Visit } from './support/browser.ts';

const browser = launchBrowser();
let visit: Visit;

it('leads from a sentence of the policy to its targets, and from a target back to its sentence', async () => {
  visit = await browser.enter('市级民政配合科室');
  const { page } = visit;
  await page.goto('/console/plans/guangzhou-2021/document');
  const clause = page.locator('a[data-target=true]').first();
  await clause.waitFor();
  const words = await clause.textContent();
  await clause.click();
  await page.getByText(/这一句对应 \d+ 项目标/).waitFor();
  expect(await page.locator('a[data-clause][data-here=true]').textContent()).toBe(words);
  await page.getByRole('button', { name: '显示全部' }).click();
  await page.getByRole('link', { name: '← 看原文这一句' }).nth(3).click();
  await expect.poll(() => page.locator('a[data-clause][data-here=true]').count()).toBe(1);
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'plan-page');
});

it('shows all five plans to read, with drafts and reports of newspapers named as such', async () => {
  const { page } = visit;
  for (const plan of ['pingdingshan-2021', 'national-2021', 'hainan-2021', 'shenzhen-2022']) {
    await page.goto(`/console/plans/${plan}/document`);
    await page.getByRole('region', { name: /^文件原文/ }).waitFor();
  }
  expect(await page.getByText('这是征求意见稿').count()).toBe(1);
});

it('changes a threshold as a new version with its reason', async () => {
  const { page, errors } = await browser.enter('市级民政工作人员');
  await page.goto('/console/plans/pingdingshan-2021/document?target=PDS-Q06');
  const card = page.getByRole('article').filter({ hasText: '乡镇（街道）社工站覆盖率' });
  await card.getByRole('button', { name: '调整目标值' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('spinbutton').fill('95');
  expect(await dialog.getByRole('button', { name: '形成新版本' }).isDisabled()).toBe(true);
  await dialog.getByLabel(/调整理由/).fill('省厅通知提高到95%');
  await dialog.getByRole('button', { name: '形成新版本' }).click();
  await card.getByText(/≥95%/).waitFor();
  await page.getByRole('button', { name: /第 2 版/ }).click();
  await page.getByText('省厅通知提高到95%').waitFor();
  await page.goto('/console/plans/pingdingshan-2021?target=PDS-Q06');
  await expect.poll(() => page.getByText(/138\/148，目标 ≥95%/).count()).toBe(1);
  expect(errors).toEqual([]);
});

it('ends without any error of the pages', () => {
  expect(visit.errors).toEqual([]);
});

import { expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { DESK, launchBrowser, photograph, settle, type Visit } from './support/browser.ts';

const browser = launchBrowser();
let visit: Visit;

it('sends a stranger to the sign-in page and keeps the place', async () => {
  const { page } = await browser.open();
  await page.goto('/console/plans/guangzhou-2021/gaps');
  await page.getByRole('button', { name: '登录' }).waitFor();
  expect(decodeURIComponent(page.url())).toContain('next=/plans/guangzhou-2021/gaps');
  await page.getByLabel('账号').fill('nobody');
  await page.getByLabel('密码').fill('wrong-password');
  await page.getByRole('button', { name: '登录' }).click();
  await page
    .getByRole('alert')
    .getByText(/账号或密码不对/)
    .waitFor();
  expect(await page.getByLabel('账号').inputValue()).toBe('nobody');
  await expectAccessible(page);
  await photograph(page, 'sign-in');
});

it('lists what is missing, and exports it', async () => {
  visit = await browser.enter('省级民政工作人员');
  const { page } = visit;
  await page.goto('/console/plans/pingdingshan-2021/gaps?division=410402000000');
  await page.getByRole('table', { name: '还差的单位' }).waitFor();
  await expectAccessible(page);
  await photograph(page, 'gaps');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 Excel' }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
});

it('finds a division by pinyin and shows an operation before it is done', async () => {
  const { page } = visit;
  await page.goto('/console/divisions');
  await page.getByRole('button', { name: /查找区划/ }).click();
  await page.getByRole('dialog').getByRole('searchbox').fill('pds xh');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^新华区/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 2, name: '新华区' }).waitFor();
  await page.getByRole('button', { name: '改名' }).click();
  await page.getByLabel('新名称').fill('新新华区');
  await page.getByLabel(/依据/).fill('演练，不办理');
  await page.getByRole('button', { name: '先看影响' }).click();
  await expect.poll(() => page.getByText(/个区县的数字将重新计算/).count()).toBe(1);
  await expectAccessible(page);
  await page
    .getByRole('button', { name: 'Close' })
    .or(page.getByRole('button', { name: '关闭' }))
    .first()
    .click();
  await photograph(page, 'divisions');
});

it('fills a wall of 1920 by 1080 without scrolling', async () => {
  const { page } = visit;
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto('/console/plans/pingdingshan-2021/wall');
  await page.getByRole('heading', { name: '目标达标' }).waitFor();
  await settle(page);
  expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThanOrEqual(1080);
  expect(await page.getByText('演示数据').count()).toBe(1);
  await page.setViewportSize(DESK);
});

it('answers an unknown address with the way back', async () => {
  const { page } = visit;
  await page.goto('/console/nowhere');
  await expect.poll(() => page.getByRole('link', { name: '回到首页' }).count()).toBe(1);
});

it('ends without any error of the pages', () => {
  expect(visit.errors).toEqual([]);
});

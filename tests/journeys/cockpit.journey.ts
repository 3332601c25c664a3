import { expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { photograph, settle, launchBrowser, type Visit } from './support/browser.ts';

const browser = launchBrowser();
let visit: Visit;

it('opens the cockpit from a one-time link, marked as demonstration', async () => {
  visit = await browser.enter('市级民政工作人员');
  const { page } = visit;
  await page.getByRole('heading', { level: 1, name: /专项行动/ }).waitFor();
  await page.getByText(/项目标达标/).waitFor();
  expect(await page.getByText('演示数据', { exact: true }).count()).toBe(1);
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'cockpit');
});

it('keeps the chosen target, place and day in the address', async () => {
  const { page } = visit;
  await page.getByRole('link', { name: '每个乡镇（街道）有农村社区社会组织典型', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: '每个乡镇（街道）有农村社区社会组织典型' }).waitFor();
  expect(page.url()).toContain('target=PDS-Q04');
  await page.getByText('排名', { exact: true }).click();
  await page.getByRole('list', { name: /从高到低/ }).waitFor();
  const address = page.url();
  await page.reload();
  await page.getByRole('list', { name: /从高到低/ }).waitFor();
  expect(page.url()).toBe(address);
});

it('leads from the figure to its units, one unit, its records, and back to the same place', async () => {
  const { page } = visit;
  await page
    .getByRole('link', { name: /还没有达到 →/ })
    .first()
    .click();
  await page.getByRole('table', { name: '逐个单位的情况' }).waitFor();
  expect(await page.getByText('已经达到').count()).toBeGreaterThan(0);
  const shown = await page.getByText(/已显示 \d+ \/ 共 \d+ 个/).textContent();
  expect(shown).toMatch(/共 \d+ 个/);
  await photograph(page, 'units');
  await page.getByText('已经达到', { exact: true }).click();
  await page.locator('tbody tr').first().getByRole('link').first().click();
  await page.getByRole('table', { name: '数字背后的记录' }).waitFor();
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
  await expectAccessible(page);
  await photograph(page, 'records');
  const name = await page.locator('tbody tr').first().getByRole('link').first().textContent();
  await page.locator('tbody tr').first().getByRole('link').first().click();
  await page.getByRole('heading', { level: 2, name: '历次修改' }).waitFor();
  expect(name).toContain((await page.getByRole('heading', { level: 1 }).textContent()) ?? '?');
  await page.goBack();
  await page.getByRole('table', { name: '数字背后的记录' }).waitFor();
  await page.goBack();
  await page.getByRole('table', { name: '逐个单位的情况' }).waitFor();
  expect(page.url()).toContain('filter=fulfilled');
});

it('counts in another division and on another day', async () => {
  const { page } = visit;
  await page.goto('/console/plans/pingdingshan-2021?division=410402000000&asOf=2022-06-30');
  await page.getByRole('heading', { level: 1, name: /^新华区 ·/ }).waitFor();
  await settle(page);
  expect(await page.getByRole('textbox', { name: '截至日期' }).inputValue()).toBe('2022年6月30日');
});

it('moves through the list of units by keyboard alone', async () => {
  const { page } = visit;
  await page.goto('/console/plans/pingdingshan-2021/targets/PDS-Q06');
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate<number>('[...document.querySelectorAll("tbody tr")].indexOf(document.activeElement)')).toBe(2);
});

it('ends without any error of the pages', () => {
  expect(visit.errors).toEqual([]);
});

import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, photograph, settle, type Visit } from './support/browser.ts';
import { organizationWorkbook } from './support/workbook.ts';

const browser = launchBrowser();
let visit: Visit;
const COMMUNITY = '410402001001';

it('explains what is wrong with a workbook, by rule, and writes nothing', async () => {
  visit = await browser.enter('街道（乡镇）工作人员');
  const { page } = visit;
  await page.goto('/console/import');
  const bad = await organizationWorkbook('坏表.xlsx', [
    { name: '曙光街晨练队', division: COMMUNITY },
    { name: '层级写错队', division: COMMUNITY, tier: '注册' },
    { name: '日期写错队', division: COMMUNITY, establishedOn: '去年春天' },
    { name: '别处的队', division: '440103001002' },
  ]);
  await page.locator('input[type=file]').setInputFiles(bad);
  await page.getByText(/检查完毕，还没有写入/).waitFor();
  await expect.poll(() => page.getByRole('heading', { name: /要改的问题（\d+ 处）/ }).count()).toBe(1);
  expect(await page.getByRole('table', { name: '检查结果' }).getByRole('cell').allTextContents()).toEqual(['4', '1', '0', '0', '3']);
  await expectAccessible(page);
  await photograph(page, 'import-findings');
});

it('gives the same workbook back with a column of findings', async () => {
  const { page } = visit;
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载带校验结果的工作簿' }).click()]);
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');
});

it('writes a good workbook, shows what it did, and takes it back', async () => {
  const { page } = visit;
  await page.getByRole('button', { name: '换一个文件' }).click();
  await page.locator('input[type=file]').setInputFiles(
    await organizationWorkbook('好表.xlsx', [
      { name: '曙光街晨练一队', division: COMMUNITY },
      { name: '曙光街晨练二队', division: COMMUNITY },
    ]),
  );
  await page.getByRole('button', { name: '写入 2 条' }).click();
  await page.getByText(/已写入 2 条/).waitFor();
  await photograph(page, 'import-written');
  await page.goto('/console/evidence/organizations?q=曙光街晨练');
  await expect.poll(() => page.getByText('已显示 2 / 共 2 条').count()).toBe(1);
  await page.goto('/console/import');
  await page
    .getByRole('row', { name: /好表\.xlsx/ })
    .getByRole('button', { name: '撤销这次导入' })
    .click();
  await page.getByRole('textbox').last().fill('演练');
  await page.getByRole('dialog').getByRole('button', { name: '撤销导入' }).click();
  await page.getByText(/已撤销：演练/).waitFor();
  await page.goto('/console/evidence/organizations?q=曙光街晨练');
  await expect.poll(() => page.getByText('没有符合条件的记录').count()).toBe(1);
});

it('refuses what is no workbook with a clear sentence', async () => {
  const { page } = visit;
  await page.goto('/console/import');
  await page.locator('input[type=file]').setInputFiles({ name: '照片.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('这不是工作簿') });
  await expect.poll(() => page.getByRole('alert').count()).toBeGreaterThan(0);
  expect(await page.getByRole('alert').first().textContent()).toMatch(/[\u4e00-\u9fff]{6}/);
});

it('creates, changes and ends one record, with its history', async () => {
  const { page } = visit;
  await page.goto('/console/evidence/platforms/new');
  await page.getByRole('button', { name: '新增' }).click();
  await expect.poll(() => page.getByRole('alert').count()).toBeGreaterThan(0);
  await page.getByLabel('名称').fill('曙光街社会组织服务中心');
  await page.getByRole('button', { name: /^所属区划/ }).click();
  await page.getByRole('dialog').getByRole('searchbox').fill('sb');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /曙北社区/ })
    .first()
    .click();
  await page.getByLabel('层级').selectOption('社区');
  await page.getByLabel('类型').selectOption('服务中心');
  await page.getByLabel('启用日期').fill('2023年5月4日');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '新增' }).click();
  await page.getByRole('heading', { level: 1, name: '曙光街社会组织服务中心' }).waitFor();
  await page.getByRole('button', { name: '修改' }).click();
  await page.getByLabel('运营方').fill('曙光街社区社会组织联合会');
  await page.getByRole('button', { name: '保存修改' }).click();
  await page.getByText('运营方：').waitFor();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'record');
});

it('ends without any error of the pages', () => {
  expect(visit.errors).toEqual([]);
});

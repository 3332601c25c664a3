/** An article from the first word to the phone of a resident, and away again. */
import { expect, it } from 'vitest';
import { samplePhoto } from '#tests/support/sample-files.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, photograph, PHONE, settle, type Visit } from './support/browser.ts';

const browser = launchBrowser();
const TITLE = '重阳敬老活动招募帮手';
let office: Visit;

it('begins with the kind, and saves while it is typed', async () => {
  office = await browser.enter('街道（乡镇）工作人员');
  const { page } = office;
  await page.goto('/console/publicity/new');
  await page.getByRole('button', { name: /新闻动态/ }).click();
  await page.getByRole('textbox', { name: '标题' }).fill(TITLE);
  await page.getByRole('textbox', { name: '摘要' }).fill('下周六上午，需要二十位帮手。');
  await page.getByRole('textbox', { name: '发布单位' }).fill('街道办事处');
  await page.getByRole('textbox', { name: '正文' }).click();
  await page.keyboard.type('请到社区服务大厅报名。');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '小标题' }).click();
  await page.keyboard.type('要做什么');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '列表' }).click();
  await page.keyboard.type('布置场地');
  await page.getByText('已保存，关掉页面也不会丢失').waitFor();
  await expect.poll(() => page.getByRole('region', { name: '手机上的样子' }).getByText('布置场地').count()).toBe(1);
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'article-editor');
  await page.reload();
  await expect.poll(() => page.getByRole('textbox', { name: '标题' }).inputValue()).toBe(TITLE);
});

it('does not take the number of a person, and keeps what was typed', async () => {
  const { page } = office;
  await page.getByRole('textbox', { name: '摘要' }).fill('报名找13800138000。');
  await page.getByText(/还没有保存：摘要里有身份证号或手机号/).waitFor();
  expect(await page.getByRole('textbox', { name: '摘要' }).inputValue()).toBe('报名找13800138000。');
  await page.getByRole('textbox', { name: '摘要' }).fill('下周六上午，需要二十位帮手。');
  await page.getByText('已保存，关掉页面也不会丢失').waitFor();
});

it('takes a photograph with what is on it', async () => {
  const { page } = office;
  await page.getByRole('textbox', { name: '正文' }).click();
  await page.keyboard.press('Control+End');
  await page.getByLabel('选一张图片').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: await samplePhoto() });
  const dialog = page.getByRole('dialog', { name: '图片上是什么' });
  expect(await dialog.getByRole('button', { name: '放进正文' }).isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('去年重阳节的活动现场');
  await settle(page);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '放进正文' }).click();
  await page.getByRole('region', { name: '手机上的样子' }).getByRole('img', { name: '去年重阳节的活动现场' }).waitFor();
  await page.getByText('已保存，关掉页面也不会丢失').waitFor();
  await settle(page);
  await photograph(page, 'article-picture');
  await page.getByLabel('选一张图片').setInputFiles({ name: '假的.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('不是图片') });
  await page
    .getByRole('dialog', { name: '图片没有加上' })
    .getByText(/看不出这是什么文件|不是/)
    .waitFor();
  await page.keyboard.press('Escape');
});

it('is reviewed, and seen on a phone without script', async () => {
  const { page } = office;
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('button', { name: '审核通过，发布' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '审核通过，发布' }).click();
  await page.getByText('已发布，居民在公开页面可以看到。').waitFor();
  await page.getByText(/由起草人自审/).waitFor();
  const address = await page.getByRole('link', { name: '看公开页面' }).getAttribute('href');
  const resident = await browser.open(PHONE, { javaScriptEnabled: false });
  await resident.page.goto(address ?? '');
  await resident.page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  expect(await resident.page.getByRole('listitem').filter({ hasText: '布置场地' }).count()).toBe(1);
  const picture = resident.page.getByRole('img', { name: '去年重阳节的活动现场' });
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image) => ('naturalWidth' in image ? Number(image.naturalWidth) : 0))).toBeGreaterThan(100);
  expect(await resident.page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await resident.page.goto('/articles');
  await resident.page.getByRole('searchbox').fill('重阳敬老');
  await resident.page.getByRole('button', { name: '查找' }).click();
  await resident.page.getByRole('link', { name: TITLE }).waitFor();
  expect(resident.errors).toEqual([]);
});

it('is taken down with a reason, and is gone', async () => {
  const { page } = office;
  const address = await page.getByRole('link', { name: '看公开页面' }).getAttribute('href');
  await page.getByRole('button', { name: '撤下' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('活动改期');
  await page.getByRole('dialog').getByRole('button', { name: '撤下' }).click();
  await page.getByText('已撤下，公开页面不再显示。').waitFor();
  const resident = await browser.open(PHONE);
  const reply = await resident.page.goto(`${address}?again`);
  expect(reply?.status()).toBe(404);
  expect(office.errors).toEqual([]);
});

it('stands in the list with its state', async () => {
  const { page } = office;
  await page.goto('/console/publicity');
  await page.getByRole('link', { name: TITLE }).waitFor();
  expect(await page.getByRole('row').filter({ hasText: TITLE }).getByText('已撤下').count()).toBe(1);
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'article-list');
});

/** A resident on a telephone: says where they live, sees what is held, takes it along, takes the consent back, closes the account. */
import { expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, PHONE, photograph, photographPhone, type Visit } from './support/browser.ts';
import { signInByPhone } from './support/person.ts';

const browser = launchBrowser();
let resident: Visit;

it('says in which community they live, after reading what is kept', async () => {
  resident = await browser.open(PHONE);
  const { page } = resident;
  await signInByPhone(page, '13800131077');
  await page.getByRole('link', { name: '我住的社区' }).click();
  await expectAccessible(page);
  await page.getByRole('searchbox').fill('平顶山 曙北');
  await page.getByRole('button', { name: '找', exact: true }).click();
  await page.getByRole('link', { name: /曙北社区/ }).click();
  await page.getByRole('button', { name: '登记' }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
  await page.getByLabel('我已阅读并同意').check();
  await page.getByRole('button', { name: '登记' }).click();
  expect(await page.getByText('您登记的是').textContent()).toContain('曙北社区');
});

it('sees everything that is held, takes it along, and takes the consent back', async () => {
  const { page } = resident;
  await page.goto('/my/data');
  await page.getByRole('heading', { level: 1, name: '我的信息和授权' }).waitFor();
  await page.getByText(/^账号（/).click();
  await page.getByText('13800131077').waitFor();
  await expectAccessible(page);
  await photographPhone(page, 'my-data');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载 Excel 表格' }).click();
  expect((await download).suggestedFilename()).toMatch(/^我的信息-\d{4}-\d{2}-\d{2}\.xlsx$/);
  await page.getByRole('button', { name: '撤回这项同意' }).click();
  // that they live here, and that they are a party member, which was never said
  await expect.poll(() => page.getByText('您没有同意过，或已经撤回').count()).toBe(2);
  await page.goto('/my/home');
  expect(await page.getByText('您登记的是').count()).toBe(0);
});

it('asks for a mistake to be corrected, and reads what the committee answers', async () => {
  const { page } = resident;
  await page.goto('/my/data');
  await page.getByRole('link', { name: '申请更正' }).click();
  await page.getByRole('link', { name: '申请更正' }).click();
  await page.getByRole('searchbox').fill('平顶山 曙北');
  await page.getByRole('button', { name: '找', exact: true }).click();
  await page.getByRole('link', { name: /曙北社区/ }).click();
  await page.getByLabel('您的姓名').fill('欧阳小明');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
  await page.getByLabel('组织台账里的我（负责人、成员等）').check();
  await page.getByLabel('哪里不对？').fill('合唱队的负责人写成了欧阳小名');
  await page.getByLabel('应当是什么？').fill('欧阳小明');
  await photographPhone(page, 'my-correction-form');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText(/等待答复，最迟/).waitFor();
  await expectAccessible(page);

  const office = await browser.enter('居（村）委会工作人员（河南省');
  await office.page.goto('/console/corrections');
  await office.page.getByText('合唱队的负责人写成了欧阳小名').waitFor();
  await expectAccessible(office.page);
  await photograph(office.page, 'corrections');
  await office.page.getByRole('button', { name: '答复' }).click();
  await office.page.getByLabel('更正了什么（本人会看到）').fill('负责人的姓名已经改好。');
  await office.page
    .getByRole('dialog')
    .getByRole('button', { name: /答\s?复/ })
    .click();
  await office.page.getByText('没有待答复的更正申请').waitFor();
  expect(office.errors).toEqual([]);

  await page.goto('/my/corrections');
  await page.getByText('答复：负责人的姓名已经改好。').waitFor();
  await photographPhone(page, 'my-corrections');
});

it('closes the account only when sure', async () => {
  const { page } = resident;
  await page.goto('/my/data');
  await page.getByRole('link', { name: '注销账号' }).click();
  await expectAccessible(page);
  await photographPhone(page, 'my-closing');
  await page.getByRole('button', { name: '注销我的账号' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('我知道注销后不能恢复').check();
  await page.getByRole('button', { name: '注销我的账号' }).click();
  await page.getByRole('heading', { level: 1, name: '账号已注销' }).waitFor();
  await page.goto('/my');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('用手机号登录');
});

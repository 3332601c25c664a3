/** A resident says on the telephone what is lacking; the committee serves; the resident says whether it helped. */
import { expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, PHONE, photograph, photographPhone, settle, type Visit } from './support/browser.ts';

const browser = launchBrowser();
const TITLE = '楼上老人想有人陪着说说话';
const PHONE_NUMBER = '15400008001';
let resident: Visit;
let office: Visit;
let number = '';

it('is said one question a page, without script, and gets a number', async () => {
  resident = await browser.open(PHONE, { javaScriptEnabled: false });
  const { page } = resident;
  await page.goto(`/place?q=${encodeURIComponent('曙北')}&back=%2Fneeds%2Fnew`);
  await page
    .getByRole('link', { name: /曙北社区/ })
    .first()
    .click();
  await photographPhone(page, 'need-question');
  const answers = [
    () => page.getByRole('radio', { name: /^养老/ }).check(),
    () => page.getByLabel('需要什么').fill(TITLE),
    () => page.getByLabel(/补充说明/).fill('下午都在家。'),
    () => page.getByRole('radio', { name: /空巢/ }).check(),
    () => page.getByRole('radio', { name: /^不急/ }).check(),
    () => page.getByRole('radio', { name: /^不用保密/ }).check(),
    () => page.getByLabel('手机号').fill(PHONE_NUMBER),
    () => page.getByRole('radio', { name: /^可以/ }).check(),
  ];
  for (const answer of answers) {
    await answer();
    await page.getByRole('button', { name: '下一步' }).click();
  }
  await page.getByRole('heading', { level: 1, name: '检查一遍，然后提交' }).waitFor();
  await photographPhone(page, 'need-check');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  number = (await page.locator('.receipt').textContent()) ?? '';
  expect(number).toMatch(/^\w{4}-\w{4}-\w{4}$/);
});

it('lies on the desk of the committee with organizations that may serve it, and is served', async () => {
  office = await browser.enter('居（村）委会工作人员（河南省');
  const { page } = office;
  await page.goto('/console/needs');
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'need-desk');
  await page.getByRole('button', { name: new RegExp(TITLE) }).click();
  const press = async (action: string) => {
    await page.getByRole('group', { name: '可以办理' }).getByRole('button', { name: action, exact: true }).click();
    await expectAccessible(page);
  };
  const confirm = async (action: string) => {
    await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
    await page.getByText(`${TITLE}：已${action}。`).waitFor();
  };
  await press('梳理');
  await confirm('梳理');
  await page.getByRole('region', { name: '能承接的组织' }).waitFor();
  await settle(page);
  await photograph(page, 'need-match');
  await press('自己办理');
  await confirm('自己办理');
  await press('记录服务');
  await page.getByLabel('做了什么').fill('陪老人说话，量了血压');
  await confirm('记录服务');
  await press('办结');
  await confirm('办结');
  expect(office.errors).toEqual([]);
});

it('is confirmed and judged by the resident, and the committee reads it', async () => {
  const { page } = resident;
  await page.goto('/needs/follow');
  await page.getByLabel('编号').fill(number);
  await page.getByLabel('提出时留的手机号').fill(PHONE_NUMBER);
  await page.getByRole('button', { name: '查询' }).click();
  await photographPhone(page, 'need-follow');
  await page.getByRole('button', { name: '解决了', exact: true }).click();
  await page.getByRole('radio', { name: /^5 分/ }).check();
  await page.getByRole('button', { name: '提交评价' }).click();
  await page.getByText('已解决，您打了 5 分。谢谢！').waitFor();
  await office.page.goto('/console/needs?view=closed');
  await office.page.getByRole('button', { name: new RegExp(TITLE) }).click();
  await office.page.getByText('5 分（满分 5 分）').waitFor();
  expect([...resident.errors, ...office.errors]).toEqual([]);
});

/** An activity that is full: a resident waits on the telephone, moves up when somebody cancels, and the office sees it. */
import { expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, PHONE, photograph, photographPhone, settle, type Visit } from './support/browser.ts';
import { signInByPhone } from './support/person.ts';

const browser = launchBrowser();
const STREET = '410402001000';
const TITLE = '免费理发日';
let resident: Visit;
let office: Visit;

it('is found in the calendar of the place, and tells how many wait', async () => {
  resident = await browser.open(PHONE);
  const { page } = resident;
  await signInByPhone(page, '13800131055');
  await page.goto(`/activities?place=${STREET}`);
  await expectAccessible(page);
  await photographPhone(page, 'activities-calendar');
  await page.getByRole('link', { name: TITLE }).click();
  expect(await page.getByText('3 个名额已满，1 人候补').count()).toBe(1);
  await expectAccessible(page);
  await photographPhone(page, 'activity');
  await page.getByRole('link', { name: '我要候补' }).click();
});

it('asks for a name, and says where one stands', async () => {
  const { page } = resident;
  await page.getByRole('button', { name: '报名' }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
  await page.getByLabel('您的姓名').fill('马秀兰');
  await page.getByRole('button', { name: '报名' }).click();
  expect(await page.getByText('候补中，前面还有 1 人').count()).toBe(1);
  await expectAccessible(page);
  await photographPhone(page, 'activity-waiting');
});

it('lets the office take somebody off the list, and the first who waits moves up', async () => {
  office = await browser.enter('街道（乡镇）工作人员（河南省');
  const { page } = office;
  await page.goto('/console/activities');
  await page.getByRole('link', { name: TITLE }).click();
  const entries = page.getByRole('row').filter({ has: page.getByRole('button', { name: '取消报名' }) });
  await expect.poll(() => entries.count()).toBe(5);
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'activity-list');
  for (const left of [4, 3]) {
    await entries.first().getByRole('button', { name: '取消报名' }).click();
    await expect.poll(() => entries.count()).toBe(left);
  }
  await page.getByText('已显示 5 / 共 5 人').waitFor();
  await resident.page.goto('/my/activities');
  await resident.page.getByRole('link', { name: `打开：${TITLE}` }).click();
  await resident.page
    .getByText(/已报名|报上了|有名额/)
    .first()
    .waitFor();
  await expectAccessible(resident.page);
});

it('lets the office announce for an organization, by the form of its leader', async () => {
  const { page } = office;
  await page.goto('/console/activities');
  await page.getByRole('button', { name: '发布活动' }).click();
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByText('请选择主办的组织。').waitFor();
  await page.getByText('请填写活动名称。').waitFor();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'activity-announce');
  await page.getByLabel('由哪个组织主办').fill('为老');
  await page.getByTitle(/为老/).first().click();
  await page.getByLabel('活动名称').fill('重阳节包饺子');
  await page.getByLabel('做什么，适合谁来').fill('和老人一起包饺子');
  await page.getByLabel('在哪里').fill('社区活动室');
  await page.getByLabel(/^哪一天（/).fill(`${new Date().getFullYear() + 1}-10-18`);
  await page.getByLabel(/^哪一天（/).press('Enter');
  await page.getByLabel('几点开始').fill('09:00');
  await page.getByLabel('几点结束').fill('11:00');
  await page.getByLabel('主题').selectOption('邻里守望');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '重阳节包饺子' }).waitFor();
  expect(await page.getByText('邻里守望', { exact: true }).count()).toBe(1);
});

it('is cancelled by the resident when sure', async () => {
  const { page } = resident;
  await page.getByRole('link', { name: '不去了，取消报名' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '取消报名' }).click();
  await page.goto('/my/activities');
  await page.getByText('您现在没有报名的活动。').waitFor();
  await expectAccessible(page);
  expect(resident.errors).toEqual([]);
  expect(office.errors).toEqual([]);
});

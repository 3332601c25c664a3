/** A need from a resident's telephone through the committee to an organization's leader, and back for the resident's word. */
import { expect, it } from 'vitest';
import { samplePicture } from '#tests/support/sample-files.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, PHONE, photograph, photographPhone, settle, type Visit } from './support/browser.ts';
import { signInByPhone } from './support/person.ts';

const browser = launchBrowser();
const TITLE = '楼里几位老人盼望有人教用手机';
let resident: Visit;
let office: Visit;
let leader: Visit;
let organization = '';

it('is said by a resident who has signed in', async () => {
  resident = await browser.open(PHONE);
  const { page } = resident;
  await signInByPhone(page, '13800131501');
  await page.goto(`/place?q=${encodeURIComponent('曙北')}&back=%2Fmy%2Fneeds%2Fnew`);
  await page
    .getByRole('link', { name: /曙北社区/ })
    .first()
    .click();
  const answers = [
    () => page.getByRole('radio', { name: /^养老/ }).check(),
    () => page.getByLabel('需要什么').fill(TITLE),
    () => page.getByLabel(/补充说明/).fill('周末上午方便。'),
    () => page.getByRole('radio', { name: /^老年人/ }).check(),
    () => page.getByRole('radio', { name: /^不急/ }).check(),
    () => page.getByRole('radio', { name: /^不用保密/ }).check(),
  ];
  for (const answer of answers) {
    await answer();
    await page.getByRole('button', { name: '下一步' }).click();
  }
  // the telephone is known; a name may be left
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('radio', { name: /^可以/ }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.goto('/my');
  await page.getByRole('heading', { name: TITLE }).waitFor();
  expect(resident.errors).toEqual([]);
});

it('is sorted by the committee and given to the organization that suits it', async () => {
  office = await browser.enter('居（村）委会工作人员（河南省');
  const { page } = office;
  await page.goto('/console/needs');
  await settle(page);
  await page.getByRole('button', { name: new RegExp(TITLE) }).click();
  await page.getByRole('group', { name: '可以办理' }).getByRole('button', { name: '梳理', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '梳理', exact: true }).click();
  const matches = page.getByRole('region', { name: '能承接的组织' });
  await matches.waitFor();
  const first = matches.getByRole('checkbox').first();
  organization = ((await first.getAttribute('aria-label')) ?? '').replace('选中', '');
  expect(organization.length).toBeGreaterThan(2);
  await first.check();
  await page.getByRole('button', { name: '派给选中的组织' }).click();
  await page.getByRole('article', { name: TITLE }).getByText('等组织答复').waitFor();
});

it('is taken on by the leader, served with photographs and whom it reached, and finished', async () => {
  const list = await office.page.request.get(`/api/v1/needs?q=${encodeURIComponent(TITLE)}`);
  const { items } = (await list.json()) as { items: { id: string }[] };
  const need = (await (await office.page.request.get(`/api/v1/needs/${items[0]?.id}`)).json()) as { offers: { organizationId: string }[] };
  const street = await browser.enter('街道（乡镇）工作人员（河南省');
  const group = `/api/v1/filings/organizations/${need.offers[0]?.organizationId}`;
  const { version } = (await (await street.page.request.get(`${group}/leader-account`)).json()) as { version: number };
  const claim = await street.page.request.post(`${group}/claim-codes`, { data: { version }, headers: { 'x-wotu-request': '1' } });
  const { code } = (await claim.json()) as { code: string };
  leader = await browser.open(PHONE);
  const { page } = leader;
  await signInByPhone(page, '13800131502');
  await page.goto('/my/claim');
  await page.getByLabel('认领码').fill(code);
  await page.getByRole('button', { name: '认领' }).click();
  await page.goto('/my');
  await expectAccessible(page);
  await photographPhone(page, 'need-leader-home');
  await page.getByRole('link', { name: `去答复：${TITLE}` }).click();
  await page.getByRole('button', { name: '能接，我们来服务' }).click();
  await page.getByLabel('做了什么').fill('教会挂号、付款，发了大字说明');
  await page.getByLabel('多少老年人受益').fill('6');
  await page.getByText('还有别的人受益').click();
  await page.getByLabel('多少儿童青少年').fill('2');
  await expectAccessible(page);
  await photographPhone(page, 'need-leader-record');
  await page.getByRole('button', { name: '记下来' }).click();
  await page.getByText('老年人 6 人', { exact: false }).waitFor();
  await page.getByRole('link', { name: '服务照片' }).click();
  await page.getByLabel('拍照，或选照片').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: await samplePicture(800, 600) });
  await page.getByRole('button', { name: '上传' }).click();
  await page.getByRole('img', { name: /第 1 张照片/ }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: /回到这件需求/ }).click();
  await page.getByRole('button', { name: '办好了' }).click();
  expect(leader.errors).toEqual([]);
});

it('is opened again, done anew, confirmed and judged, and counts for the organization', async () => {
  const { page } = resident;
  const answer = async () => {
    await page.goto('/my');
    await page.getByRole('link', { name: `去答复：${TITLE}` }).click();
  };
  await answer();
  await page.getByLabel('没有解决，还差什么').fill('还想学视频通话');
  await page.getByRole('button', { name: '没有解决，请接着办' }).click();
  await leader.page.goto('/my');
  await leader.page.getByRole('link', { name: `去记录：${TITLE}` }).click();
  await leader.page.getByLabel('做了什么').fill('又教了一次视频通话');
  await leader.page.getByRole('button', { name: '记下来' }).click();
  await leader.page.getByRole('button', { name: '办好了' }).click();
  await answer();
  await page.getByRole('button', { name: '解决了', exact: true }).click();
  await page.getByRole('radio', { name: /^5 分/ }).check();
  await page.getByRole('button', { name: '提交评价' }).click();
  await page.getByText('已解决，您打了 5 分。谢谢！').waitFor();
  await expectAccessible(page);
  await office.page.goto('/console/needs/figures?by=organization');
  await office.page.getByRole('row', { name: new RegExp(organization) }).waitFor();
  await expectAccessible(office.page);
  expect([...resident.errors, ...leader.errors, ...office.errors]).toEqual([]);
});

it('is told beside the others: how needs are answered, where they find nobody, and what the hotline sends', async () => {
  const { page, errors } = office;
  for (const [path, heading, picture] of [
    ['figures', '需求统计', 'need-figures'],
    ['unmet', '没有着落的需求', 'need-unmet'],
  ] as const) {
    await page.goto(`/console/needs/${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await settle(page);
    await expectAccessible(page);
    await photograph(page, picture);
  }
  await page.goto('/console/needs/import');
  const rows = [
    '工单编号,标题,主要内容,来电时间,来电号码',
    'YS-1,楼前路灯不亮,两天不亮了,2022-03-01,15400008002',
    'YS-2,楼前的路灯不亮,还是不亮,2022-03-02,0375-2660000',
    'YS-3,没有日期的一件,内容,,',
  ];
  await page.getByLabel('选择 Excel 或 CSV 文件').setInputFiles({ name: '工单.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await page.getByText('没有填写来电时间').waitFor();
  await expectAccessible(page);
  await photograph(page, 'need-import');
  await page.getByRole('checkbox', { name: /各并入最早的一件/ }).check();
  await page.getByRole('button', { name: '跳过有问题的，收进 2 件' }).click();
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByLabel('撤销原因').fill('试一试');
  await page.getByRole('button', { name: '撤销导入', exact: true }).click();
  await page.getByText('已撤销：试一试').waitFor();
  expect(errors).toEqual([]);
});

import { expect, it } from 'vitest';
import { samplePdf } from '#tests/support/sample-files.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, photograph, settle, type Visit } from './support/browser.ts';

const browser = launchBrowser();
const STREET = '街道（乡镇）工作人员（河南省';
const [ONE, OTHER] = ['曙光街晚霞书画社', '曙光街晚霞书画队'];
let street: Visit;
let kept = '';

/** Two entries of what is one organization. */
async function enter(page: Visit['page'], name: string): Promise<string> {
  const values = {
    name,
    div: '410402001000',
    tier: '台账',
    category: '文体娱乐类',
    establishedOn: '2021-05-06',
    leaderName: '郑华',
    memberCount: 18,
    isHub: false,
  };
  const answer = await page.request.post('/api/v1/registers/organizations/records', {
    data: { values },
    headers: { 'x-wotu-request': 'console', 'idempotency-key': `organization-${name === ONE ? '1' : '2'}`.padEnd(32, '0') },
  });
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as { id: string }).id;
}

it('shows the dossier of an organization, with its timeline and as it stood on a day', async () => {
  street = await browser.enter(STREET);
  const { page } = street;
  kept = await enter(page, ONE);
  await page.goto(`/console/organizations/${kept}`);
  await page.getByRole('heading', { level: 1, name: new RegExp(ONE) }).waitFor();
  await page.getByText('成立', { exact: true }).waitFor();
  await settle(page);
  await expectAccessible(page);
  await photograph(page, 'organization-dossier');
  await page.goto(`/console/organizations/${kept}?asOf=2021-01-01`);
  await page.getByRole('status').filter({ hasText: '2021年1月1日还没有这份档案' }).waitFor();
  await page.getByRole('button', { name: '回到今天' }).click();
  await expect.poll(() => page.getByRole('button', { name: '回到今天' }).count()).toBe(0);
});

it('writes a charter article by article, with the photograph of the signed one beside it', async () => {
  const { page } = street;
  await page.getByRole('button', { name: '章程制度' }).click();
  await page.getByRole('button', { name: '新增' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^类别/).selectOption('章程');
  await dialog.getByLabel(/^标题/).fill('晚霞书画社章程');
  await dialog.getByLabel(/^通过日期/).fill('2023-03-01');
  await dialog.getByLabel(/^通过日期/).press('Enter');
  await dialog.getByRole('button', { name: '按提纲起草' }).click();
  await dialog.getByRole('combobox', { name: /成员大会的写法/ }).selectOption('每半年开一次');
  await dialog.getByRole('textbox', { name: /宗旨/ }).fill('本组织的宗旨是：弘扬书画艺术，丰富居民生活。');
  await expectAccessible(page);
  await photograph(page, 'organization-charter');
  await dialog
    .getByRole('button', { name: '保 存' })
    .or(dialog.getByRole('button', { name: '保存', exact: true }))
    .click();
  await page.getByRole('button', { name: '下载 Word 打印：晚霞书画社章程' }).waitFor();
  await page.getByLabel('晚霞书画社章程：选照片或文件').setInputFiles({ name: '签字页.pdf', mimeType: 'application/pdf', buffer: samplePdf('签字页') });
  await expect.poll(() => page.getByRole('button', { name: 'PDF 看晚霞书画社章程第 1 个附件' }).count()).toBe(1);
  await expectAccessible(page);
});

it('makes one organization of two entries, with the record of the decision', async () => {
  const { page } = street;
  await enter(page, OTHER);
  await page.goto('/console/organizations/duplicates');
  const pair = page.getByRole('article').filter({ hasText: ONE }).filter({ hasText: OTHER });
  await pair.waitFor();
  await expectAccessible(page);
  await pair.getByRole('button', { name: (await isLeft(pair)) ? '是同一个，保留左边' : '是同一个，保留右边' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('同一个组织登记了两次');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /合\s*并/ })
    .click();
  await page.getByText(`已合并为“${ONE}”。`).waitFor();
  await page.goto(`/console/organizations/${kept}`);
  await page.getByText(`曾用名：${OTHER}`).waitFor();
  await page
    .getByText(/同一个组织登记了两次/)
    .first()
    .waitFor();
  expect(street.errors).toEqual([]);
});

/** Whether the one with the dossier stands on the left. */
async function isLeft(pair: ReturnType<Visit['page']['getByRole']>): Promise<boolean> {
  return (await pair.getByRole('link').first().textContent()) === ONE;
}

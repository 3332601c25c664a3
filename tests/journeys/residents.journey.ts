/** A resident on a cheap telephone, without any script: says where they live, finds a group, reads what the policy promises, checks a certificate. */
import { expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, PHONE, photographPhone, type Visit } from './support/browser.ts';
import { STREET } from './support/public-pages.ts';

const browser = launchBrowser();
let resident: Visit;

it('says where they live by a few characters, and the front page knows it from then on', async () => {
  resident = await browser.open(PHONE, { javaScriptEnabled: false });
  const { page } = resident;
  await page.goto('/');
  await photographPhone(page, 'resident-front');
  await page.getByRole('link', { name: '选我的社区' }).click();
  await page.getByRole('searchbox').fill(STREET.search);
  await page.getByRole('button', { name: '查找' }).click();
  await photographPhone(page, 'resident-place');
  await page.getByRole('link', { name: STREET.name }).first().click();
  await page.getByText(`您选的地方：${STREET.name}`).waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});

it('finds a group by a part of its name and sees what it does and where', async () => {
  const { page } = resident;
  await page.getByRole('link', { name: /^找组织/ }).click();
  await page.getByRole('heading', { level: 2, name: '五山街道的组织' }).waitFor();
  await photographPhone(page, 'resident-groups');
  const name = (await page.locator('.announced a').first().textContent()) ?? '';
  expect(name).not.toBe('');
  await page.getByLabel('组织名称里的字').fill(name.slice(-3));
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('heading', { level: 2, name: '基本情况' }).waitFor();
  await photographPhone(page, 'resident-group');
});

it('reads what was promised, how far it is there, and the very sentence of the document', async () => {
  const { page } = resident;
  await page.getByRole('link', { name: '首页' }).first().click();
  await page.getByRole('link', { name: '目标完成得怎样' }).click();
  await page.getByRole('heading', { level: 2, name: '管您这里的方案' }).waitFor();
  await page.getByRole('link', { name: /^广州市实施方案/ }).click();
  await page.getByText(/现在：176 个街道（乡镇）里有 \d+ 个做到了，占 [\d.]+%。/).waitFor();
  await photographPhone(page, 'resident-plan');
  await page.getByText('只看广州市的一个地方').click();
  await page.getByRole('link', { name: '天河区', exact: true }).click();
  await page.getByRole('heading', { level: 2, name: '天河区的进展' }).waitFor();
  await page.getByText('怎样算，写在哪里').nth(1).click();
  await page.getByRole('link', { name: '看原文这一句' }).first().click();
  await page.getByText('到2023年底，全市80%的街道（乡镇）有不少于1个枢纽型社区社会组织').first().waitFor();
  expect(new URL(page.url()).hash).toMatch(/^#guangzhou-2021-\d+$/);
});

it('changes to the display for the elderly, where it stays, and to high contrast', async () => {
  const { page } = resident;
  await page.getByRole('button', { name: '长辈版' }).click();
  await page.goto('/');
  await page.getByRole('button', { name: '标准版' }).waitFor();
  await photographPhone(page, 'resident-elder');
  await page.getByRole('button', { name: '高对比' }).click();
  await page.getByText('您选的地方').waitFor();
  await photographPhone(page, 'resident-contrast');
  await page.getByRole('button', { name: '标准版' }).click();
  await page.getByRole('link', { name: '核验证书' }).first().click();
  await page.getByLabel('核验码（12 位字母和数字）').fill('7K3M-Q9TX-4WVB');
  await page.getByRole('button', { name: '核验' }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('核验码（12 位字母和数字）').inputValue()).toBe('7K3M-Q9TX-4WVB');
  expect(resident.errors).toEqual([]);
});

it('is read to where the browser has a voice, begins when asked, and stops', async () => {
  const { page, errors } = await browser.open(PHONE);
  await page.addInitScript(
    `window.said = []; window.speechSynthesis.speak = (each) => window.said.push(each.text); window.speechSynthesis.cancel = () => window.said.push('(stop)');`,
  );
  await page.goto('/accessibility');
  expect(await page.getByRole('button', { name: '读给我听' }).count()).toBe(0);
  await page.getByRole('button', { name: '长辈版' }).click();
  const button = page.getByRole('button', { name: '读给我听' });
  await button.waitFor();
  expect(await page.evaluate<string[]>('window.said')).toEqual([]);
  await button.click();
  expect((await page.evaluate<string[]>('window.said'))[0]).toBe('长辈版和无障碍');
  await expectAccessible(page);
  await page.getByRole('button', { name: '停止朗读' }).click();
  expect((await page.evaluate<string[]>('window.said')).at(-1)).toBe('(stop)');
  expect(errors).toEqual([]);
});

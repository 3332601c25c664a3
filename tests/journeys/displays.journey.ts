/** Every public page in the three displays: nothing for axe to find, no sideways scroll, large type and targets for the elderly. */
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { DISPLAY_MODES, type DisplayMode } from '#shared/display-mode.ts';
import { expectAccessible } from './support/accessible.ts';
import { launchBrowser, PHONE } from './support/browser.ts';
import { PUBLIC_PAGES, STREET } from './support/public-pages.ts';

const browser = launchBrowser();

async function openIn(mode: DisplayMode): Promise<Page> {
  const { page } = await browser.open(PHONE);
  const url = inject('address');
  await page.context().addCookies([
    { name: 'wotu_display', value: mode, url },
    { name: 'wotu_place', value: STREET.code, url },
  ]);
  return page;
}

async function expectReadable(page: Page, mode: DisplayMode): Promise<void> {
  const excess = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(excess, 'the page is wider than the phone').toBeLessThanOrEqual(0);
  if (mode !== 'elder') return;
  // GB/T 37668 and the APP specification 1.1, 1.2, 2.1: size of type, space between lines, targets
  const body = await page.evaluate<{ size: number; line: number }>(
    `(({ fontSize, lineHeight }) => ({ size: parseFloat(fontSize), line: parseFloat(lineHeight) / parseFloat(fontSize) }))(getComputedStyle(document.body))`,
  );
  expect(body.size).toBe(24);
  expect(body.line).toBeGreaterThanOrEqual(1.3);
  const tiny = await page.evaluate<
    string[]
  >(`[...document.querySelectorAll('body *')].filter((e) => e.childNodes.length && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .filter((e) => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 18).map((e) => e.outerHTML.slice(0, 120))`);
  expect(tiny, 'type below 18 px').toEqual([]);
  const small = await page.evaluate<
    string[]
  >(`[...document.querySelectorAll('button, .button, .back, .bar, .door, summary, footer a, .more a, .path a, .places a, select, input:not([type=hidden]):not([type=checkbox]):not([type=radio])')]
    .filter((e) => e.checkVisibility() && (e.getBoundingClientRect().height < 48 || e.getBoundingClientRect().width < 44)).map((e) => e.outerHTML.slice(0, 120))`);
  expect(small, 'targets below 48 px').toEqual([]);
}

describe.each(DISPLAY_MODES)('in the display %s', (mode) => {
  it.each(Object.entries(PUBLIC_PAGES))('%s is for everybody', async (_route, address) => {
    const page = await openIn(mode);
    const url = typeof address === 'string' ? address : await address(page);
    const reply = await page.goto(url);
    expect(reply?.status()).toBeLessThan(500);
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    await expectAccessible(page);
    await expectReadable(page, mode);
    // content that is folded away is for everybody as well
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
    await expectAccessible(page);
    await page.context().close();
  });
});

it('is narrow enough for 320 px, where text is enlarged four times on a desk', async () => {
  const page = await openIn('plain');
  await page.setViewportSize({ width: 320, height: 640 });
  for (const address of Object.values(PUBLIC_PAGES)) {
    const url = typeof address === 'string' ? address : await address(page);
    await page.goto(url);
    const excess = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect([url, excess]).toEqual([url, 0]);
  }
});

it('is steered by the keyboard: the first step leads past the header, every step is seen', async () => {
  const page = await openIn('plain');
  await page.goto(`/groups?place=${STREET.code}`);
  await page.keyboard.press('Tab');
  expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('跳到正文');
  await page.keyboard.press('Enter');
  expect(await page.evaluate<string>('document.activeElement.id')).toBe('page');
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate<string>(
      'getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth',
    );
    expect(outline).toBe('solid3px');
  }
});

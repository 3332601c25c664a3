/** The weight and the speed of a first public page, with an empty cache, on a slow line and a slow telephone. */
import type { CDPSession, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { launchBrowser, PHONE } from './support/browser.ts';
import { STREET } from './support/public-pages.ts';

const browser = launchBrowser();
const KILOBYTE = 1000;
const MOST_SCRIPT = 30 * KILOBYTE;
const MOST_IN_ALL = 150 * KILOBYTE;
const FIRST_PAINT_MS = 2000;
/** 'Fast 3G' of the browser's own tools: 562 ms, 1.44 Mbit/s down, 675 kbit/s up. */
const FAST_3G = { offline: false, latency: 562, downloadThroughput: 1_440_000 / 8, uploadThroughput: 675_000 / 8 };
const SLOWDOWN = 4;
/** Other work on the machine makes a page slower, nothing makes it faster: the best of some counts. */
const TRIES = 3;
const PAGES = ['/', `/groups?place=${STREET.code}`, '/plans', '/plans/guangzhou-2021', '/plans/national-2021/text', '/place', '/notices', '/check'];

async function openFresh(elder: boolean): Promise<{ page: Page; devtools: CDPSession }> {
  const { page } = await browser.open(PHONE);
  if (elder) {
    await page.goto('/accessibility');
    await page.getByRole('button', { name: '长辈版' }).click();
  }
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.clearBrowserCache');
  return { page, devtools };
}

/** Bytes over the wire, heads included, of the page and all that it asks for. */
async function weigh(page: Page, devtools: CDPSession, url: string): Promise<{ script: number; all: number }> {
  const types = new Map<string, string>();
  const weight = { script: 0, all: 0 };
  devtools.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weight.all += encodedDataLength;
    if (types.get(requestId) === 'Script') weight.script += encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  return weight;
}

it.each(PAGES)('%s weighs little, in the display with the most script', async (url) => {
  const { page, devtools } = await openFresh(true);
  const { script, all } = await weigh(page, devtools, url);
  // less than any page has: then the measurement is broken
  expect(all).toBeGreaterThan(2 * KILOBYTE);
  expect(script).toBeGreaterThan(0);
  expect(script).toBeLessThan(MOST_SCRIPT);
  expect(all).toBeLessThan(MOST_IN_ALL);
  expect(await page.evaluate<number>(`document.querySelectorAll('link[rel=stylesheet], style').length`)).toBe(1);
  expect(await page.evaluate<string[]>(`[...document.fonts].map((font) => font.family)`)).toEqual([]);
});

it.each(['/', `/groups?place=${STREET.code}`, '/plans/guangzhou-2021'])('%s is seen within two seconds on a slow line and telephone', async (url) => {
  const paints: number[] = [];
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { page, devtools } = await openFresh(false);
    await devtools.send('Network.emulateNetworkConditions', FAST_3G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await page.goto(url);
    await expect.poll(() => firstPaint(page)).toBeGreaterThan(0);
    paints.push((await firstPaint(page)) ?? 0);
    await page.context().close();
  }
  const best = Math.min(...paints);
  // faster than one way of the line: the slow line is not in force
  expect(best).toBeGreaterThan(FAST_3G.latency);
  expect(best, `of ${paints.map(Math.round).join(', ')} ms`).toBeLessThan(FIRST_PAINT_MS);
});

function firstPaint(page: Page): Promise<number> {
  return page.evaluate<number>(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0`);
}

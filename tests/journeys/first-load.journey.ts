import { expect, it } from 'vitest';
import { launchBrowser, settle } from './support/browser.ts';

const browser = launchBrowser();
const BUDGET = 350_000;
/** React and the component library alone are more: below it the measurement itself is broken (a warm cache) */
const LEAST = 100_000;

/** Bytes of script as they come over the wire into an empty cache. */
it('opens the cockpit with less than 350 kB of compressed script', async () => {
  const { page } = await browser.enter('民政部工作人员');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  const sizes: Promise<{ url: string; bytes: number }>[] = [];
  page.on('requestfinished', (request) => {
    if (request.url().endsWith('.js')) sizes.push(request.sizes().then(({ responseBodySize }) => ({ url: request.url(), bytes: responseBodySize })));
  });
  await page.goto('/console/plans/guangzhou-2021', { waitUntil: 'networkidle' });
  await settle(page);
  const scripts = await Promise.all(sizes);
  const total = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(total).toBeGreaterThan(LEAST);
  expect(total).toBeLessThan(BUDGET);
  expect(scripts.some(({ url }) => url.includes('trend-drawing'))).toBe(false);
});

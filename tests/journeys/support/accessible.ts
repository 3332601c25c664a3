import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const CHECK = `axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(RULES)} } }).then(({ violations }) =>
  violations.map(({ id, nodes }) => ({ id, places: nodes.slice(0, 3).map(({ html, failureSummary }) => html + ' ' + failureSummary) })))`;

/** Colors on their way from one state to the next are nobody's to judge; what never ends is not waited for. */
const STANDSTILL = `(async () => {
  for (let round = 0; round < 10; round += 1) {
    const moving = document.getAnimations().filter((each) => each.playState === 'running' && each.effect?.getComputedTiming().endTime !== Infinity);
    if (moving.length === 0) return;
    await Promise.race([Promise.allSettled(moving.map((each) => each.finished)), new Promise((resolve) => setTimeout(resolve, 500))]);
  }
})()`;

/** No finding of axe against WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  // the product's own policy forbids foreign scripts, so the checker is evaluated rather than added to the page
  await page.evaluate(await readFile(AXE, 'utf8'));
  await page.evaluate(STANDSTILL);
  expect(await page.evaluate<unknown[]>(CHECK)).toEqual([]);
}

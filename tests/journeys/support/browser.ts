import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';

const CHROMIUM = '/usr/bin/chromium';
export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Where pictures go: the guide's folder when it is being renewed (`WOTU_GUIDE_IMAGES=1`), else a passing one. */
const PICTURES = process.env['WOTU_GUIDE_IMAGES'] ? path.resolve('docs/guide/images') : path.join(tmpdir(), 'wotu-pictures');

export interface Visit {
  page: Page;
  /** errors of the page so far; a journey ends with none */
  errors: string[];
}

export interface BrowserOfFile {
  /** a window of its own, without cookies */
  open(size?: { width: number; height: number }, options?: { javaScriptEnabled?: boolean }): Promise<Visit>;
  /** a window signed in to a demonstration post: the first time by its one-time link, then by the session that began so */
  enter(role: string): Promise<Visit>;
}

/** One Chromium for the journeys of a file. Call it at the top level. */
export function launchBrowser(): BrowserOfFile {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    if (!existsSync(CHROMIUM)) throw new Error(`${CHROMIUM} is missing; npm test installs it`);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser?.close();
  });
  async function open(size = DESK, session?: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Visit> {
    if (!browser) throw new Error('the browser is not open');
    const context = await browser.newContext({
      locale: 'zh-CN',
      viewport: size,
      baseURL: inject('address'),
      acceptDownloads: true,
      storageState: session,
      ...options,
    });
    contexts.push(context);
    const page = await context.newPage();
    return { page, errors: errorsOf(page) };
  }
  async function enter(role: string): Promise<Visit> {
    // by the post's whole name: journeys may call one post by different parts of it, and its link serves once
    const session = path.join(inject('sessionFolder'), `${createHash('sha256').update(postOf(role).name).digest('hex')}.json`);
    const isKnown = existsSync(session);
    const visit = await open(DESK, isKnown ? session : undefined);
    await visit.page.goto(isKnown ? '/console/' : linkOf(role));
    if (!isKnown) await visit.page.getByRole('button', { name: '进入演示岗位' }).click();
    await visit.page.waitForURL('**/console/**');
    await visit.page.context().storageState({ path: session });
    return visit;
  }
  return { open: (size, options) => open(size, undefined, options), enter };
}

/** The one-time link beside which the role's name stands. */
export function linkOf(role: string): string {
  return postOf(role).link;
}

function postOf(role: string): { name: string; link: string } {
  const found = Object.entries(inject('links')).find(([label]) => label.includes(role));
  if (!found) throw new Error(`no link for ${role}`);
  return { name: found[0], link: found[1] };
}

function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 500) errors.push(`${response.status()} ${response.url()}`);
  });
  return errors;
}

/** Takes the picture of a page at desk and phone width, and leaves it at desk width. */
export async function photograph(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await settle(page);
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), animations: 'disabled' });
  await page.setViewportSize(PHONE);
  await settle(page);
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: path.join(PICTURES, `${name}-phone.png`), animations: 'disabled' });
  await page.setViewportSize(DESK);
}

/** Takes the picture of a page that is made for the phone, whole, at phone width. */
export async function photographPhone(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: path.join(PICTURES, `${name}-phone.png`), animations: 'disabled', fullPage: true });
}

/** Until nothing is on its way and no stand-in is left. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect.poll(() => page.getByRole('status', { name: /^正在/ }).count()).toBe(0);
}

/** A page on a phone scrolls down only; wide tables scroll inside their frame. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  // a busy machine lays the page out some time after its width was changed
  const excess = () => page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  await expect.poll(excess, { message: 'the page is wider than the phone' }).toBeLessThanOrEqual(0);
}

import type { Page } from 'playwright-core';

/** A street with organizations in the demonstration data. */
export const STREET = { code: '440106001000', search: '天河 五山', name: '广东省 广州市 天河区 五山街道' };

/**
 * Every page for anybody: route → an address of it with something to see. `apps/portal/public-pages.test.ts` compares the routes with
 * those of the server, so a page that is missing here fails.
 */
export const PUBLIC_PAGES: Readonly<Record<string, string | ((page: Page) => Promise<string>)>> = {
  '/': '/',
  '/accessibility': '/accessibility',
  '/activities': '/activities',
  '/activities/:id': async (page) => (await linksOf(page, '/activities', /^\/activities\/\d+$/))[0] ?? '/activities/999999',
  '/articles': '/articles',
  '/articles/:id': async (page) => (await linksOf(page, '/articles', /^\/articles\/\d+$/))[0] ?? '/articles/999999',
  '/check': '/check',
  '/check/:code': '/check/7K3M-Q9TX-4WVB',
  '/groups': `/groups?place=${STREET.code}`,
  '/groups/:id': (page) => firstLink(page, `/groups?place=${STREET.code}`, /^\/groups\/\d+$/),
  '/needs': '/needs',
  '/needs/follow': '/needs/follow',
  '/needs/new': '/needs/new',
  '/notices': '/notices',
  '/notices/:id': async (page) => {
    const listed = await linksOf(page, '/notices', /^\/notices\/\d+$/);
    return listed[0] ?? '/notices/999999';
  },
  '/notices/archive': '/notices/archive',
  '/notices/objections': '/notices/objections?code=222222222222',
  '/place': '/place?q=%E6%9B%99%E5%8C%97',
  '/plans': '/plans',
  '/plans/:id': '/plans/guangzhou-2021',
  '/plans/:id/text': '/plans/guangzhou-2021/text',
};

async function firstLink(page: Page, from: string, wanted: RegExp): Promise<string> {
  const [found] = await linksOf(page, from, wanted);
  if (!found) throw new Error(`${from} has no link like ${wanted.source}`);
  return found;
}

async function linksOf(page: Page, from: string, wanted: RegExp): Promise<string[]> {
  await page.goto(from);
  const links = await page.evaluate<string[]>(`[...document.querySelectorAll('main a')].map((a) => a.getAttribute('href'))`);
  return links.filter((href) => wanted.test(href));
}

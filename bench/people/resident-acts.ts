/** What people outside the offices do, on pages that work without script. */
import { type Act, kept, nextDays } from './act.ts';
import type { Browser } from './browser.ts';

const WORDS = ['合唱', '舞蹈', '志愿', '书画', '太极'];
const PLACE_WORDS = ['新华', '五山', '张庄', 'lwq', '人民'];
/** Streets of a city above the visitor's community, so that many read the same pages as in a city they do. */
const streetOf = ({ person }: Browser) => person.place.slice(0, 9).padEnd(12, '0');

function keepLinks(browser: Browser, what: string, text: string, link: RegExp): void {
  const found = [...text.matchAll(link)].flatMap(([, href]) => href ?? []);
  if (found.length > 0) browser.seen.set(what, [...new Set(found)].slice(0, 50));
}

async function frontPage(browser: Browser): Promise<void> {
  await browser.page('/');
}

async function directory(browser: Browser): Promise<void> {
  const { text } = await browser.page(`/groups?place=${streetOf(browser)}`);
  keepLinks(browser, 'groups', text, /href="(\/groups\/\d+)"/g);
}

async function searchDirectory(browser: Browser): Promise<void> {
  const { text } = await browser.page(`/groups?place=${streetOf(browser)}&q=${browser.chance.one(WORDS)}`);
  keepLinks(browser, 'groups', text, /href="(\/groups\/\d+)"/g);
}

async function openGroup(browser: Browser): Promise<void> {
  const group = kept(browser, 'groups');
  if (group === undefined) return directory(browser);
  await browser.page(group);
}

async function searchPlace(browser: Browser): Promise<void> {
  await browser.page(`/place?q=${browser.chance.one(PLACE_WORDS)}`);
}

async function calendar(browser: Browser): Promise<void> {
  const { text } = await browser.page(`/activities?place=${browser.person.place.slice(0, 6).padEnd(12, '0')}`);
  keepLinks(browser, 'occasions', text, /href="\/activities\/(\d+)"/g);
}

async function openOccasion(browser: Browser): Promise<void> {
  const id = kept(browser, 'occasions');
  if (id === undefined) return calendar(browser);
  await browser.page(`/activities/${id}`);
}

async function plans(browser: Browser): Promise<void> {
  const { text } = await browser.page('/plans');
  keepLinks(browser, 'plans', text, /href="(\/plans\/[\w-]+)"/g);
  const plan = kept(browser, 'plans');
  if (plan !== undefined) await browser.page(plan);
}

async function articles(browser: Browser): Promise<void> {
  const { text } = await browser.page('/articles');
  keepLinks(browser, 'articles', text, /href="(\/articles\/\d+)"/g);
  const article = kept(browser, 'articles');
  if (article !== undefined) await browser.page(article);
}

async function notices(browser: Browser): Promise<void> {
  await browser.page('/notices');
}

/** Page by page as the form asks, then sends it off. */
async function stateNeed(browser: Browser, base: '/needs/new' | '/my/needs/new'): Promise<void> {
  const { chance, person } = browser;
  const kinds = {
    category: chance.one(['elderCare', 'education', 'environment']),
    targetGroup: 'everyone',
    urgency: 'ordinary',
    isSecret: 'no',
    sharesContact: 'no',
  };
  const title = `${chance.one(['老人午饭', '孩子看护', '楼道清扫'])}要人帮忙，第${chance.between(1, 1e6)}次`;
  const contact: Record<string, string> = base === '/needs/new' ? { phone: `139${String(chance.between(0, 99_999_999)).padStart(8, '0')}` } : {};
  const answers = { ...kinds, title, details: '', name: '王秀英', address: '3 号楼 201', ...contact, place: person.place };
  await browser.page(base);
  await browser.submit(base, { ...answers, at: 'contact', go: 'next' });
  await browser.submit(`${base}/submit`, answers);
}

async function own(browser: Browser): Promise<void> {
  await browser.page('/my');
}

async function ownActivities(browser: Browser): Promise<void> {
  await browser.page('/my/activities');
}

async function ownVolunteering(browser: Browser): Promise<void> {
  await browser.page('/my/volunteer');
}

/** Signs up for an activity, or takes back what was signed up for. */
async function signUp(browser: Browser): Promise<void> {
  const joined = kept(browser, 'joined');
  if (joined !== undefined) {
    browser.seen.delete('joined');
    await browser.submit(`/my/activities/${joined}/cancel`, {});
    return;
  }
  const id = kept(browser, 'occasions');
  if (id === undefined) return calendar(browser);
  await browser.page(`/my/activities/${id}`);
  await browser.submit(`/my/activities/${id}`, { name: '李四', kind: browser.person.kind === 'volunteer' ? 'volunteer' : 'resident' });
  browser.seen.set('joined', [id]);
}

const ledBy = ({ person }: Browser) => person.leads?.organization ?? '';

async function ownOrganization(browser: Browser): Promise<void> {
  await browser.page(`/my/organizations/${ledBy(browser)}`);
}

async function hosted(browser: Browser): Promise<void> {
  const { text } = await browser.page(`/my/organizations/${ledBy(browser)}/activities`);
  keepLinks(browser, 'hosting', text, /href="(\/my\/hosting\/\d+)"/g);
}

async function openHosted(browser: Browser): Promise<void> {
  const hosting = kept(browser, 'hosting');
  if (hosting === undefined) return hosted(browser);
  await browser.page(hosting);
}

async function announce(browser: Browser): Promise<void> {
  const { chance } = browser;
  const address = `/my/organizations/${ledBy(browser)}/activities/new`;
  const what = { title: `合唱排练第${chance.between(1, 1e6)}次`, about: '一起唱歌', venue: '活动室', theme: '文化铸魂', kind: '歌咏' };
  const form = { ...what, day: nextDays(chance), from: '19:00', to: '21:00', capacity: '' };
  await browser.page(address);
  const { text } = await browser.submit(address, { ...form, go: 'check' });
  await browser.submit(address, { ...form, key: /name="key" value="([^"]+)"/.exec(text)?.[1] ?? '', go: 'publish' });
}

/** The leader comes by a code of the committee, as in life. */
export async function claim(browser: Browser): Promise<void> {
  const { leads } = browser.person;
  if (!leads) return;
  const path = `/registers/organizations/records/${leads.organization}`;
  const { version } = await browser.get<{ version: number }>(path, leads.committee);
  const { code } = await browser.send<{ code: string }>('POST', `/filings/organizations/${leads.organization}/claim-codes`, { version }, leads.committee);
  await browser.submit('/my/claim', { code });
}

const looking: Act[] = [
  { weight: 12, item: frontPage },
  { weight: 16, item: directory },
  { weight: 8, item: searchDirectory },
  { weight: 16, item: openGroup },
  { weight: 6, item: searchPlace },
  { weight: 10, item: calendar },
  { weight: 10, item: openOccasion },
  { weight: 4, item: plans },
  { weight: 6, item: articles },
  { weight: 3, item: notices },
];
const taking: Act[] = [
  { weight: 12, item: own },
  { weight: 8, item: ownActivities },
  { weight: 14, item: signUp },
];

export const RESIDENT_ACTS = {
  visitor: [...looking, { weight: 3, item: (browser: Browser) => stateNeed(browser, '/needs/new') }],
  resident: [...looking, ...taking, { weight: 5, item: (browser: Browser) => stateNeed(browser, '/my/needs/new') }],
  volunteer: [...looking, ...taking, { weight: 12, item: ownVolunteering }],
  leader: [
    ...looking,
    { weight: 12, item: own },
    { weight: 20, item: ownOrganization },
    { weight: 14, item: hosted },
    { weight: 14, item: openHosted },
    { weight: 8, item: announce },
  ],
} satisfies Record<string, Act[]>;

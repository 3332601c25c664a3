/** What people of offices do at the console: each step is what one screen asks, or one thing that is saved. */
import type { Browser } from './browser.ts';
import { type Act, kept, keepIds, nextDays, remember } from './act.ts';

const WORDS = ['合唱', '舞蹈', '志愿', '书画', '互助', '议事', '志愿服务', '合唱队', '太极'];
const PLACE_WORDS = ['新华', '五山', '社区', '张庄', 'lwq', '街道', '人民'];
const ORGANIZATIONS = '/registers/organizations/records';

interface Listed {
  items: { id: string }[];
}
interface Saved {
  id: string;
}
interface PlanList {
  plans: { id: string; division: string }[];
}
interface Need {
  id: string;
  version: number;
  abilities: { action: string; allowed: boolean }[];
}

async function openConsole(browser: Browser): Promise<void> {
  await Promise.all([browser.get('/session'), browser.get('/plans'), browser.get('/registers')]);
}

async function listOrganizations(browser: Browser): Promise<void> {
  const { place } = browser.person;
  const list = await browser.get<Listed>(`${ORGANIZATIONS}?limit=50&state=current&division=${place}`);
  keepIds(browser, 'organizations', list.items);
}

async function searchOrganizations(browser: Browser): Promise<void> {
  const { place } = browser.person;
  const list = await browser.get<Listed>(`${ORGANIZATIONS}?limit=50&state=current&division=${place}&q=${browser.chance.one(WORDS)}`);
  if (list.items.length > 0) keepIds(browser, 'organizations', list.items);
}

async function searchPlaces(browser: Browser): Promise<void> {
  await browser.get(`/divisions/search?q=${browser.chance.one(PLACE_WORDS)}`);
}

async function openOrganization(browser: Browser): Promise<void> {
  const id = kept(browser, 'organizations');
  if (id === undefined) return listOrganizations(browser);
  await Promise.all([browser.get(`/organizations/${id}`), browser.get(`/organizations/${id}/happenings`), browser.get(`/organizations/${id}/related`)]);
}

async function countByPlace(browser: Browser): Promise<void> {
  await browser.get(`/registers/organizations/places?division=${browser.person.place}&state=current`);
}

/** Reads the record, changes the number of members, saves. */
async function changeOrganization(browser: Browser): Promise<void> {
  const id = kept(browser, 'organizations');
  if (id === undefined) return listOrganizations(browser);
  const { version, abilities } = await browser.get<{ version: number; abilities: { edit: boolean } }>(`${ORGANIZATIONS}/${id}`);
  if (abilities.edit) await browser.send('PATCH', `${ORGANIZATIONS}/${id}`, { version, values: { memberCount: browser.chance.between(5, 90) } });
}

async function foundOrganization(browser: Browser): Promise<void> {
  const { chance, person } = browser;
  const name = `压测互助社${Date.now()}-${chance.between(1, 1e9)}`;
  const values = {
    name,
    div: person.place,
    category: '公益慈善类',
    tier: '台账',
    establishedOn: '2023-01-01',
    memberCount: 12,
    leaderName: '甲乙',
    isHub: false,
  };
  const { id } = await browser.send<Saved>('POST', ORGANIZATIONS, { values });
  remember(browser, 'organizations', id);
}

async function listNeeds(browser: Browser): Promise<void> {
  const [, list] = await Promise.all([browser.get('/needs/counts'), browser.get<Listed>('/needs?limit=50&standing=open')]);
  keepIds(browser, 'needs', list.items);
}

async function enterNeed(browser: Browser): Promise<void> {
  const { chance, person } = browser;
  const title = `${chance.one(['楼道灯', '健身器材', '下水道', '电梯', '路灯'])}坏了，要修第${chance.between(1, 1e6)}处`;
  const { id } = await browser.send<Saved>('POST', '/needs', { title, category: 'safety', channel: 'reception', division: person.place });
  remember(browser, 'needs', id);
}

/** Opens a need; sorts it if that is what comes next. */
async function workOnNeed(browser: Browser): Promise<void> {
  const id = kept(browser, 'needs');
  if (id === undefined) return listNeeds(browser);
  const { version, abilities } = await browser.get<Need>(`/needs/${id}`);
  if (abilities.some(({ action, allowed }) => action === 'sort' && allowed)) await browser.send('POST', `/needs/${id}/actions`, { version, action: 'sort' });
}

async function listActivities(browser: Browser): Promise<void> {
  const list = await browser.get<Listed>('/activities?limit=50&standing=coming');
  keepIds(browser, 'activities', list.items);
}

async function openActivity(browser: Browser): Promise<void> {
  const id = kept(browser, 'activities');
  if (id === undefined) return listActivities(browser);
  await Promise.all([browser.get(`/activities/${id}`), browser.get(`/activities/${id}/sign-ups`)]);
}

/** In the place of an organization that the clerk has just seen. */
export async function announceActivity(browser: Browser): Promise<void> {
  const organizationId = kept(browser, 'organizations');
  if (organizationId === undefined) return listOrganizations(browser);
  const { chance } = browser;
  const day = nextDays(chance);
  const about = {
    title: `读书会第${chance.between(1, 1e6)}期`,
    theme: '文化铸魂',
    kind: '读书',
    about: '一起读书',
    guidedBy: null,
    coHosts: [],
    venue: '活动室',
  };
  const times = {
    startsAt: `${day}T09:30:00+08:00`,
    endsAt: `${day}T11:30:00+08:00`,
    signUpUntil: null,
    capacity: chance.one([null, 30, 100]),
    isMajor: false,
  };
  const { id } = await browser.send<Saved>('POST', '/activities', { organizationId, occasion: { ...about, ...times } });
  remember(browser, 'activities', id);
}

async function searchVolunteers(browser: Browser): Promise<void> {
  await browser.get(`/volunteers?limit=50&q=${browser.chance.one(['王', '李', '张', '志愿'])}`);
}

async function listApplications(browser: Browser): Promise<void> {
  const list = await browser.get<Listed>('/filings/applications?limit=50&standing=open');
  keepIds(browser, 'applications', list.items);
}

async function openApplication(browser: Browser): Promise<void> {
  const id = kept(browser, 'applications');
  if (id === undefined) return listApplications(browser);
  await browser.get(`/filings/applications/${id}`);
}

async function planOf(browser: Browser): Promise<string | undefined> {
  const { plans } = await browser.get<PlanList>('/plans');
  const own = plans.filter(({ division }) => browser.person.place.startsWith(division.replace(/(00)+$/, '')));
  return (own.length > 0 ? browser.chance.one(own) : plans[0])?.id;
}

async function lookAtProgress(browser: Browser): Promise<void> {
  const plan = await planOf(browser);
  if (plan === undefined) return;
  const { targets } = await browser.get<{ targets: { id: string; kind: string; parts?: unknown }[] }>(
    `/plans/${plan}/progress?division=${browser.person.place}`,
  );
  // a milestone or a target of several parts has nothing below
  const figures = targets.filter(({ kind, parts }) => kind !== 'milestone' && !parts);
  browser.seen.set(
    'targets',
    figures.map(({ id }) => `${plan}/targets/${id}`),
  );
}

async function drillDown(browser: Browser): Promise<void> {
  const target = kept(browser, 'targets');
  if (target === undefined) return lookAtProgress(browser);
  const at = `division=${browser.person.place}`;
  await Promise.all([browser.get(`/plans/${target}/children?${at}`), browser.get(`/plans/${target}/units?${at}&filter=failing&limit=50`)]);
}

async function filingStatistics(browser: Browser): Promise<void> {
  await browser.get('/filings/statistics?from=2023-01-01&to=2023-12-31');
}

const everyDay: Act[] = [
  { weight: 2, item: openConsole },
  { weight: 10, item: listOrganizations },
  { weight: 14, item: searchOrganizations },
  { weight: 6, item: searchPlaces },
  { weight: 14, item: openOrganization },
  { weight: 6, item: listActivities },
  { weight: 5, item: openActivity },
  { weight: 4, item: lookAtProgress },
  { weight: 4, item: listApplications },
  { weight: 3, item: openApplication },
  { weight: 6, item: changeOrganization },
];
const atTheCounter: Act[] = [
  { weight: 8, item: listNeeds },
  { weight: 8, item: workOnNeed },
  { weight: 4, item: searchVolunteers },
  { weight: 3, item: announceActivity },
];
const overview: Act[] = [
  { weight: 10, item: lookAtProgress },
  { weight: 10, item: drillDown },
  { weight: 4, item: countByPlace },
  { weight: 2, item: filingStatistics },
];

export const OFFICE_ACTS = {
  committee: [...everyDay, ...atTheCounter, { weight: 6, item: enterNeed }, { weight: 4, item: foundOrganization }],
  street: [...everyDay, ...atTheCounter],
  district: [...everyDay, ...overview, { weight: 3, item: searchVolunteers }],
  city: [...everyDay, ...overview],
} satisfies Record<string, Act[]>;

/** What people ask most, as requests over HTTP: the same for every size of the data. */
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { PLAN } from './open-nation.ts';

export interface Question {
  name: string;
  /** of requests a second, beside the same statements through the bare driver */
  goal: number;
  /** what stands in the address of run n */
  path(run: number): string;
  /** for what writes: what is sent */
  body?(run: number): unknown;
  /** for what writes: what the bare driver does beside it */
  beside?: readonly BareWrite[];
}

/** The one row of the register, or every row that the product writes for it: row, history, entry of the trail and its chain, counters. */
export type BareWrite = 'oneRow' | 'sameRows';

const READ_GOAL = 0.6;
const CREATE_GOAL = 0.35;
const MOST = 100;
const STRIDE = 7;
const FEW_ACTIVITIES = 15;
const MANY_ACTIVITIES = 25;
const CITY_SPAN = 100_000_000;
const RECORDS = '/api/v1/registers/organizations/records';

/** Things of a city that are asked about: up to a hundred of each, organizations from many places. */
interface Things {
  organizations: number[];
  /** with 15 to 25 activities, where the data set has any */
  active: number[];
  counties: string[];
  townships: string[];
  communities: string[];
  /** communities of every district of the city */
  scattered: string[];
}

async function thingsOf({ platform: { db } }: Context, city: number): Promise<Things> {
  const to = city + CITY_SPAN;
  const { rows } = await sql<{ id: number }>`
    select id from organizations where district >= ${city / 1e6} and district < ${to / 1e6} order by id limit ${MOST * STRIDE}`.execute(db);
  const active = await sql<{ id: number }>`
    select organization_id as id from activities where district >= ${city / 1e6} and district < ${to / 1e6} and organization_id is not null
    group by 1 having count(*) between ${FEW_ACTIVITIES} and ${MANY_ACTIVITIES} order by 1 limit ${MOST}`.execute(db);
  const places = async (level: number) => {
    const found = await sql<{ key: number }>`
      select key from divisions where key >= ${city} and key < ${to} and level = ${level} and counted and valid_to is null order by key limit ${MOST}`.execute(
      db,
    );
    return found.rows.map(({ key }) => String(key));
  };
  const scattered = await sql<{ key: number }>`
    select key from (
      select key, row_number() over (partition by key / 1000000 order by key) as place from divisions
      where key >= ${city} and key < ${to} and level = 5 and counted and valid_to is null) d
    order by place, key limit ${MOST}`.execute(db);
  const [counties, townships, communities] = [await places(3), await places(4), await places(5)];
  const organizations = rows.map(({ id }) => id).filter((_, index) => index % STRIDE === 0);
  return {
    organizations,
    active: active.rows.length > 0 ? active.rows.map(({ id }) => id) : organizations,
    counties,
    townships,
    communities,
    scattered: scattered.rows.map(({ key }) => String(key)),
  };
}

const at = <T>(all: readonly T[], run: number): T => all[run % all.length] as T;
const listAddress = (more: Record<string, string>) => `${RECORDS}?${new URLSearchParams({ limit: '50', state: 'current', ...more })}`;
const read = (name: string, path: (run: number) => string): Question => ({ name, goal: READ_GOAL, path });

/** @param city where the asking offices are; all questions stay within it */
export async function questionsOf(context: Context, city: number): Promise<Question[]> {
  const things = await thingsOf(context, city);
  return [...registerQuestions(things, city), ...planQuestions(things, city), ...foundingsOf(things)];
}

function registerQuestions({ organizations, active, counties }: Things, city: number): Question[] {
  const filters = JSON.stringify({ category: { oneOf: ['公益慈善类'] }, tier: { oneOf: ['备案'] } });
  const search = (name: string, words: readonly string[]) =>
    read(`name search, ${name}`, (run) => listAddress({ q: at(words, run), division: at(counties, run) }));
  return [
    read('one organization by id, with its history', (run) => `${RECORDS}/${at(organizations, run)}`),
    read('50 of a county, one category and tier, with total', (run) => listAddress({ division: at(counties, run), withTotal: 'true', filters })),
    search('two characters', ['合唱', '书画', '舞蹈', '太极']),
    search('three characters', ['合唱队', '志愿服', '太极拳']),
    read('some 20 activities of one organization, and its other records', (run) => `/api/v1/organizations/${at(active, run)}/related`),
    read('organizations by place below the city', () => `/api/v1/registers/organizations/places?division=${city}&state=current`),
  ];
}

function planQuestions({ counties, townships }: Things, city: number): Question[] {
  const progress = (name: string, places: readonly string[]) =>
    read(`progress of a plan, ${name}`, (run) => `/api/v1/plans/${PLAN}/progress?division=${at(places, run)}`);
  const target = `/api/v1/plans/${PLAN}/targets/BN-Q01`;
  return [
    progress('city', [String(city)]),
    progress('county', counties),
    progress('township', townships),
    read('ranking of the counties', () => `${target}/children?division=${city}`),
    read('records behind a figure of a county', (run) => `${target}/records?division=${at(counties, run)}&limit=50`),
    read('failing units of a county', (run) => `${target}/units?division=${at(counties, run)}&filter=failing&limit=50`),
  ];
}

/** An organization nobody has met: its name says that it is of a bench. */
function foundingsOf({ communities, scattered }: Things): Question[] {
  const values = { category: '公益慈善类', tier: '台账', establishedOn: '2023-01-01', memberCount: 12, leaderName: '甲乙', isHub: false };
  const founding = (where: string, places: readonly string[]): Question => ({
    name: `an organization founded, ${where}`,
    goal: CREATE_GOAL,
    path: () => RECORDS,
    body: (run) => ({ values: { ...values, name: `${FOUNDED}${Date.now()}-${run}`, div: at(places, run) } }),
    beside: ['sameRows', 'oneRow'],
  });
  return [founding('in one district', communities), founding('in all districts of the city', scattered)];
}

/** How the names of the bench's organizations begin. */
export const FOUNDED = '压测互助社';

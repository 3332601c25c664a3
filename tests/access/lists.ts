/** Lists and their totals show the jurisdiction and nothing else, counted here by the digits of the codes. */
import { type RawBuilder, sql } from 'kysely';
import { productRegisters } from '#apps/server/registers.ts';
import { markOf, marksIn } from './canaries.ts';
import { holds, type Right } from './expected-rights.ts';
import type { House, Seat } from './open-house.ts';
import { liesWithin, type Place, PLACES } from './places.ts';
import { send } from './question.ts';

const DIGITS = { nation: 0, province: 2, city: 4, county: 6, township: 9, community: 12 };

/** `column` holds a key of 12 digits within the place. */
export function within(column: string, { code, level }: Place): RawBuilder<boolean> {
  const digits = DIGITS[level];
  return sql<boolean>`left(lpad(${sql.ref(column)}::text, 12, '0'), ${sql.lit(digits)}) = ${code.slice(0, digits)}`;
}

export async function count(house: House, from: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count ${from}`.execute(house.owner);
  return rows[0]?.count ?? -1;
}

export interface Listed {
  total: number;
  items: unknown[];
}

interface ListPage extends Listed {
  nextCursor: string | null;
}

/** Page by page to the end. */
export async function walkList(house: House, { cookie }: Seat, url: string, limit = 7): Promise<Listed> {
  const items: unknown[] = [];
  let [cursor, total]: [string | null, number] = ['', -1];
  while (cursor !== null) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: ListPage = (
      await house.app.inject({ url: `/api/v1${url}${url.includes('?') ? '&' : '?'}limit=${limit}&withTotal=true${more}`, headers: { cookie } })
    ).json();
    if (!Array.isArray(page.items)) throw new Error(`${url}: ${JSON.stringify(page)}`);
    items.push(...page.items);
    total = page.total;
    cursor = page.nextCursor;
  }
  return { total, items };
}

export function seatsWith(house: House, right: Right): Seat[] {
  return house.seats.filter(({ role }) => holds(role, right));
}

/** A list, who may ask for it, and how many it has for a post by the codes' digits. */
export interface List {
  name: string;
  url: string;
  right: Right;
  expected(house: House, place: Place): number | Promise<number>;
}

const registers = productRegisters.definitions.map(
  ({ register, table }): List => ({
    name: register,
    url: `/registers/${register}/records`,
    right: 'seeRecords',
    expected: (house, place) => count(house, sql`from ${sql.table(table)} where ${within('div', place)}`),
  }),
);

export const LISTS: readonly List[] = [
  ...registers,
  {
    name: 'articles',
    url: '/publicity/articles',
    right: 'seeArticles',
    expected: (house, place) => count(house, sql`from publicity_articles where ${within('div', place)}`),
  },
  {
    name: 'corrections',
    url: '/corrections?standing=waiting',
    right: 'answerCorrections',
    expected: (house, place) => count(house, sql`from correction_requests where state = 'waiting' and ${within('div', place)}`),
  },
  {
    name: 'accounts',
    url: '/accounts',
    right: 'seeAccounts',
    expected: (house, place) => count(house, sql`from accounts a join offices o on o.id = a.office_id where ${within('o.div', place)}`),
  },
  {
    name: 'offices',
    url: '/offices',
    right: 'seeAccounts',
    expected: (house, place) => count(house, sql`from offices o where o.closed_at is null and ${within('o.div', place)}`),
  },
  {
    name: 'divisions',
    url: '/divisions',
    right: 'seeDivisions',
    expected: (house, place) => count(house, sql`from divisions where valid_to is null and ${within('key', place)}`),
  },
  {
    name: 'operations of the tree',
    url: '/divisions/operations',
    right: 'seeDivisions',
    expected: (_house, place) => PLACES.filter(({ code, level }) => level === 'community' && liesWithin(code, place)).length * 2,
  },
  {
    name: 'audit entries',
    url: '/audit-entries',
    right: 'seeAudit',
    expected: (house, place) => count(house, sql`from audit_entries where district = ${Number(place.code.slice(0, 6))}`),
  },
];

/** Whether a post sees of a list what lies in its place: each thing once, and as many as the total says. */
export async function wrongInList(house: House, { name, url, right, expected }: List, seats = seatsWith(house, right), limit = 7): Promise<string[]> {
  const wrong: string[] = [];
  for (const seat of seats) {
    const { total, items } = await walkList(house, seat, url, limit);
    const [want, seen] = [await expected(house, seat.place), new Set(items.map((item) => JSON.stringify(item))).size];
    if (total !== want || seen !== want) wrong.push(`${name} for ${seat.role}: ${seen} of ${total} instead of ${want}`);
  }
  return wrong;
}

const ELSEWHERE = '440103001101';

/** Whether a search finds something by a name, code or number of another place. */
export async function wronglyFound(house: House, seats: readonly Seat[]): Promise<string[]> {
  const person = house.people[PLACES.findIndex(({ code }) => code === ELSEWHERE)];
  const id = house.records.get('organizations')?.get(ELSEWHERE)?.[0] ?? 0;
  const words = [markOf(ELSEWHERE), `W440103-${String(id % 1e9).padStart(9, '0')}`];
  const wrong: string[] = [];
  for (const seat of seats) {
    for (const word of words) {
      const { total } = await walkList(house, seat, `/registers/organizations/records?q=${encodeURIComponent(String(word))}`);
      if (total !== 0) wrong.push(`${seat.role} finds ${total} by ${word}`);
    }
    // whole numbers do not travel in addresses
    for (const number of [person?.idNumber, person?.phone]) {
      const question = send('POST', '/registers/organizations/records/by-number?withTotal=true', { number });
      const reply = await house.app.inject({ ...question, headers: { ...question.headers, cookie: seat.cookie } });
      if (reply.json().total !== 0) wrong.push(`${seat.role} by ${number}: ${reply.statusCode}, ${reply.json().total}`);
    }
  }
  return wrong;
}

const TARGET = '/plans/national-2021/targets/MCA-Q01';

/** Whether the records behind a number are those of the place, and the parts add up. */
export async function wrongBehindNumber(house: House): Promise<string[]> {
  const city = house.seats.find(({ role }) => role === 'cityCivilAffairsStaff');
  if (!city) throw new Error('no city');
  const whole = await walkList(house, city, `${TARGET}/records?division=410400`);
  const parts = [];
  for (const code of ['410402', '410403']) parts.push(await walkList(house, city, `${TARGET}/records?division=${code}`));
  const counted = await count(house, sql`from trainings where ${within('div', city.place)}`);
  // one training is the city's own
  const added = parts.reduce((sum, part) => sum + part.total, 1);
  const strange = marksIn(JSON.stringify(whole.items)).filter((code) => !liesWithin(code, city.place));
  const isRight = whole.total === counted && whole.items.length === counted && added === counted && strange.length === 0;
  return isRight ? [] : [`behind the number: ${whole.items.length} of ${whole.total}, parts ${added}, instead of ${counted}; strange ${strange.join()}`];
}

/** Who saw this person's data, answered within a second though very many saw very much. One million views in the long form. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { listViews, type ViewFilter } from '#platform/registers/personal-data-views.ts';
import type { Database } from '#platform/db/database.ts';
import { rangeOf } from '#shared/division-code.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { noteFigure, timeLimit, trials } from '#tests/support/sizes.ts';

const VIEWS = trials(50_000, 1_000_000);
const SECOND_MS = 1000;
const NATION = rangeOf(0, 'nation');
const ONE_DISTRICT = rangeOf(410402 * 1e6, 'county');

let db: Database;

beforeAll(async () => {
  const database = await createTestDatabase();
  db = database.db;
  // exports show everybody of a place again and again; one person is in every thousandth view, one was seen three times, long ago
  await sql`insert into personal_data_views (district, div, register, record_id, persons, fields, way, viewed_at, actor_id, actor_name, post_id, reason, request_id)
    select 410402 + n % 100, (410402 + n % 100) * 1000000::bigint, 'organizations', n % 40000,
      array['person ' || n % 40000, 'phone ' || n % 40000] || case when n % 1000 = 0 then array['often seen'] when n in (7, 8, 9) then array['seldom seen'] else '{}' end,
      array['leaderPhone'], 'exported', timestamptz '2023-01-01' + n * interval '1 second', (n % 900)::text, '人员' || n % 900, '1', '季度核对', 'request ' || n / 500
    from generate_series(1, ${VIEWS}::int) n on conflict do nothing`.execute(database.owner);
  await sql`vacuum analyze personal_data_views`.execute(database.owner);
}, timeLimit(120));

const QUESTIONS: [name: string, filter: ViewFilter, most: number][] = [
  ['a person like others', { range: NATION, persons: ['person 77', 'phone 77'] }, Number.POSITIVE_INFINITY],
  ['a person seen often', { range: NATION, persons: ['often seen'] }, Number.POSITIVE_INFINITY],
  ['a person seen three times, long ago', { range: NATION, persons: ['seldom seen', 'of nobody'] }, 3],
  ['a person nobody saw', { range: NATION, persons: ['of nobody'] }, 0],
  ['a person, by the audit administrator of one district', { range: ONE_DISTRICT, persons: ['often seen'] }, Number.POSITIVE_INFINITY],
  ['a person seen long ago, for one district', { range: rangeOf(410409 * 1e6, 'county'), persons: ['seldom seen'] }, 1],
  ['a record', { range: NATION, record: { register: 'organizations', id: 77 } }, Number.POSITIVE_INFINITY],
  ['the newest of all', { range: NATION }, Number.POSITIVE_INFINITY],
  ['the newest of one district', { range: ONE_DISTRICT }, Number.POSITIVE_INFINITY],
];

describe(`${VIEWS} views of numbers in clear`, () => {
  it(
    'are asked for by person, record and place within a second, page after page',
    async () => {
      const [slow, times]: [string[], string[]] = [[], []];
      for (const [name, filter, most] of QUESTIONS) {
        const start = performance.now();
        const first = await listViews(db, filter, undefined, 51);
        const last = first.at(-1);
        if (last) await listViews(db, filter, { at: last.exactAt, register: last.register, id: last.recordId }, 51);
        const took = performance.now() - start;
        times.push(`${name} ${took.toFixed(1)} ms`);
        if (took > SECOND_MS) slow.push(name);
        expect(first.length, name).toBeLessThanOrEqual(most);
        expect(first.length > 0, name).toBe(most > 0);
      }
      noteFigure({
        promise: 'who saw a person’s numbers is answered within a second',
        tried: `questions to ${VIEWS} views, two pages each`,
        n: QUESTIONS.length,
        wrong: slow.length,
        measured: times.join(', '),
      });
      expect(slow).toEqual([]);
    },
    timeLimit(60),
  );
});

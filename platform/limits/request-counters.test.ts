import { describe, expect, it } from 'vitest';
import { createTestDatabase } from '#tests/support/database.ts';
import { countInDatabase, countInMemory, sweepRequestCounts } from './request-counters.ts';

const { db } = await createTestDatabase();
const NOW = new Date('2023-11-20T04:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const subject = (name: string) => name.padEnd(24, '-');

describe.each([
  ['memory', countInMemory()],
  ['the database', countInDatabase(db)],
])('requests counted in %s', (_name, count) => {
  it('start afresh when the window is over, not before, and each subject for itself', async () => {
    const [one, other] = [subject('one'), subject('other')];
    const requests = async (subjects: string[], at: Date) => (await count(subjects, 60, at)).map((counted) => counted.requests);
    expect(await requests([one, other], NOW)).toEqual([1, 1]);
    expect(await requests([other], later(1))).toEqual([2]);
    expect(await requests([other, one], later(59))).toEqual([3, 2]);
    expect(await requests([one], later(60))).toEqual([1]);
    expect((await count([one], 60, later(70)))[0]?.endsAt).toEqual(later(120));
  });

  it('are none too few when many come at once', async () => {
    const [one, other] = [subject('crowd one'), subject('crowd other')];
    await Promise.all(Array.from({ length: 40 }, (_, index) => count(index % 2 ? [one, other] : [other, one], 60, NOW)));
    expect((await count([one, other], 60, NOW)).map(({ requests }) => requests)).toEqual([41, 41]);
  });
});

it('the memory that counting takes is bounded, and the latest stay counted', async () => {
  const count = countInMemory(100);
  for (let index = 0; index < 1000; index += 1) await count([`address ${index}`], 60, NOW);
  expect((await count(['address 999'], 60, NOW))[0]?.requests).toBe(2);
  expect((await count(['address 0'], 60, NOW))[0]?.requests).toBe(1);
});

it('a window that is over gives its memory back when another begins', async () => {
  const count = countInMemory();
  await count(['early'], 60, NOW);
  await count(['middle'], 60, later(30));
  await count(['late'], 60, later(61));
  // asked as of a time within both: only the one that was over was thrown away
  expect((await count(['early', 'middle'], 60, later(59))).map(({ requests }) => requests)).toEqual([1, 2]);
});

it('windows that are over are swept out of the database, others are not', async () => {
  const count = countInDatabase(db);
  await count([subject('short')], 10, NOW);
  await count([subject('long')], 100, NOW);
  await sweepRequestCounts(db, later(50));
  const rows = await db
    .selectFrom('request_counts')
    .select('subject')
    .where('subject', 'in', [subject('short'), subject('long')])
    .execute();
  expect(rows).toEqual([{ subject: subject('long') }]);
});

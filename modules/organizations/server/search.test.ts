import { beforeAll, describe, expect, it } from 'vitest';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { listRecords } from '#platform/registers/list-records.ts';
import { createRecord, updateRecord } from '#platform/registers/save-record.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';

const { db } = await createTestDatabase();
const context = testContext(db);
const elsewhere = { ...context, actor: { ...context.actor, range: { from: 410403000000, to: 410404000000 } } };
const ids = new Map<string, number>();

async function create(name: string, leaderName: string): Promise<void> {
  const values = { name, leaderName, div: '410402001001', tier: '备案', category: '文体娱乐类', establishedOn: '2022-03-01', memberCount: 9, isHub: false };
  ids.set(name, (await createRecord(context, productRegisters, 'organizations', values)).id);
}

async function find(q: string, asker = context): Promise<{ names: string[]; total: number | null }> {
  const page = await listRecords(asker, productRegisters, 'organizations', { q, state: 'all', filters: {}, limit: 50, withTotal: true });
  return { names: page.items.map(({ values }) => String(values['name'])).sort(), total: page.total };
}

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410400'] });
  await create('夕阳红合唱队', '张春兰');
  await create('向阳红鼓队', '李玉');
  await create('ＡＢ互助组', '张三');
  await create('100%放心_队', '王五');
});

describe('organizations are found', () => {
  it.each([
    ['two characters of the name', '合唱', ['夕阳红合唱队']],
    ['one character', '鼓', ['向阳红鼓队']],
    ['a fragment of several', '阳红', ['向阳红鼓队', '夕阳红合唱队'].sort()],
    ['pinyin initials', 'xyhhc', ['夕阳红合唱队']],
    ['initials in the middle', 'HHCD', ['夕阳红合唱队']],
    ['the leader', '张春', ['夕阳红合唱队']],
    ['a word of the name and one of the leader', '张 互助', ['AB互助组']],
    ['full-width letters', 'ａｂ', ['AB互助组']],
    ['a sign that means something to the database', '100%', ['100%放心_队']],
    ['characters in another order', '唱合', []],
    ['pairs that do not meet', '夕阳鼓队', []],
    ['separators alone', '、', []],
  ])('by %s', async (_what, query, names) => expect(await find(query)).toEqual({ names, total: names.length }));

  it.each(['41', '4104', '410402', '410402001', '410402001001'])('of a place of any size: %s', async (division) => {
    for (const [q, names] of [
      ['合唱', ['夕阳红合唱队']],
      ['阳红', ['向阳红鼓队', '夕阳红合唱队'].sort()],
      ['夕阳鼓', []],
    ] as const) {
      const page = await listRecords(context, productRegisters, 'organizations', { q, division, state: 'all', filters: {}, limit: 50, withTotal: true });
      expect(page.items.map(({ values }) => String(values['name'])).sort()).toEqual(names);
      expect(page.total).toBe(names.length);
    }
  });

  it('page by page, each once, whether the page is filled while walking or sought by the index', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listRecords(context, productRegisters, 'organizations', { q: '阳红', state: 'all', filters: {}, limit: 1, cursor, withTotal: true });
      expect(page.total).toBe(2);
      seen.push(...page.items.map(({ values }) => String(values['name'])));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['夕阳红合唱队', '向阳红鼓队']);
  });

  it('only within the jurisdiction', async () => {
    expect(await find('合唱', elsewhere)).toEqual({ names: [], total: 0 });
  });

  it('by the new name after a change, no longer by the old one', async () => {
    await updateRecord(context, productRegisters, 'organizations', ids.get('向阳红鼓队') ?? 0, 1, { name: '威风锣鼓队' });
    expect((await find('向阳')).names).toEqual([]);
    expect((await find('wflg')).names).toEqual(['威风锣鼓队']);
  });
});

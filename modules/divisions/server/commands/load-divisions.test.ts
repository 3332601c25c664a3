import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFactExchange, type FactChange } from '#platform/facts/fact-exchange.ts';
import { rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { listDivisions } from '../queries/list-divisions.ts';
import { countUnits, listUnits } from '../queries/list-units.ts';
import { resolveDivisions } from '../queries/resolve-divisions.ts';
import { loadDivisions } from './load-divisions.ts';

const { db } = await createTestDatabase();
const changes: FactChange[] = [];
const context = testContext(db, { facts: createFactExchange([], [async (_tx, change) => void changes.push(change)]) });

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410400', '460000', '440100', '440300'] });
});

describe('loadDivisions', () => {
  it('loads the scopes with their ancestors and nothing else', async () => {
    const { rows } = await sql<{ key: number }>`select key from divisions where level <= 2 and key % 100000000 <> 0 or level <= 1 order by key`.execute(db);
    expect(rows.map((row) => row.key)).toEqual([0, 410_000_000_000, 440_000_000_000, 460_000_000_000]);
    expect(await countUnits(db, { range: rangeOf(0, 'nation'), level: 'community' })).toBe(2828 + 2851 + 788 + 3296);
  });

  it('changes nothing the second time and keeps what people changed', async () => {
    await sql`update divisions set counted = false where key = 410402000000`.execute(db);
    expect(await loadDivisions(context, { scope: ['4104'] })).toMatchObject({ added: 0 });
    expect((await resolveDivisions(db, ['410402'], context.today)).get('410402')).toMatchObject({ counted: false });
    await sql`update divisions set counted = true where key = 410402000000`.execute(db);
  });

  it('tells the counters which districts have new units', async () => {
    expect(changes[0]?.sets).toEqual(['divisions']);
    expect(changes[0]?.districts).toContain(410_402);
    expect(changes).toHaveLength(1);
  });

  it('takes a scope by its official code', async () => {
    // the street with its nine communities, the district, the city, the province, the nation
    expect(await loadDivisions(context, { scope: ['440307009000'] })).toMatchObject({ divisions: 5 + 9 });
  });

  it('refuses a code that the list does not hold', async () => {
    await expect(loadDivisions(context, { scope: ['410499'] })).rejects.toMatchObject({ code: 'DIVISION_NOT_IN_DATA' });
    await expect(loadDivisions(context, { scope: ['平顶山'] })).rejects.toMatchObject({ code: 'DIVISION_NOT_IN_DATA' });
  });
});

describe('listDivisions', () => {
  it('gives the entries of the outside contract', async () => {
    const list = await listDivisions(context, { scope: '440390' });
    expect(list[0]).toEqual({
      code: '440390000000',
      name: '大鹏新区',
      level: 'county',
      parent: '440300000000',
      kind: null,
      counted: true,
      alsoCounty: false,
      officialCodes: [],
    });
    expect(list[1]).toMatchObject({ code: '440390009000', name: '葵涌街道', parent: '440390000000', officialCodes: ['440307009000'] });
  });

  it('lists everything loaded, the nation first, without the pseudo-city', async () => {
    const list = await listDivisions(context);
    expect(list[0]).toMatchObject({ code: '000000000000', level: 'nation', parent: null });
    expect(list.some((entry) => entry.code === '469000000000')).toBe(false);
    expect(list.find((entry) => entry.code === '460400000000')).toMatchObject({ level: 'city', alsoCounty: true });
    expect(list.filter((entry) => entry.parent === '410400000000' && entry.counted)).toHaveLength(10);
  });

  it('refuses what lies outside the jurisdiction like something absent', async () => {
    const narrow = testContext(db, {
      actor: { ...context.actor, division: 410_402_000_000, divisionLevel: 'county', range: rangeOf(410_402_000_000, 'county') },
    });
    await expect(listDivisions(narrow, { scope: '440100' })).rejects.toMatchObject({ code: 'DIVISION_NOT_FOUND' });
    expect((await listDivisions(narrow))[0]).toMatchObject({ code: '410402000000' });
  });
});

describe('resolveDivisions', () => {
  it('finds keys, short codes and official codes, and leaves unknown ones out', async () => {
    const found = await resolveDivisions(db, ['410402', '460400000000', '440307009', '440307009001', '999999', 'x', '469000'], '2023-01-01');
    expect([...found].map(([code, unit]) => [code, unit.key, unit.inForceOn])).toEqual([
      ['410402', 410_402_000_000, true],
      ['460400000000', 460_400_000_000, true],
      ['440307009', 440_390_009_000, true],
      ['440307009001', 440_390_009_001, true],
    ]);
    expect(found.get('440307009001')).toMatchObject({ district: 440_390, recordedKey: 440_390_009_001, inForceNow: true });
  });
});

describe('listUnits', () => {
  it('counts a city without counties as a county-level unit', async () => {
    const hainan = { range: rangeOf(460_000_000_000, 'province'), level: 'county' as const };
    expect(await countUnits(db, hainan)).toBe(27);
    expect((await listUnits(db, hainan)).filter((unit) => unit.alsoCounty)).toMatchObject([{ key: 460_400_000_000, level: 'city' }]);
  });

  it('selects by level, kind and counted flag', async () => {
    const pingdingshan = rangeOf(410_400_000_000, 'city');
    expect(await countUnits(db, { range: pingdingshan, level: 'community', kind: 'urban' })).toBe(279);
    expect(await countUnits(db, { range: pingdingshan, level: 'community', kind: 'rural', onDay: '2022-01-01' })).toBe(2549);
    expect(await countUnits(db, { range: rangeOf(440_100_000_000, 'city'), level: 'township', countedOnly: true })).toBe(176);
    expect((await listUnits(db, { range: pingdingshan, levels: ['city', 'county'] })).map((unit) => unit.level)).toEqual([
      'city',
      ...Array<string>(12).fill('county'),
    ]);
  });
});

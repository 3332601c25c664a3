import { grantsOf } from '#platform/access/actor.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { rangeOf } from '#shared/division-code.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createTestApp } from '#tests/support/http.ts';
import { loadDivisions } from './commands/load-divisions.ts';
import { registerDivisions } from './index.ts';

const { db } = await createTestDatabase();
const context = testContext(db);
const app = await createTestApp(context, registerDivisions);
const clerk = {
  ...context.actor,
  grants: grantsOf(['division.read']),
  division: 410_402_000_000,
  divisionLevel: 'county' as const,
  range: rangeOf(410_402_000_000, 'county'),
};
const narrow = await createTestApp(testContext(db, { actor: clerk }), registerDivisions);
const get = async (url: string) => (await app.inject({ url: `/api/v1/divisions${url}` })).json();
const rename = { kind: 'rename', code: '410403', name: '卫东新区', onDay: '2023-11-01', reason: '批复〔2023〕2 号' };

beforeAll(async () => {
  await loadDivisions(context, { scope: ['410402', '410403', '440390', '460400'] });
});

describe('the routes of divisions', () => {
  it('give children page by page with a true total on request', async () => {
    const first = await get('/410402/children?limit=10&withTotal=true');
    expect(first.items).toHaveLength(10);
    expect(first.items[0]).toMatchObject({ code: '410402001000', path: ['河南省', '平顶山市', '新华区', '曙光街街道'], childCount: expect.any(Number) });
    const second = await get(`/410402/children?limit=200&cursor=${first.nextCursor}`);
    expect(first.items.length + second.items.length).toBe(first.total);
    expect(second.nextCursor).toBeNull();
  });

  it('give a division by key, short code or official code', async () => {
    expect(await get('/440307009000')).toMatchObject({ code: '440390009000', officialCodes: ['440307009000'], source: expect.stringContaining('国家统计局') });
    expect((await get('/999999')).code).toBe('DIVISION_NOT_FOUND');
    expect((await get('/41x')).code).toBe('INPUT_INVALID');
  });

  it('search with a path', async () => {
    expect((await get(`/search?q=${encodeURIComponent('大鹏')}`)).items[0]).toMatchObject({ code: '440390000000', path: ['广东省', '深圳市', '大鹏新区'] });
    expect((await get('/search?q=')).code).toBe('INPUT_INVALID');
  });

  it('list the tree of a level', async () => {
    const list = await get('?level=county&withTotal=true');
    expect(list.items.map((item: { code: string }) => item.code)).toEqual(['410402000000', '410403000000', '440390000000', '460400000000']);
    expect(list.total).toBe(4);
  });

  it('list a city without counties among the counties too, still as a city', async () => {
    const counties = await get('?level=county&scope=460000&withTotal=true');
    expect(counties).toMatchObject({ items: [{ code: '460400000000', level: 'city', alsoCounty: true }], total: 1 });
    expect(await get('?level=city&scope=460000&withTotal=true')).toMatchObject({ items: [{ code: '460400000000' }], total: 1 });
  });

  it('preview and carry out an operation, and log it', async () => {
    const preview = await app.inject({ method: 'POST', url: '/api/v1/divisions/operations/preview', payload: rename });
    expect(preview.json().changed).toEqual([{ code: '410403000000', name: '卫东新区', was: '卫东区' }]);
    expect((await get('/410403')).name).toBe('卫东区');
    expect((await app.inject({ method: 'POST', url: '/api/v1/divisions/operations', payload: rename })).statusCode).toBe(200);
    expect(await get('/410403')).toMatchObject({ name: '卫东新区', formerStates: [{ name: '卫东区', until: '2023-11-01' }] });
    expect((await get('/operations')).items).toMatchObject([{ kind: '改名', onDay: '2023-11-01', reason: '批复〔2023〕2 号' }]);
  });

  it('keep to the jurisdiction and to the verb', async () => {
    const ask = async (url: string) => (await narrow.inject({ url: `/api/v1/divisions${url}` })).statusCode;
    expect([await ask('/410402'), await ask('/410403'), await ask('/410403/children'), await ask('/search?q=440390&within=440390')]).toEqual([
      200, 404, 404, 404,
    ]);
    expect((await narrow.inject({ method: 'POST', url: '/api/v1/divisions/operations', payload: rename })).statusCode).toBe(403);
  });
});

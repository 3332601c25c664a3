/** Pages kept for the next visitor: how long, for whom, and what makes them old. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { productRegisters } from '#apps/server/registers.ts';
import { loadDivisions } from '#modules/divisions/server/public.ts';
import { createRecord } from '#platform/registers/save-record.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { encodingFor, PageCache } from './page-cache.ts';

const COMMUNITY = '410402001001';
const { db, portal, owner } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal });
let now = 0;
const cache = new PageCache(() => now);
let app: FastifyInstance;
let id = 0;

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410402'] });
  const usual = { tier: '备案', category: '文体娱乐类', establishedOn: '2022-03-01', memberCount: 43, isHub: false };
  ({ id } = await createRecord(operator, productRegisters, 'organizations', { name: '夕阳红合唱队', div: COMMUNITY, leaderName: '欧阳春晖', ...usual }));
  ({ app } = await createServer({ platform: operator.platform, log: false, pages: cache }));
}, 60_000);
afterAll(() => app.close());

const visit = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });
const rename = (name: string) => sql`update organizations set name = ${name} where id = ${id}`.execute(owner);
const titleOf = (body: string) => /<h1>([^<]+)<\/h1>/.exec(body)?.[1];
const title = async (headers?: Record<string, string>) => titleOf((await visit(`/groups/${id}`, headers)).body);

describe('a page for anybody', () => {
  it('is rendered once for many, and anew after thirty seconds', async () => {
    now = 0;
    expect(await title()).toBe('夕阳红合唱队');
    await rename('夕阳红歌队');
    now = 29_999;
    expect(await title()).toBe('夕阳红合唱队');
    now = 30_000;
    expect(await title()).toBe('夕阳红歌队');
  });

  it('is rendered anew two seconds after a change that went through this process', async () => {
    now = 100_000;
    await title();
    await rename('曙北歌队');
    now += 1999;
    await app.inject({
      method: 'POST',
      url: '/display',
      headers: { origin: 'http://localhost:80', 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'mode=plain&back=%2F',
    });
    expect(await title()).toBe('夕阳红歌队');
    now += 1;
    expect(await title()).toBe('曙北歌队');
  });

  it('is another one in another display, at another place and another address', async () => {
    now = 200_000;
    expect((await visit('/')).body).toContain('先选您住的社区');
    expect((await visit('/', { cookie: `wotu_place=${COMMUNITY}` })).body).toContain('曙北社区');
    expect((await visit('/', { cookie: 'wotu_display=elder' })).body).toContain('class="elder"');
    expect((await visit('/?a=1')).body).toContain('value="/?a=1"');
    expect((await visit('/')).body).toContain('<html lang="zh-CN">');
  });

  it('comes compressed as the browser takes it, always the same', async () => {
    now = 300_000;
    for (let round = 0; round < 2; round += 1) {
      const plain = (await visit('/accessibility')).rawPayload;
      const br = await visit('/accessibility', { 'accept-encoding': 'gzip, deflate, br' });
      const gzip = await visit('/accessibility', { 'accept-encoding': 'gzip' });
      expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
      expect(brotliDecompressSync(br.rawPayload).equals(plain)).toBe(true);
      expect(gunzipSync(gzip.rawPayload).equals(plain)).toBe(true);
    }
  });

  it('is asked for again by its tag, and is kept by nobody in between', async () => {
    now = 400_000;
    const { headers } = await visit('/accessibility');
    expect(headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: 'Accept-Encoding, Cookie' });
    const again = await visit('/accessibility', { 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await visit('/accessibility', { 'if-none-match': '"other"' })).statusCode).toBe(200);
    expect((await visit('/accessibility', { 'if-none-match': String(headers.etag), cookie: 'wotu_display=elder' })).statusCode).toBe(200);
  });

  it('is never kept when it sets a cookie, was not found, or belongs to somebody signed in', async () => {
    now = 500_000;
    for (const url of [`/groups?place=${COMMUNITY}`, '/groups/999999', '/my/sign-in', '/check?code=7K3M', '/notices'])
      expect([url, (await visit(url)).headers['cache-control']]).toEqual([url, 'no-store']);
    expect((await visit(`/groups?place=${COMMUNITY}`)).cookies).toHaveLength(1);
    // whoever has the cookie already gets the kept page
    const again = await visit(`/groups?place=${COMMUNITY}`, { cookie: `wotu_place=${COMMUNITY}` });
    expect([again.cookies, again.headers['cache-control']]).toEqual([[], 'private, no-cache']);
  });
});

describe('the cache', () => {
  const keep = (key: string, text: string) => cache.keep(key, 'text/html', text, 'identity');

  it('lets one visit render an outdated page while the others get the former one', async () => {
    now = 600_000;
    await keep('busy', 'former');
    now += 30_000;
    expect(cache.find('busy', 'identity')).toBeUndefined();
    expect(cache.find('busy', 'identity')?.body.toString()).toBe('former');
    now += 5000;
    expect(cache.find('busy', 'identity')).toBeUndefined();
  });

  it('drops what was asked for the longest time ago when it is full', async () => {
    now = 700_000;
    const megabyte = 'x'.repeat(1_048_576);
    await keep('first', megabyte);
    await keep('second', megabyte);
    for (let number = 0; number < 29; number += 1) {
      await keep(`further ${number}`, megabyte);
      cache.find('first', 'identity');
    }
    for (let number = 29; number < 32; number += 1) await keep(`further ${number}`, megabyte);
    expect([cache.find('first', 'identity') !== undefined, cache.find('second', 'identity')]).toEqual([true, undefined]);
  });

  it('lets go of what nobody is sent any more', async () => {
    const own = new PageCache(() => now);
    now = 800_000;
    for (let number = 0; number < 100; number += 1) await own.keep(`page ${number}`, 'text/html', 'x'.repeat(10_000), 'identity');
    expect(own.size).toBe(1_000_000);
    now += 36_000;
    await own.keep('new', 'text/html', 'x', 'identity');
    expect(own.size).toBe(1);
  });

  it.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br', 'br'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br;q=0.000', 'identity'],
    ['brotli', 'identity'],
  ])('takes %s for %s', (accepted, encoding) => {
    expect(encodingFor(accepted)).toBe(encoding);
  });
});

it.each(['br', 'gzip', 'identity'] as const)('a page kept as %s holds no memory but its own', async (encoding) => {
  const { body } = await new PageCache(() => 0).keep('/', 'text/html', '社区'.repeat(2000), encoding);
  expect(body.buffer.byteLength).toBe(body.length);
});

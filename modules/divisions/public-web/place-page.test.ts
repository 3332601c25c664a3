/** Choosing the place one lives in, over HTTP, read through the role of the public pages. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { loadDivisions, loadMapPack } from '#modules/divisions/server/public.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';

const { db, portal } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts(), portalDb: portal });
const COMMUNITY = '410402001001';
let app: FastifyInstance;

beforeAll(async () => {
  await loadDivisions(operator, { scope: ['410402', '110101'] });
  ({ app } = await createServer({ platform: operator.platform, log: false }));
}, 60_000);
afterAll(() => app.close());

const visit = (url: string, cookie = '') => app.inject({ method: 'GET', url, headers: cookie ? { cookie } : {} });
const linksIn = (body: string) =>
  [...body.matchAll(/<a[^>]* href="(\/place\?[^"]+)">([^<]+)<\/a>/g)].map(([, href = '', text]) => ({ href: href.replaceAll('&amp;', '&'), text }));
const search = async (q: string) => (await visit(`/place?q=${encodeURIComponent(q)}`)).body;

describe('somebody who says where they live', () => {
  it('goes down step by step, and the community chosen is remembered and counts on the front page', async () => {
    let url = '/place?back=%2F';
    for (const text of ['河南省', '平顶山市', '新华区', '曙光街街道']) {
      const link = linksIn((await visit(url)).body).find((each) => each.text === text);
      expect([text, link]).not.toEqual([text, undefined]);
      url = link?.href ?? '';
    }
    const communities = linksIn((await visit(url)).body).filter(({ href }) => href.includes('choose=4104020010'));
    expect(communities.length).toBeGreaterThan(3);
    const chosen = await visit(`/place?choose=${COMMUNITY}&back=%2Fgroups`);
    expect([chosen.statusCode, chosen.headers.location]).toEqual([303, '/groups']);
    expect(chosen.cookies).toMatchObject([{ name: 'wotu_place', value: COMMUNITY, httpOnly: true, sameSite: 'Lax' }]);
    expect((await visit('/', `wotu_place=${COMMUNITY}`)).body).toContain('曙光街');
  });

  it.each([
    ['a name', '曙北'],
    ['names from above to below', '平顶山 曙北'],
    ['names in one run', '平顶山曙北'],
    ['initials', 'sbsq'],
  ])('searches by %s and sees each with the places above it', async (_by, q) => {
    const found = linksIn(await search(q)).filter(({ href }) => href.includes('choose='));
    expect(found.map(({ text }) => text)).toContain('河南省 平顶山市 新华区 曙光街街道 曙北社区');
  });

  it('may choose a whole county or street, and never a grouping nobody lives in by name', async () => {
    expect((await visit('/place?in=410402000000')).body).toContain('就选新华区');
    expect(linksIn((await visit('/place?in=110000000000')).body).map(({ text }) => text)).toContain('东城区');
    expect(await search('市辖区')).not.toContain('choose=110100000000');
  });

  it('is told what to do when nothing is found', async () => {
    expect(await search('没有这样的地方')).toContain('请少写一两个字');
  });

  it.each(['choose=999999999999', 'choose=x', 'in=999999999999', "in=410402'--", 'choose=000000000000'])(
    'is told of an address of no place: %s',
    async (query) => {
      const { statusCode, body, cookies } = await visit(`/place?${query}`);
      expect([statusCode, cookies]).toEqual([404, []]);
      expect(body).toContain('没有这个地方');
    },
  );

  it.each(['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example', '/"><script>'])(
    'is led back to pages of this site only: %s',
    async (back) => {
      const { headers } = await visit(`/place?choose=${COMMUNITY}&back=${encodeURIComponent(back)}`);
      expect(headers.location).toBe('/');
    },
  );

  it.each(['%00', '%27%20or%201%3D1--', '%25', '_', encodeURIComponent('𠮷'.repeat(300)), '%3Cscript%3E', '\\'])(
    'is answered with a page, whatever is typed: %s',
    async (q) => {
      const { statusCode, body } = await visit(`/place?q=${q}`);
      expect(statusCode).toBe(200);
      expect(body).not.toMatch(/<script/i);
    },
  );

  it('may let the device say where, once there are approved outlines', async () => {
    const locate = async (longitude: string, latitude: string, back = '/groups') => {
      const payload = new URLSearchParams({ longitude, latitude, back }).toString();
      const headers = { origin: 'http://localhost:80', 'content-type': 'application/x-www-form-urlencoded' };
      const { statusCode, headers: told } = await app.inject({ method: 'POST', url: '/place/near', headers, payload });
      return [statusCode, told.location];
    };
    expect((await visit('/place')).body).not.toContain('用我现在的位置');
    const corner = (longitude: number, latitude: number) => [longitude, latitude];
    const ring = [corner(113, 33), corner(113.2, 33), corner(113.2, 33.2), corner(113, 33.2), corner(113, 33)];
    const areas = [410402, 410400].map((adcode) => ({ type: 'Feature', properties: { adcode }, geometry: { type: 'Polygon', coordinates: [ring] } }));
    const file = new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features: areas }));
    const facts = { name: '图', source: '标准地图', coordinateSystem: 'CGCS2000', edition: '2024年版' } as const;
    await loadMapPack(operator, facts, file);
    expect(await locate('113.1', '33.1')).toEqual([303, '/place?back=%2Fgroups&near=0']);
    await loadMapPack(operator, { ...facts, approvalNumber: '豫S〔2024〕012号' }, file);
    // the lowest place whose outline holds the point
    expect(await locate('113.1', '33.1', '/notices')).toEqual([303, '/place?back=%2Fnotices&near=1&in=410402000000']);
    const offered = (await visit('/place?back=%2Fnotices&near=1&in=410402000000')).body;
    expect(offered).toContain('按您的位置，大概在<strong>河南省 平顶山市 新华区</strong>');
    expect(offered).toMatch(/<form method="post" action="\/place\/near" data-locates hidden>/);
    for (const [longitude, latitude] of [
      ['114', '33.1'],
      ['', ''],
      ['x', '33'],
      ['113.1', '90'],
      ['1e400', '33'],
    ] as const)
      expect(await locate(longitude, latitude, '//elsewhere.example')).toEqual([303, '/place?back=%2F&near=0']);
    expect((await visit('/place?back=%2F&near=0')).body).toContain('您的位置不在平台有地图的地方');
  });
});

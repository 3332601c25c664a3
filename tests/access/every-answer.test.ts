/** Headers and shape of every answer, errors of every kind included; cookies; requests of other sites. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { openAccount } from '#tests/support/accounts.ts';
import { type House, openHouse } from './open-house.ts';
import { XINHUA } from './places.ts';
import { upload } from './question.ts';

let house: House;
let invitation = '';
const MEGABYTE = 1_048_576;

beforeAll(async () => {
  house = await openHouse();
  const { link } = await openAccount(house.operator, { name: 'invited', division: XINHUA.code, password: false });
  invitation = `/welcome/${link}`;
}, 120_000);
afterAll(() => house.app.close());

function ask(question: InjectOptions): Promise<LightMyRequestResponse> {
  const cookie = house.seats.find(({ role }) => role === 'districtCivilAffairsStaff')?.cookie;
  return house.app.inject({ ...question, headers: { cookie, ...question.headers } });
}
const json = { 'content-type': 'application/json' };

const KINDS: [string, number, InjectOptions][] = [
  ['an answer', 200, { url: '/api/v1/plans' }],
  ['a file', 200, { url: '/api/v1/templates/evidence' }],
  ['the front page', 200, { url: '/' }],
  ['the console', 302, { url: '/console' }],
  ['the document of the interface', 200, { url: '/api/v1/openapi.json' }],
  ['whether the process lives', 200, { url: '/healthz' }],
  ['whether the database lives', 200, { url: '/readyz' }],
  ['nobody signed in', 401, { url: '/api/v1/plans', headers: { cookie: '' } }],
  ['a token that nobody has', 401, { url: '/api/v1/plans', headers: { authorization: 'Bearer xxxxxxxxxxxxxxxxxxxxxxxxx' } }],
  ['a missing right', 403, { url: '/api/v1/audit-entries' }],
  ['another site', 403, { method: 'POST', url: '/api/v1/offices', payload: {}, headers: { ...json, origin: 'https://evil.example' } }],
  ['an unknown address', 404, { url: '/api/v1/nothing' }],
  ['an unknown page', 404, { url: '/nothing' }],
  ['a one-time link that does not work', 404, { url: '/welcome/unknown' }],
  ['a form that is none', 422, { method: 'POST', url: '/welcome/invited', payload: '{"password":5,"repeated":5}', headers: json }],
  ['metrics asked from elsewhere', 404, { url: '/metrics', remoteAddress: '10.1.2.3' }],
  ['a broken escape in the path', 404, { url: '/api/v1/accounts/%ff' }],
  ['an endless part of the path', 404, { url: `/api/v1/accounts/${'9'.repeat(4000)}` }],
  ['a wrong field', 422, { url: '/api/v1/divisions?limit=x' }],
  ['broken JSON', 422, { method: 'POST', url: '/api/v1/reports', payload: '{', headers: json }],
  ['another format', 415, { method: 'POST', url: '/api/v1/reports', payload: '<a/>', headers: { 'content-type': 'text/xml', 'x-wotu-request': '1' } }],
  ['too much JSON', 413, { method: 'POST', url: '/api/v1/reports', payload: JSON.stringify({ plan: 'x'.repeat(6 * MEGABYTE) }), headers: json }],
  ['too large a file', 413, upload('/imports', 'a.xlsx', Buffer.alloc(50 * MEGABYTE + 1))],
  ['no workbook', 200, upload('/imports', 'a.xlsx', Buffer.from('MZ no workbook'))],
];

describe('every answer', () => {
  it.each(KINDS)('to %s has its headers and tells nothing of the inside', async (_name, status, question) => {
    const url = String(question.url).replace('/welcome/invited', invitation);
    const reply = await ask({ ...question, url });
    expect([reply.statusCode, reply.statusCode === status ? '' : reply.body.slice(0, 300)]).toEqual([status, '']);
    expect(reply.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(reply.headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
    expect(reply.headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
    expect(reply.headers['x-powered-by']).toBeUndefined();
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    expect([status, status < 400 ? 'no-store' : reply.headers['cache-control']]).toEqual([status, 'no-store']);
    expect(reply.body.slice(0, 5000)).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|FST_ERR/);
  });

  it('of the interface is kept by nobody', async () => {
    for (const url of ['/api/v1/session', '/api/v1/plans', '/api/v1/registers/organizations/records', '/api/v1/exports/evidence?masked=true'])
      expect((await ask({ url })).headers['cache-control'], url).toBe('no-store');
  });
});

describe('a request that another site makes a browser send', () => {
  const forms = [
    { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
    { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' },
    { origin: 'null', 'content-type': 'application/json' },
    { 'content-type': 'multipart/form-data; boundary=x' },
  ];

  it('changes nothing, whatever the operation', async () => {
    for (const { method, path, operationId } of house.routes.filter((route) => route.method !== 'GET')) {
      for (const headers of forms) {
        const reply = await ask({ method, url: path.replaceAll(/:\w+/g, '1'), headers, payload: '{}' });
        expect([operationId, reply.statusCode, reply.json().code]).toEqual([operationId, 403, 'CROSS_SITE']);
      }
    }
  });

  it('is not helped by a made-up bearer token', async () => {
    const headers = { ...json, origin: 'https://evil.example', authorization: 'Bearer x' };
    const reply = await ask({ method: 'POST', url: '/api/v1/offices', headers, payload: { name: '外站', kind: 'other', division: XINHUA.code } });
    expect(reply.statusCode).toBe(401);
  });
});

import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#platform/db/database.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { createServer } from './create-server.ts';

const { db } = await createTestDatabase();
const lines: string[] = [];
const { app } = await createServer({ platform: testContext(db).platform, log: { write: (line) => void lines.push(line) } });

describe('the server', () => {
  it('answers the front page with a way to sign in', async () => {
    const reply = await app.inject('/');
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('href="/console/"');
  });

  it('reports that process and database are well', async () => {
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready' });
  });

  it('shows metrics on the machine itself and to nobody else', async () => {
    await app.inject('/healthz');
    expect((await app.inject('/metrics')).body).toContain('http_requests_total{method="GET",route="/healthz",status="200"}');
    expect((await app.inject({ url: '/metrics', remoteAddress: '10.1.2.3' })).statusCode).toBe(404);
    expect((await app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '10.1.2.3' } })).statusCode).toBe(404);
  });

  it('sends the security headers with every answer, errors included', async () => {
    for (const url of ['/', '/healthz', '/api/v1/nowhere', '/console/', '/metrics']) {
      const { headers } = await app.inject({ url, remoteAddress: '10.1.2.3' });
      expect(headers['content-security-policy'], url).toContain("default-src 'self';script-src 'self';");
      expect(headers['content-security-policy'], url).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options'], url).toBe('nosniff');
      expect(headers['referrer-policy'], url).toBe('same-origin');
      expect(headers['strict-transport-security'], url).toContain('max-age=31536000; includeSubDomains');
      expect(headers['x-request-id'], url).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('answers an unknown address with a problem document in Chinese', async () => {
    const reply = await app.inject('/api/v1/nowhere');
    expect(reply.statusCode).toBe(404);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.json()).toMatchObject({ status: 404, code: 'PATH_UNKNOWN', title: expect.stringContaining('没有这个地址') });
  });

  it('shows a browser a page with a way on for an unknown address, in the display that was chosen', async () => {
    const ask = (url: string, headers = {}) => app.inject({ url, headers: { accept: 'text/html,*/*', ...headers } });
    const reply = await ask('/my/nowhere', { cookie: 'wotu_display=elder' });
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    for (const told of ['没有这个页面', 'href="/"', 'class="elder"']) expect(reply.body).toContain(told);
    expect((await ask('/api/v1/nowhere')).headers['content-type']).toContain('application/problem+json');
  });

  it('tells a browser in words when something could not be done, and a program in a problem document', async () => {
    const away = openDatabase({ host: '127.0.0.1', port: 1, max: 1 });
    const { app: lost } = await createServer({ platform: { ...testContext(db).platform, portalDb: away }, log: false });
    const ask = (accept: string) => lost.inject({ url: '/groups', headers: { accept } });
    const [page, problem] = [await ask('text/html'), await ask('application/json')];
    expect([page.statusCode, page.headers['content-type'], page.headers['retry-after']]).toEqual([503, 'text/html; charset=utf-8', '5']);
    expect(page.body).toContain('数据库暂时连不上');
    expect([problem.statusCode, problem.json().code]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    await lost.close();
    await away.destroy();
  });

  it('limits the requests of one address and says when to try again', async () => {
    let last = await app.inject({ url: '/healthz', remoteAddress: '10.9.9.9' });
    for (let count = 0; count < 3000 && last.statusCode === 200; count += 1) last = await app.inject({ url: '/healthz', remoteAddress: '10.9.9.9' });
    expect(last.statusCode).toBe(429);
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect((await app.inject({ url: '/healthz', remoteAddress: '10.9.9.8' })).statusCode).toBe(200);
  });

  it('says 503 and what to do while the database is away, and stays up', async () => {
    const away = openDatabase({ host: '/nonexistent', user: 'nobody', database: 'none' });
    const server = await createServer({ platform: { ...testContext(db).platform, db: away }, log: false });
    expect((await server.app.inject('/healthz')).statusCode).toBe(200);
    const ready = await server.app.inject('/readyz');
    expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'databaseUnavailable' }]);
    const reply = await server.app.inject({ method: 'POST', url: '/api/v1/session', payload: { account: 'a', password: 'b' } });
    expect([reply.statusCode, reply.json().code]).toEqual([503, 'DATABASE_UNAVAILABLE']);
    await server.app.close();
    await away.destroy();
  });

  it('is not ready any more once it was told to stop, while it answers what is under way', async () => {
    const { app: stopping } = await createServer({ platform: testContext(db).platform, log: false });
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    stopping.get('/held', async () => {
      await held;
      return 'done';
    });
    await stopping.listen({ port: 0, host: '127.0.0.1' });
    const { port } = stopping.server.address() as AddressInfo;
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async (path: string) => {
      const request = get({ port, path, agent });
      const [reply] = (await once(request, 'response')) as [IncomingMessage];
      return [reply.statusCode, (await reply.toArray()).join('')];
    };
    expect(await ask('/readyz')).toEqual([200, '{"status":"ready"}']);
    // a proxy keeps its connection and sends the next request down it
    const underWay = [ask('/held'), ask('/readyz')];
    await vi.waitFor(() => expect(stopping.server.listening).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = stopping.close();
    await vi.waitFor(() => expect(stopping.server.listening).toBe(false));
    letGo();
    expect(await Promise.all(underWay)).toEqual([
      [200, 'done'],
      [503, '{"status":"stopping"}'],
    ]);
    await closed;
    agent.destroy();
  });

  it('logs neither query strings nor the secret of a one-time link', async () => {
    lines.length = 0;
    await app.inject('/api/v1/nowhere?name=王秀英');
    await app.inject('/welcome/abcdefghijklmnop');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain(encodeURIComponent('王秀英'));
    expect(lines.join('')).not.toContain('王秀英');
    expect(lines.join('')).not.toContain('abcdefghijklmnop');
  });
});

describe('a reverse proxy on another machine', async () => {
  const { app: behind } = await createServer({ platform: testContext(db).platform, log: false, trustedProxies: ['172.30.57.0/24'] });
  /** A browser's change over HTTPS, as the proxy hands it on. */
  const change = (remoteAddress: string) =>
    behind.inject({
      method: 'POST',
      url: '/api/v1/session',
      remoteAddress,
      headers: {
        host: 'wotu.example',
        origin: 'https://wotu.example',
        'sec-fetch-site': 'same-origin',
        'x-forwarded-proto': 'https',
        'x-forwarded-for': '203.0.113.9',
      },
      payload: { account: 'nobody', password: 'Wrong-password-1' },
    });

  it('is believed when it is named, and nobody else is', async () => {
    expect((await change('172.30.57.3')).json()).toMatchObject({ code: expect.not.stringMatching('CROSS_SITE') });
    expect((await change('172.30.58.3')).json()).toMatchObject({ code: 'CROSS_SITE' });
    expect((await change('127.0.0.1')).json()).toMatchObject({ code: 'CROSS_SITE' });
    // what is for the machine itself stays closed to visitors who come through the proxy
    expect((await behind.inject({ url: '/metrics', remoteAddress: '172.30.57.3', headers: { 'x-forwarded-for': '203.0.113.9' } })).statusCode).toBe(404);
  });
});

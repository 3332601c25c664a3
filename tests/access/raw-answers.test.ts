/** Answers that no route gives: over a real socket, as an attacker's bytes come in. */
import { connect, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';

const { db } = await createTestDatabase();
const { app } = await createServer({ platform: testContext(db).platform, log: false });
let port = 0;
/** Names of the headers that every answer bears, as an ordinary one has them. */
let wanted: string[] = [];

beforeAll(async () => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
  const ordinary = await app.inject('/healthz');
  wanted = Object.keys(ordinary.headers).filter((name) => /^(content-security|cross-origin|origin-agent|permissions|referrer|strict-transport|x-)/.test(name));
});
afterAll(() => app.close());

function read(socket: Socket): Promise<string> {
  let text = '';
  return new Promise((resolve) => {
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', () => resolve(text));
    setTimeout(() => socket.destroy(), 3000).unref();
  });
}

function exchange(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return read(socket);
}

function headersOf(answer: string): Record<string, string> {
  const head = answer.split('\r\n\r\n')[0] ?? '';
  return Object.fromEntries(
    head
      .split('\r\n')
      .slice(1)
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}Connection: close\r\n\r\n`;
const ANSWERS: [string, number, string][] = [
  ['bytes that are no HTTP', 400, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
  ['a broken first line', 400, 'GET / HTTP/9.9.9\r\n\r\n'],
  ['a header without a name', 400, 'GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n'],
  ['both lengths at once (smuggling)', 400, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ['two lengths', 400, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd'],
  ['a broken chunk', 400, 'POST /api/v1/reports HTTP/1.1\r\nHost: a\r\nX-Wotu-Request: 1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ['no host', 400, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['headers without end', 431, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
  ['an expectation nobody can meet', 417, get('/', 'Expect: 200-maybe\r\n')],
  ['a page', 200, get('/')],
  ['a broken escape', 404, get('/api/v1/accounts/%ff')],
  ['TRACE', 403, 'TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ['a method of somebody else', 403, 'PROPFIND /api/v1/plans HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ['an absolute address', 404, 'GET http://169.254.169.254/latest HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
  ['the repository', 404, get('/.git/config')],
  ['a way out of the console’s folder', 404, get('/console/assets/..%2f..%2f..%2fpackage.json')],
  ['too much JSON', 413, `POST /api/v1/session HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 9999999\r\n\r\n{`],
];

describe('every answer over the wire', () => {
  it.each(ANSWERS)('to %s bears the headers', async (_name, status, bytes) => {
    const answer = await exchange(bytes);
    expect(answer.split('\r\n')[0]).toContain(` ${status} `);
    const headers = headersOf(answer);
    expect(wanted.length).toBeGreaterThan(8);
    expect(wanted.filter((name) => headers[name] === undefined)).toEqual([]);
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
    expect(headers['server']).toBeUndefined();
    if (status < 400) return;
    expect(headers['cache-control']).toBe('no-store');
    expect(answer).not.toMatch(/node_modules|at \w+ \(|HPE_|Parse Error/);
    // whole problems, and one sentence for people where a page was asked for
    expect(answer).toMatch(headers['content-type']?.includes('problem') ? /"title":"[^"]+。","status":4/ : /没有这个页面/);
  });

  it('to a request that never ends bears them too', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Le');
    const [served] = await new Promise<Socket[]>((resolve) => app.server.getConnections(() => setTimeout(() => resolve(connections), 100)));
    // Node raises this after ten minutes; the test does not wait so long
    app.server.emit('clientError', Object.assign(new Error('timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), served);
    const answer = await read(socket);
    expect(answer).toContain(' 408 Request Timeout');
    expect(wanted.filter((name) => headersOf(answer)[name] === undefined)).toEqual([]);
  });
});

const connections: Socket[] = [];
app.server.on('connection', (socket) => void (connections.unshift(socket) && (connections.length = 1)));

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPublicAddress } from './address-ranges.ts';
import { readAllowedOrigins } from './allowed-origins.ts';
import { createOutgoing, type Outgoing } from './outgoing.ts';

const seen: { url: string | undefined; headers: IncomingMessage['headers']; body: string }[] = [];
const servers: Server[] = [];
const ANSWERS: Record<string, (reply: ServerResponse) => void> = {
  '/ok': (reply) => reply.end('好'),
  '/teapot': (reply) => reply.writeHead(418).end('{"a":1}'),
  '/large': (reply) => reply.end(Buffer.alloc(2_000_000)),
  '/endless': (reply) => void pour(reply),
  '/silent': () => undefined,
  '/slow-drops': (reply) => void setInterval(() => reply.write('.'), 50).unref(),
  '/cut': (reply) => void reply.writeHead(200, { 'content-length': '100' }).write('half', () => reply.destroy()),
  '/there': (reply) => reply.writeHead(302, { location: '/ok' }).end(),
  '/round': (reply) => reply.writeHead(302, { location: '/round' }).end(),
  '/metadata': (reply) => reply.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  '/file': (reply) => reply.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/elsewhere': (reply) => reply.writeHead(302, { location: `${second}/ok` }).end(),
};
let first = '';
let second = '';

function pour(reply: ServerResponse): void {
  const block = Buffer.alloc(65_536);
  const more = () => {
    while (!reply.destroyed && reply.write(block));
  };
  reply.on('drain', more);
  more();
}

async function start(): Promise<string> {
  const server = createServer(async (request, reply) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    seen.push({ url: request.url, headers: request.headers, body });
    ANSWERS[request.url ?? '']?.(reply);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let outgoing: Outgoing;
beforeAll(async () => {
  first = await start();
  second = await start();
  outgoing = createOutgoing({ allowed: readAllowedOrigins(`${first}, ${second}`) });
});
afterAll(() => servers.forEach((server) => server.closeAllConnections() ?? server.close()));

/** No name of these tests is asked of a real resolver. */
const named = (addresses: readonly string[], allow = '') => createOutgoing({ allowed: readAllowedOrigins(allow), resolve: async () => addresses });
const REFUSED = { code: 'OUTGOING_ADDRESS_REFUSED' };
const FAILED = { code: 'OUTGOING_FAILED' };

describe('an address that nobody listed', () => {
  it.each([
    'http://example.org/',
    'https://example.org:8443/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'data:text/plain,x',
    'https://user:secret@example.org/',
    'nonsense',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://10.0.0.8/',
    'https://172.16.3.4/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://100.100.100.200/latest/meta-data/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::a9fe:a9fe]/',
    'https://[2002:7f00:1::]/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://255.255.255.255/',
    'https://224.0.0.1/',
    'https://１２７.0.0.1/',
  ])('%s is refused', async (address) => {
    await expect(named(['93.184.216.34']).send(address)).rejects.toMatchObject(REFUSED);
  });

  it.each([[['10.1.2.3']], [['::1']], [['93.184.216.34', '127.0.0.1']], [['169.254.169.254']]])('is refused when its name leads to %j', async (addresses) => {
    await expect(named(addresses).send('https://innocent.example/')).rejects.toMatchObject(REFUSED);
  });

  it('is refused for every private, loopback and link-local IPv4 address, in whatever spelling', async () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const inner = fc.oneof(
      fc.tuple(fc.constant(10), octet, octet, octet),
      fc.tuple(fc.constant(127), octet, octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
    );
    const spellings = inner.map(([a, b, c, d]) => {
      const number = ((a * 256 + b) * 256 + c) * 256 + d;
      return [`${a}.${b}.${c}.${d}`, String(number), `0x${number.toString(16)}`, `0${a.toString(8)}.${b}.${c * 256 + d}`, `[::ffff:${a}.${b}.${c}.${d}]`];
    });
    await fc.assert(
      fc.asyncProperty(spellings, async (hosts) => {
        for (const host of hosts) await expect(named([]).send(`https://${host}/`)).rejects.toMatchObject(REFUSED);
      }),
      { numRuns: 200, seed: 33 },
    );
  });
});

describe('an address that the operator listed', () => {
  it('may be private, plain and on a port of its own', async () => {
    const answer = await outgoing.send(`${first}/ok`);
    expect([answer.status, answer.body.toString()]).toEqual([200, '好']);
  });

  it('opens neither its neighbours nor another scheme', async () => {
    await expect(outgoing.send('http://127.0.0.1:1/')).rejects.toMatchObject(REFUSED);
    await expect(outgoing.send(first.replace('http:', 'https:'))).rejects.toMatchObject(REFUSED);
  });

  it('may be a name of the inner network, yet never one that leads to metadata', async () => {
    const { port } = new URL(first);
    const listed = `http://sms.gov.example:${port}`;
    expect((await named(['127.0.0.1'], listed).send(`${listed}/ok`)).status).toBe(200);
    await expect(named(['169.254.169.254'], listed).send(listed)).rejects.toMatchObject(REFUSED);
    await expect(named(['::ffff:169.254.169.254'], listed).send(listed)).rejects.toMatchObject(REFUSED);
  });

  it('is asked for by its first look-up only, so that a name cannot be rebound', async () => {
    const { port } = new URL(first);
    const listed = `http://turning.example:${port}`;
    let looked = 0;
    const turning = createOutgoing({ allowed: readAllowedOrigins(listed), resolve: async () => [(looked += 1) === 1 ? '127.0.0.1' : '127.0.0.9'] });
    expect((await turning.send(`${listed}/ok`)).status).toBe(200);
    expect(looked).toBe(1);
    expect(seen.at(-1)?.headers.host).toBe(`turning.example:${port}`);
  });

  it.each(['sms.example', 'https://a.example/path', 'ftp://a.example', 'https://user@a.example', '*'])('cannot be listed as %s', (entry) => {
    expect(() => readAllowedOrigins(entry)).toThrow('WOTU_OUTGOING_ALLOW');
  });
});

describe('an exchange', () => {
  it('hands back any answer with its status', async () => {
    expect((await outgoing.send(`${first}/teapot`)).status).toBe(418);
  });

  it.each(['/large', '/endless'])('ends when the answer is larger than allowed: %s', async (path) => {
    await expect(outgoing.send(`${first}${path}`)).rejects.toMatchObject({ ...FAILED, details: { why: '回答过大' } });
  });

  it.each(['/silent', '/slow-drops'])('ends in time: %s', async (path) => {
    const started = performance.now();
    await expect(outgoing.send(`${first}${path}`, { milliseconds: 300 })).rejects.toMatchObject({ ...FAILED, details: { why: '等待超时' } });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('ends in time although the resolver never answers', async () => {
    const mute = createOutgoing({ allowed: new Set(), resolve: () => new Promise(() => undefined) });
    await expect(mute.send('https://mute.example/', { milliseconds: 200 })).rejects.toMatchObject(FAILED);
  });

  it('that is cut off half-way is a failure, not a short answer', async () => {
    await expect(outgoing.send(`${first}/cut`)).rejects.toMatchObject(FAILED);
  });

  it('says in Chinese what to do, and nothing of the content', async () => {
    const error = await outgoing.send('https://127.0.0.1/?phone=13800138000').catch((reason: Error) => reason);
    expect(String(error)).toMatch(/不允许访问.*WOTU_OUTGOING_ALLOW/);
    expect(String(error)).not.toContain('13800138000');
  });
});

describe('a redirect', () => {
  it('is followed when asked for, a bounded number of times', async () => {
    expect((await outgoing.send(`${first}/there`)).status).toBe(302);
    expect((await outgoing.send(`${first}/there`, { redirects: 1 })).body.toString()).toBe('好');
    await expect(outgoing.send(`${first}/round`, { redirects: 3 })).rejects.toMatchObject({ details: { why: '转向次数过多' } });
  });

  it.each(['/metadata', '/file'])('is checked like a first address: %s', async (path) => {
    await expect(outgoing.send(`${first}${path}`, { redirects: 3 })).rejects.toMatchObject(REFUSED);
  });

  it('takes no secrets to another origin and no change anywhere', async () => {
    await outgoing.send(`${first}/elsewhere`, { redirects: 1, headers: { Authorization: 'Bearer x', cookie: 'a=b', accept: 'text/plain' } });
    expect(seen.at(-1)).toMatchObject({ url: '/ok', headers: { accept: 'text/plain' } });
    expect(seen.at(-1)?.headers).not.toHaveProperty('authorization');
    expect(seen.at(-1)?.headers).not.toHaveProperty('cookie');
    expect((await outgoing.send(`${first}/there`, { redirects: 1, method: 'POST', body: 'x' })).status).toBe(302);
  });
});

describe('the door in the shape of fetch', () => {
  it('sends forms as libraries write them and answers with a Response', async () => {
    const response = await outgoing.fetch(`${first}/teapot`, {
      method: 'POST',
      body: new URLSearchParams({ code: '1 2' }),
      headers: { authorization: 'Basic x' },
    });
    expect([response.status, await response.json()]).toEqual([418, { a: 1 }]);
    expect(seen.at(-1)).toMatchObject({ body: 'code=1+2', headers: { authorization: 'Basic x' } });
    expect(seen.at(-1)?.headers['content-type']).toContain('application/x-www-form-urlencoded');
  });

  it('keeps to the same rules', async () => {
    await expect(outgoing.fetch('https://127.0.0.1/')).rejects.toMatchObject(REFUSED);
  });
});

describe('a public address', () => {
  it.each(['8.8.8.8', '114.114.114.114', '2400:3200::1', '59.202.52.1'])('is %s', (address) => expect(isPublicAddress(address)).toBe(true));
  it.each(['', 'example.org', '192.0.0.8', '198.18.0.1', '2001:db8::1', 'fc00::1', '::ffff:8.8.8.8'])('is not %s', (address) =>
    expect(isPublicAddress(address)).toBe(false),
  );
});

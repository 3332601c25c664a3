import { type AddressInfo, connect } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { answerWithProblems } from './problems.ts';
import { turnAwayCrowds } from './turn-away.ts';

const MOST = 3;
let letGo: (() => void)[] = [];
let app: FastifyInstance | undefined;
let lines: string[] = [];

/** A server on which `/slow` is worked on until it is let go. */
async function open(crowd = { most: MOST, few: MOST }) {
  letGo = [];
  lines = [];
  const server = fastify({ logger: { level: 'warn', stream: { write: (line) => void lines.push(line) } } }) as unknown as FastifyInstance;
  answerWithProblems(server);
  const gauges = turnAwayCrowds(server, crowd);
  server.get('/slow', () => new Promise((resolve) => letGo.push(() => resolve({ done: true }))));
  server.get('/trickle', (_request, reply) => {
    reply.raw.write('begun');
    letGo.push(() => reply.raw.end());
  });
  server.post('/papers', async () => ({ status: 'kept' }));
  server.get('/healthz', async () => ({ status: 'ok' }));
  await server.listen({ host: '127.0.0.1', port: 0 });
  app = server;
  const { port } = server.server.address() as AddressInfo;
  const underWay = () => gauges().map(({ values }) => values[0]?.value);
  const until = async (count: number) => {
    while (underWay()[0] !== count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { port, address: `http://127.0.0.1:${port}`, gauges: underWay, until };
}

afterEach(() => {
  for (const go of letGo) go();
  return app?.close();
});

it('works on so many at once, turns the others away at once, and takes the next when one is done', async () => {
  const { address, gauges, until } = await open();
  const slow = Array.from({ length: MOST }, () => fetch(`${address}/slow`));
  await until(MOST);
  const turned = await Promise.all(Array.from({ length: 20 }, () => fetch(`${address}/slow`)));
  expect(new Set(turned.map(({ status }) => status))).toEqual(new Set([503]));
  expect(Number(turned[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(2);
  expect(await turned[0]?.json()).toMatchObject({ code: 'SERVER_FULL', title: expect.stringContaining('使用的人太多') });
  expect(gauges()).toEqual([MOST, 20]);
  expect(lines.filter((line) => line.includes('turned away'))).toHaveLength(1);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  letGo.shift()?.();
  expect((await Promise.race(slow)).status).toBe(200);
  await until(MOST - 1);
  const next = fetch(`${address}/slow`);
  await until(MOST);
  for (const go of letGo) go();
  expect((await next).status).toBe(200);
});

it('works on fewer when these get on no more, and on many again when they do', async () => {
  const { address, gauges, until } = await open({ most: 100, few: MOST });
  const slow = Array.from({ length: MOST }, () => fetch(`${address}/slow`));
  await until(MOST);
  // just begun: there is room for more
  slow.push(fetch(`${address}/slow`));
  await until(MOST + 1);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((await fetch(`${address}/slow`)).status).toBe(503);
  for (const go of letGo) go();
  await Promise.all(slow);
  await until(0);
  slow.push(fetch(`${address}/slow`));
  await until(1);
  expect(gauges()).toEqual([1, 1]);
});

it('whoever goes away without waiting for the answer leaves the place free', async () => {
  const { port, until, gauges } = await open();
  const sockets = Array.from({ length: MOST }, () => connect({ host: '127.0.0.1', port }));
  for (const socket of sockets) socket.write('GET /slow HTTP/1.1\r\nhost: a\r\n\r\n');
  await until(MOST);
  for (const socket of sockets) socket.destroy();
  await until(0);
  expect(gauges()).toEqual([0, 0]);
});

it('does not take slow senders for work that gets on no more', async () => {
  const { address, port, until } = await open({ most: 100, few: MOST });
  const sockets = Array.from({ length: MOST }, () => connect({ host: '127.0.0.1', port }));
  for (const socket of sockets) socket.write('POST /papers HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
  await until(MOST);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((await fetch(`${address}/papers`, { method: 'POST' })).status).toBe(200);
  for (const socket of sockets) socket.destroy();
  await until(0);
});

it('does not take slow readers of an answer for work that gets on no more', async () => {
  const { address, until } = await open({ most: 100, few: MOST });
  const answers = await Promise.all(Array.from({ length: MOST }, () => fetch(`${address}/trickle`)));
  await until(MOST);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((await fetch(`${address}/papers`, { method: 'POST' })).status).toBe(200);
  for (const go of letGo) go();
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(Array(MOST).fill('begun'));
  await until(0);
});

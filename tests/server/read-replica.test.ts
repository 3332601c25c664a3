/** Readings that may lag, answered by a real streaming standby; and by the primary as soon as that is gone, old, or not for the reader. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PASSWORD } from '#tests/support/accounts.ts';
import { anOrganization, COUNTY, fillProduct } from './fill-product.ts';
import { type Ground, prepareGround, type ProductProcess, send, startProcess } from './product-process.ts';
import { type Pair, startPair } from './standby.ts';

const PLAN = 'pingdingshan-2021';
const PROGRESS = `/api/v1/plans/${PLAN}/progress?division=${COUNTY}000000`;
const LAG_SECONDS = 2;
/** LAG_SECONDS, how long a measurement holds, and a reading's own time */
const SETTLE_SECONDS = LAG_SECONDS + 3 + 2;
let pair: Pair;
let ground: Ground;
let product: ProductProcess;
let reader = '';
let author = '';

const at = (url: string, cookie: string) => send(product, 'GET', url, { cookie });
const signIn = async (account: string) => (await send(product, 'POST', '/api/v1/session', { body: { account, password: PASSWORD } })).cookie ?? '';
const found = (cookie: string) => send(product, 'POST', '/api/v1/registers/organizations/records', { cookie, body: { values: anOrganization(randomUUID()) } });
const gauge = async (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec((await send(product, 'GET', '/metrics')).text)?.[1]);
const isUsable = (wanted: number) => vi.waitFor(async () => expect(await gauge('wotu_replica_usable')).toBe(wanted), { timeout: 15_000, interval: 100 });
/** How many readings the standby has answered. */
const answers = () => gauge('wotu_replica_readings_total');

beforeAll(async () => {
  pair = await startPair();
  ground = await prepareGround({ WOTU_REPLICA_LAG: String(LAG_SECONDS) }, pair.primaryUrl);
  const settings = path.join(ground.root, 'sign-in.json');
  await writeFile(settings, JSON.stringify({ secondFactor: 'offered' }));
  ground.environment['WOTU_SIGN_IN_FILE'] = settings;
  await fillProduct(ground, ['reader', 'author']);
  const url = new URL(pair.standbyUrl);
  url.pathname = new URL(ground.databaseUrl).pathname;
  ground.environment['WOTU_REPLICA_URL'] = url.href;
  product = await startProcess(ground, 'one');
  [reader, author] = await Promise.all([signIn('reader'), signIn('author')]);
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await ground?.close();
  await pair?.close();
});

describe('a read replica', () => {
  it('answers what is declared as one that may lag, with the same content, and nothing else', async () => {
    await isUsable(1);
    const before = await answers();
    const fromReplica = await at(PROGRESS, reader);
    expect([fromReplica.status, await answers()]).toEqual([200, before + 1]);
    const withCookie = await at(PROGRESS, `${reader}; wotu_written=1`);
    expect([withCookie.text, await answers()]).toEqual([fromReplica.text, before + 1]);
    expect((await at('/api/v1/registers/organizations/records', reader)).status).toBe(200);
    expect(await answers()).toBe(before + 1);
  });

  it.each(['', '/units', '/children', '/trend', '/changes'])('answers every such reading without writing: %s', async (part) => {
    const { targets } = (await at(PROGRESS, reader)).json() as { targets: { id: string }[] };
    const before = await answers();
    const url =
      part === '' ? `/api/v1/plans/${PLAN}/gaps?division=${COUNTY}000000` : `/api/v1/plans/${PLAN}/targets/${targets[0]?.id}${part}?division=${COUNTY}000000`;
    const reply = await at(url, reader);
    expect([reply.status, await answers(), await gauge('wotu_replica_failures_total')]).toEqual([200, before + 1, 0]);
  });

  it('answers pages for anybody, which are then kept; whoever has just changed something sees them from the primary', async () => {
    const page = `/groups?place=${COUNTY}000000`;
    // a page that remembers another place is kept for nobody
    const here = `wotu_place=${COUNTY}000000`;
    const before = await answers();
    const first = await at(page, here);
    expect([first.status, await answers()]).toEqual([200, before + 1]);
    expect([(await at(page, here)).text, await answers()]).toEqual([first.text, before + 1]);
    expect([(await at(page, `${here}; wotu_written=1`)).text, await answers()]).toEqual([first.text, before + 1]);
    // one that is absent, and one that is never kept
    expect([(await at('/groups/410402999999999', '')).status, await answers()]).toEqual([404, before + 2]);
    expect([(await at('/check/7K3MQ9TX4WVB', '')).status, await answers()]).toEqual([404, before + 2]);
    expect(await gauge('wotu_replica_failures_total')).toBe(0);
  });

  it('does not hide an own change on a public page', async () => {
    await pair.pause();
    try {
      const name = `新办的${randomUUID().slice(0, 8)}`;
      const written = await send(product, 'POST', '/api/v1/registers/organizations/records', { cookie: author, body: { values: anOrganization(name) } });
      const { id } = written.json() as { id: string };
      expect((await at(`/groups/${id}`, '')).status).toBe(404);
      expect((await at(`/groups/${id}`, written.cookie ?? '')).status).toBe(200);
    } finally {
      await pair.goOn();
    }
    await isUsable(1);
  }, 40_000);

  it('is not asked by whoever has just changed something; others see the change as soon as it has arrived', async () => {
    await pair.pause();
    try {
      const before = await at(PROGRESS, reader);
      const written = await found(author);
      const mark = written.cookie ?? '';
      expect([written.status, mark]).toEqual([200, expect.stringMatching(/^wotu_written=[\da-f-]{36}$/)]);
      const own = await at(PROGRESS, `${author}; ${mark}`);
      expect(own.text).not.toBe(before.text);
      // the replica stands still and is not too old yet
      expect((await at(PROGRESS, reader)).text).toBe(before.text);
      // now it is
      await isUsable(0);
      expect(await gauge('wotu_replica_lag_seconds')).toBeGreaterThanOrEqual(LAG_SECONDS);
      expect((await at(PROGRESS, reader)).text).toBe(own.text);
    } finally {
      await pair.goOn();
    }
    await isUsable(1);
    const before = await answers();
    expect((await at(PROGRESS, reader)).status).toBe(200);
    expect(await answers()).toBe(before + 1);
  }, 40_000);

  it('tells browsers to remember an own change for longer than a replica may lag', async () => {
    const reply = await fetch(`${product.address}/api/v1/registers/organizations/records`, {
      method: 'POST',
      headers: { cookie: author, 'content-type': 'application/json', 'x-wotu-request': '1' },
      body: JSON.stringify({ values: anOrganization(randomUUID()) }),
    });
    expect(reply.headers.getSetCookie().find((one) => one.startsWith('wotu_written='))).toContain(
      `Max-Age=${SETTLE_SECONDS}; Path=/; HttpOnly; SameSite=Strict`,
    );
  });

  it('that is cut off in the middle of the work is made up for by the primary, and asked again when it is back', async () => {
    await isUsable(1);
    const loop = { on: true, statuses: new Set<number>() };
    const reading = (async () => {
      while (loop.on) loop.statuses.add((await at(PROGRESS, reader)).status);
    })();
    await pair.stopStandby();
    await isUsable(0);
    await pair.startStandby();
    await isUsable(1);
    loop.on = false;
    await reading;
    expect([...loop.statuses]).toEqual([200]);
  }, 60_000);
});

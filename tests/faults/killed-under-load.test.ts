/**
 * Processes are killed (SIGKILL) at random moments while people write: the server, one connection of the database, the whole database.
 * Nothing acknowledged is lost, nothing is half there, nothing is doubled, and people are served again in time.
 * Killing a process leaves the operating system and its file cache alive: the loss of power or of the machine is not tested here.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import { asOwner, type LoadedProduct, newKey, openLoadedProduct, sendTraining, type Try } from './loaded-product.ts';

/** The short form: each kind of kill once. */
const KILLS = trials(3, 300);
const ACKNOWLEDGED = trials(60, 20_000);
const WRITERS = 6;
const RECOVERY_SECONDS = 30;

let product: LoadedProduct;
beforeAll(async () => {
  product = await openLoadedProduct();
  await product.startServer();
}, timeLimit(180));
afterAll(() => product?.close());

/** key → what was promised */
const acknowledged = new Map<string, { name: string; id: string }>();
const sent = new Map<string, string>();
const refusals: Try[] = [];
const odd: Try[] = [];
const recoveries: number[] = [];
let isOver = false;
/** when the latest try that was acknowledged had begun */
let servedSince = 0;

/** Sends until it is acknowledged, with the same key, as the console does. */
async function writeOne(name: string): Promise<void> {
  const key = newKey();
  sent.set(key, name);
  for (;;) {
    const begun = performance.now();
    const one = await sendTraining(product, key, name);
    if (one.status === 200 && one.id !== undefined) {
      servedSince = Math.max(servedSince, begun);
      return void acknowledged.set(key, { name, id: one.id });
    }
    if (one.status === 503) refusals.push(one);
    else if (one.status !== 0 && one.status !== 409) odd.push(one);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function writer(number: number): Promise<void> {
  for (let index = 0; !isOver; index += 1) await writeOne(`负载${number}-${index}`);
}

async function killOneConnection(): Promise<void> {
  await asOwner(product, async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and usename is not null order by xact_start nulls last limit 1",
    );
    if (rows[0]) process.kill(rows[0].pid, 'SIGKILL');
  }).catch(() => undefined);
}

const KINDS: Record<string, () => Promise<void>> = {
  async server() {
    await product.killServer();
    await product.startServer();
  },
  connection: killOneConnection,
  async database() {
    process.kill(await product.postmaster(), 'SIGKILL');
  },
};

/** From before the kill to the next acknowledged write that was begun after it. */
async function untilServed(since: number): Promise<void> {
  const killed = performance.now();
  while (servedSince <= killed && performance.now() - killed < 120_000) await new Promise((resolve) => setTimeout(resolve, 20));
  recoveries.push((performance.now() - since) / 1000);
}

describe('a product whose processes are killed under load', () => {
  it(
    'goes on every time',
    async () => {
      const moments = fc.sample(fc.tuple(fc.constantFrom('server', 'connection', 'database'), fc.integer({ min: 0, max: 800 })), {
        numRuns: KILLS,
        seed: SEED,
      });
      const writers = Array.from({ length: WRITERS }, (_, number) => writer(number));
      // every kind at least once, whatever the seed draws
      for (const [index, [drawn, moment]] of moments.entries()) {
        await new Promise((resolve) => setTimeout(resolve, moment));
        const kind = Object.keys(KINDS)[index] ?? drawn;
        const since = performance.now();
        await KINDS[kind]?.();
        await untilServed(since);
      }
      while (acknowledged.size < ACKNOWLEDGED) await new Promise((resolve) => setTimeout(resolve, 50));
      isOver = true;
      await Promise.all(writers);
      const slowest = Math.max(...recoveries);
      noteFigure({
        promise: 'people are served again within 30 s after a process was killed',
        tried: 'kills (SIGKILL) of server, one database connection, or the whole database, under load',
        n: KILLS,
        wrong: recoveries.filter((seconds) => seconds > RECOVERY_SECONDS).length,
        measured: `slowest ${slowest.toFixed(1)} s`,
      });
      expect(slowest).toBeLessThan(RECOVERY_SECONDS);
    },
    timeLimit(150),
  );

  it('says 503 and when to come again, and nothing else', () => {
    expect(odd).toEqual([]);
    expect(refusals.length).toBeGreaterThan(0);
    for (const { code, retryAfter } of refusals) expect([code, Number(retryAfter) > 0]).toEqual(['DATABASE_UNAVAILABLE', true]);
  });

  it('has lost, doubled and halved nothing', async () => {
    const { trainings, versions, entries } = await asOwner(product, async (client) => ({
      trainings: (await client.query<{ id: string; name: string }>("select id::text, name from trainings where name like '负载%'")).rows,
      versions: (await client.query("select from record_versions where register = 'trainings'")).rowCount,
      entries: (
        await client.query(
          "select distinct subject_id from audit_entries where action = 'record.created' or action like '%.created' and subject_type = 'trainings'",
        )
      ).rowCount,
    }));
    const stored = new Map(trainings.map(({ id, name }) => [name, id]));
    const lost = [...acknowledged.values()].filter(({ name, id }) => stored.get(name) !== id);
    const doubled = trainings.length - stored.size;
    const unsent = trainings.filter(({ name }) => ![...sent.values()].includes(name));
    noteFigure({
      promise: 'nothing acknowledged is lost, halved or doubled',
      tried: 'acknowledged writes while processes were killed',
      n: acknowledged.size,
      wrong: lost.length + doubled + unsent.length,
    });
    expect({ lost, doubled, unsent }).toEqual({ lost: [], doubled: 0, unsent: [] });
    // every key was sent until it was acknowledged, so the records are exactly the keys
    expect(trainings.length).toBe(sent.size);
    expect(versions).toBe(sent.size);
    expect(entries).toBeGreaterThanOrEqual(sent.size);
  });

  it(
    'has counters and a trail that hold',
    async () => {
      expect(await product.wotu('verify')).toMatchObject({ ok: true });
    },
    timeLimit(60),
  );
});

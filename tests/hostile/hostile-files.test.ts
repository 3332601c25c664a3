/**
 * Files made to harm, sent as uploads to the listening server: each is refused in plain words, writes nothing, and meanwhile the server
 * goes on answering other people.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer } from '#apps/server/create-server.ts';
import { createProductFacts } from '#apps/server/facts.ts';
import { createToken } from '#modules/accounts/server/commands/create-token.ts';
import { RandomSource } from '#shared/random-source.ts';
import { loadTestDivisions, openAccount } from '#tests/support/accounts.ts';
import { testContext } from '#tests/support/context.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { evidenceWorkbook, sampleRow } from '#tests/support/evidence-workbook.ts';
import { noteFigure, SEED, timeLimit, trials } from '#tests/support/sizes.ts';
import { HOSTILE_KINDS, type HostileKind } from './hostile-files.ts';

/** Of every kind; 31 kinds × 20 are more than 500 files. */
const OF_EACH_KIND = trials(1, 20);
const LONGEST_SECONDS = 10;
/** Of the server's own thread, on a machine that runs other tests as well. */
const LONGEST_STALL_MS = 2000;
/** 95 of 100 other answers come within this. */
const OTHERS_MS = 1000;
/** Of the whole test process: server, maker of the files and test runner. */
const MOST_MEMORY = 1024 * 1_048_576;

const { db } = await createTestDatabase();
const operator = testContext(db, { facts: createProductFacts() });
let app: FastifyInstance;
let address: string;
let token: string;

beforeAll(async () => {
  await loadTestDivisions(operator);
  await openAccount(operator, { name: 'clerk', role: 'districtCivilAffairsStaff', division: '410402000000', password: false });
  ({ token } = await createToken(operator, { account: 'clerk' }));
  ({ app } = await createServer({ platform: operator.platform, log: false }));
  address = await app.listen({ port: 0, host: '127.0.0.1' });
}, timeLimit(120));
afterAll(() => app?.close());

interface Answer {
  code?: string;
  title?: string;
  error?: { code: string; message: string };
  sheets?: object[];
}

async function upload(bytes: Uint8Array<ArrayBuffer>, fileName = '台账.xlsx', path = '/api/v1/imports') {
  const form = new FormData();
  form.set('file', new Blob([bytes]), fileName);
  const reply = await fetch(`${address}${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
  const isFile = !reply.headers.get('content-type')?.includes('json');
  if (isFile) return { code: '', message: '', sheets: [] };
  const { code, title, error, sheets } = (await reply.json()) as Answer;
  // an import answers with an outcome that holds its error, the check alone with a problem
  return { code: error?.code ?? code ?? '', message: error?.message ?? title ?? '', sheets: sheets ?? [] };
}

/** Everything that an import could leave behind, counted. */
async function traces(): Promise<unknown> {
  const { rows } = await sql`select (select count(*) from import_batches) as batches, (select count(*) from record_versions) as versions,
    (select count(*) from stations) as stations, (select count(*) from organizations) as organizations,
    (select count(*) from audit_entries where action like 'record.%' or action like 'import%') as entries`.execute(db);
  return rows[0];
}

/** milliseconds that somebody else waited for an answer while a hostile file was with the server */
const waits: number[] = [];

/** Asks on somebody else's behalf while `work` goes on. */
async function askMeanwhile(work: Promise<unknown>): Promise<void> {
  let isOver = false;
  void work.finally(() => (isOver = true)).catch(() => undefined);
  while (!isOver) {
    const started = performance.now();
    await fetch(`${address}/api/v1/registers`, { headers: { authorization: `Bearer ${token}` } }).then((reply) => reply.arrayBuffer());
    waits.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

interface Outcome {
  code: string;
  message: string;
  seconds: number;
  stall: number;
}

const outcomes: Outcome[] = [];

async function send({ make, fileName }: HostileKind, seed: number): Promise<Outcome> {
  const random = new RandomSource(seed);
  const bytes = Uint8Array.from(await make((limit) => random.whole(0, limit - 1)));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const started = performance.now();
  const work = upload(bytes, fileName);
  await askMeanwhile(work);
  const { code, message } = await work;
  delay.disable();
  const outcome = { code, message, seconds: (performance.now() - started) / 1000, stall: delay.max / 1e6 };
  outcomes.push(outcome);
  return outcome;
}

describe('a hostile file', () => {
  it.each(Object.entries(HOSTILE_KINDS))(
    '%s is refused in plain words, leaves nothing and disturbs nobody',
    async (_name, kind) => {
      const before = await traces();
      for (let number = 0; number < OF_EACH_KIND; number += 1) {
        const { code, message, seconds, stall } = await send(kind, SEED + number);
        expect(code, `seed ${SEED + number}: ${message}`).toMatch(kind.refused);
        expect(message).toMatch(/[\u4e00-\u9fff].*请[^。]*。/);
        expect(message).not.toMatch(/[{}]|undefined|Error|\/tmp|node_modules/);
        expect([seconds < LONGEST_SECONDS, stall < LONGEST_STALL_MS], `${seconds} s, ${stall} ms`).toEqual([true, true]);
      }
      expect(await traces()).toEqual(before);
    },
    timeLimit(60),
  );

  it('is refused by the check that writes nothing as well', async () => {
    const kind = HOSTILE_KINDS['a flat zip bomb'];
    const bytes = Uint8Array.from((await kind?.make(() => 0)) ?? []);
    expect((await upload(bytes, '台账.xlsx', '/api/v1/imports/checked')).code).toBe('WORKBOOK_BOMB');
  });

  it('keeps nobody waiting and takes bounded memory, and the server still takes a good file', async () => {
    const memory = process.resourceUsage().maxRSS * 1024;
    const ordinary = waits.toSorted((one, other) => one - other)[Math.floor(waits.length * 0.95)] ?? 0;
    const worst = (of: (outcome: Outcome) => number) => Math.max(...outcomes.map(of));
    noteFigure({
      promise: 'hostile files are refused, write nothing and keep nobody waiting',
      tried: `files of ${Object.keys(HOSTILE_KINDS).length} kinds uploaded over HTTP`,
      n: outcomes.length,
      wrong: outcomes.filter(({ code, seconds, stall }) => !code.startsWith('WORKBOOK_') || seconds > LONGEST_SECONDS || stall > LONGEST_STALL_MS).length,
      measured: `slowest file ${worst(({ seconds }) => seconds).toFixed(1)} s, 95 of 100 other answers within ${ordinary.toFixed(0)} ms, longest stall ${worst(({ stall }) => stall).toFixed(0)} ms, memory of the whole test process ${Math.round(memory / 1_048_576)} MB`,
    });
    expect([waits.length > outcomes.length, ordinary < OTHERS_MS, memory < MOST_MEMORY], `${ordinary} ms, ${memory} bytes`).toEqual([true, true, true]);
    const { sheets } = await upload(Uint8Array.from(await evidenceWorkbook({ 社工站: [sampleRow('社工站')] })));
    expect(sheets).toMatchObject([{ created: 1 }]);
  });
});

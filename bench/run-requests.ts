/**
 * Signed-in requests over HTTP, beside the very same statements through the bare driver behind a minimal Fastify server, in one run:
 * `node bench/run-requests.ts --folder DIR [--seconds 4] [--only "by id"] [--connections 8] [--write]`. The folder is one that `bench/run-nation.ts` filled.
 * Product, bare server and generator are processes of their own on the same cores; each pair is measured one after the other.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from '#apps/server/create-server.ts';
import { acceptInvitation } from '#modules/accounts/server/commands/accept-invitation.ts';
import { createAccount } from '#modules/accounts/server/commands/create-account.ts';
import { createOffice } from '#modules/accounts/server/commands/create-office.ts';
import { grantPost } from '#modules/accounts/server/commands/grant-post.ts';
import { dayInChina } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { MEMORY_FLAGS, PRODUCT_ENVIRONMENT } from '../tools/starter/node24.mjs';
import { generateLoad, type LoadRequest, type LoadResult } from './http-load.ts';
import { describeMachine } from './machine.ts';
import { milliseconds } from './measure.ts';
import { writesAmong } from './bare-writes.ts';
import { liveMeans } from './live-means.ts';
import { openDatabase } from './open-nation.ts';
import type { Statement } from './recorded-statements.ts';
import { residentOf } from './resident.ts';
import { type Question, questionsOf } from './request-questions.ts';
import { takeBack } from './take-back.ts';
import { writeResults } from './write-results.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'data/bench' },
    server: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    /** a part of the names of the questions wanted */
    only: { type: 'string', default: '' },
    connections: { type: 'string', default: '1,8,32' },
    write: { type: 'boolean', default: false },
  },
});
const folder = path.resolve(values.folder);
/** 广州市: eleven districts, the most organizations of any city of the bench. */
const CITY = 440_100_000_000;
/** So many offices ask, each from an address of its own: one may ask so often only. */
const OFFICES = 160;
const CONNECTIONS = values.connections.split(',').map(Number);
const RUNS = 60;
const WARM_SECONDS = 10;
/** So many foundings are taken down, each at another place. */
const FOUNDINGS = 22;
const PASSWORD = '山水Abc-2758';
const MS_PER_TICK = 10;
const say = (line: string) => console.error(line);

const nation = await openDatabase({ folder, server: values.server });
// of a run that was broken off
await takeBack(nation, CITY);
const cookies = await openOffices();
const questions = (await questionsOf(nation.context, CITY)).filter(({ name }) => name.includes(values.only));
const statements = path.join(await mkdtemp(path.join(tmpdir(), 'wotu-bench-')), 'statements.json');
await writeFile(statements, JSON.stringify(await recordAll()));
const bare = await start('bare');
// once before: as in an installation that was started before, its stripped code is kept
await (await start('product')).stop();
const product = await start('product');
try {
  const lines = [
    await describeMachine(nation),
    '| request | connections | bare driver, a second | product, a second | ratio | goal | product median ms | p99 ms | processor ms a request: server | database |',
    '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
  ];
  for (const [number, question] of questions.entries()) {
    await warm(number, question);
    for (const connections of CONNECTIONS) {
      const compared = await compare(number, question, connections);
      lines.push(...compared);
      say(compared.join('\n'));
    }
  }
  lines.push('', await memoryLine(), '');
  console.log(lines.join('\n'));
  if (values.write) await writeResults(lines, 'requests');
} finally {
  await Promise.all([bare.stop(), product.stop()]);
  await nation.close();
}

/** Accounts of the city's civil-affairs bureau, each signed in. @returns their cookies */
async function openOffices(): Promise<string[]> {
  const now = new Date();
  const operator = { ...nation.context, platform: liveMeans(nation), now, today: dayInChina(now) };
  const stamp = now.getTime();
  const officeId = await createOffice(operator, { name: `压测单位${stamp}`, kind: 'civilAffairs', division: codeOf(CITY) });
  const made: string[] = [];
  for (let index = 0; index < OFFICES; index += 1) {
    const name = `bench${stamp}n${index}`;
    const { id, path: link } = await createAccount(operator, { officeId, name, displayName: name, duty: 'business' });
    await grantPost(operator, id, { role: 'cityCivilAffairsStaff', division: codeOf(CITY), beginsOn: undefined, endsOn: undefined });
    const { token } = await acceptInvitation(operator, link.replace('/welcome/', ''), PASSWORD, { userAgent: 'bench', formerToken: null });
    made.push(`wotu_session=${token}`);
  }
  return made;
}

function requestOf({ path: address, body }: Question, run: number): LoadRequest {
  const office = run % OFFICES;
  // packed answers would be measured as zlib's time, on one side only
  const headers = { 'accept-encoding': 'identity', 'x-forwarded-for': `10.0.0.${office + 1}` };
  return { path: address(run), cookie: cookies[office] ?? '', headers, ...(body && { body: JSON.stringify(body(run)) }) };
}

/** What each request asks of the database, the look at the session aside: the bare server has none. */
async function recordAll(): Promise<Statement[][][]> {
  const { app } = await createServer({ platform: liveMeans(nation), log: false });
  const all: Statement[][][] = [];
  for (const question of questions) {
    const runs: Statement[][] = [];
    const count = question.body ? FOUNDINGS : RUNS;
    // a server at work remembers names of divisions: the other side is not to ask for them either
    if (!question.body) for (let run = 0; run < count; run += 1) await recordOne(app, question, run);
    for (let run = 0; run < count; run += 1) runs.push(await recordOne(app, question, run));
    all.push(runs);
  }
  await app.close();
  return all;
}

async function recordOne(app: Awaited<ReturnType<typeof createServer>>['app'], question: Question, run: number): Promise<Statement[]> {
  const { path: url, cookie, headers, body } = requestOf(question, run);
  const recorded = await nation.recorder.record(async () => {
    const reply = await app.inject({
      method: body ? 'POST' : 'GET',
      url,
      headers: { ...headers, cookie, ...(body && { 'content-type': 'application/json' }) },
      payload: body,
    });
    if (reply.statusCode !== 200) throw new Error(`${question.name}: ${reply.statusCode} ${reply.body}`);
  });
  if (question.body) return writesAmong(recorded);
  return recorded.filter(({ text }) => !/from sessions/i.test(text) && !/^(begin|commit|rollback|set )/i.test(text));
}

/** Both sides have answered for a while, as servers that are at work have: what follows is not the time in which V8 compiles. What writes is not. */
async function warm(number: number, question: Question): Promise<void> {
  if (question.body) return;
  const load = { connections: 8, seconds: WARM_SECONDS };
  await generateLoad({ ...load, address: bare.address, requests: bareRequests(number) });
  await generateLoad({ ...load, address: product.address, requests: (run) => requestOf(question, run) });
}

function bareRequests(number: number, write?: string): LoadRequest[] {
  return Array.from({ length: RUNS }, (_, run) => ({ path: `/q/${number}?run=${run}${write ? `&write=${write}` : ''}`, cookie: '' }));
}

async function compare(number: number, question: Question, connections: number): Promise<string[]> {
  const seconds = Number(values.seconds);
  const besides = question.beside ?? [undefined];
  const drivers: LoadResult[] = [];
  for (const write of besides) {
    drivers.push(await generateLoad({ address: bare.address, requests: bareRequests(number, write), connections, seconds }));
    if (write) await takeBack(nation, CITY);
  }
  const server = await processorMs([product.pid]);
  const database = await processorMs(await databasePids());
  const ours = await generateLoad({ address: product.address, requests: (run) => requestOf(question, run), connections, seconds });
  const [ofServer, ofDatabase] = [usedSince(server, await processorMs([product.pid])), usedSince(database, await processorMs(await databasePids()))];
  for (const result of [...drivers, ours]) requireRight(question, result);
  if (question.body) await takeBack(nation, CITY);
  // less than nothing when an idle connection of the database, with all it had used, ended meanwhile
  const each = (used: number) => (used < 0 ? '–' : (used / ours.answers).toFixed(2));
  return drivers.map((driver, index) => {
    const beside = besides[index];
    const name = beside ? `${question.name}; ${beside === 'oneRow' ? 'bare: one row' : 'bare: the same rows'}` : question.name;
    const figures = [
      Math.round(driver.perSecond),
      Math.round(ours.perSecond),
      (ours.perSecond / driver.perSecond).toFixed(2),
      question.goal,
      milliseconds(ours.latency.median),
      milliseconds(ours.latency.p99),
    ];
    return `| ${name} | ${connections} | ${figures.join(' | ')} | ${each(ofServer)} | ${each(ofDatabase)} |`;
  });
}

function requireRight({ name }: Question, { wrong, answers, firstWrong }: LoadResult): void {
  if (wrong > 0) throw new Error(`${name}: ${wrong} of ${answers} answers were not 200: ${firstWrong}`);
}

interface Started {
  address: URL;
  pid: number;
  memory(): Promise<NodeJS.MemoryUsage>;
  stop(): Promise<void>;
}

async function start(kind: 'product' | 'bare'): Promise<Started> {
  const server = values.server ? ['--server', values.server] : [];
  const args = [kind, '--folder', folder, '--statements', statements, ...server];
  // as `wotu serve` starts the product; the bare server is left as it is
  const asStarted = { execArgv: [...MEMORY_FLAGS], env: { ...PRODUCT_ENVIRONMENT, ...process.env } };
  const child: ChildProcess = fork(new URL('serve-requests.ts', import.meta.url), args, kind === 'product' ? asStarted : { execArgv: [] });
  const address = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { address: string }).address));
    child.once('exit', (code) => reject(new Error(`${kind} ended with ${code}`)));
  });
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  };
  const memory = () =>
    new Promise<NodeJS.MemoryUsage>((resolve) => {
      child.once('message', (message) => resolve((message as { memory: NodeJS.MemoryUsage }).memory));
      child.send('memory');
    });
  return { address: new URL(address), pid: child.pid ?? 0, memory, stop };
}

/** Time that each process has used so far, as Linux counts it. */
async function processorMs(pids: readonly number[]): Promise<Map<number, number>> {
  const used = new Map<number, number>();
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const [user, system] = stat.split(') ')[1]?.split(' ').slice(11, 13) ?? ['0', '0'];
    used.set(pid, (Number(user) + Number(system)) * MS_PER_TICK);
  }
  return used;
}

/** What those that are still there have used since; an idle connection of the database may have ended meanwhile. */
function usedSince(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  return [...after].reduce((sum, [pid, used]) => sum + used - (before.get(pid) ?? 0), 0);
}

async function databasePids(): Promise<number[]> {
  const pids: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const name = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (name.startsWith('postgres: ') && name.includes(' nation ')) pids.push(Number(entry));
  }
  return pids;
}

async function memoryLine(): Promise<string> {
  const [ours, theirs] = [await product.memory(), await bare.memory()];
  const mb = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
  const { own, proportional } = await residentOf(product.pid);
  const ofOurs = `heap in use ${mb(ours.heapUsed)} of ${mb(ours.heapTotal)}, buffers ${mb(ours.external)}; its own ${mb(own)}, with its part of what it shares ${mb(proportional)}`;
  return `Memory of the server process after all: ${mb(ours.rss)} (${ofOurs}); of the bare one: ${mb(theirs.rss)} (heap in use ${mb(theirs.heapUsed)}).`;
}

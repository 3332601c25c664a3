/**
 * A working day in half an hour: a thousand people of mixed roles, each with a session, an address, a jurisdiction and habits of their
 * own, who think five to fifteen seconds; then a crowd that is too large, and whether the platform gets over it.
 * `node bench/run-people.ts [--folder DIR] [--users 1000] [--minutes 30] [--per-community 6.4] [--crowd 10] [--seed 1] [--write]`.
 * An empty folder is filled with the four regions and demonstration data first. Product (with its database) and people are processes of
 * their own on the same cores. For an hour of soak: `--minutes 60 --users 200 --crowd 0`; with 120 minutes each hour gets its own slope.
 */
import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Tally } from './people/browser.ts';
import { preparePeople } from './people/prepare-people.ts';
import { answersTable, machineLine, type MemoryAt, memoryLines, peopleLine, percentile, slowestPaths, tallyLine } from './people/report.ts';
import type { Answered } from './people/server-log.ts';
import { startProduct, type WatchedProduct } from './people/watched-product.ts';
import type { Order } from './play-people.ts';
import { milliseconds } from './measure.ts';
import { writeResults } from './write-results.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    users: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '30' },
    'per-community': { type: 'string' },
    crowd: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const THINK: [number, number] = [5, 15];
/** Everybody is there and the caches are warm. */
const WARM_MS = 60_000;
const MEMORY_EVERY_MS = 30_000;
const CROWD_MS = 60_000;
const RECOVERY_GOAL_MS = 30_000;
const SEARCH_GOAL_MS = 60;
const users = Number(values.users);
const seed = Number(values.seed);
const say = (line: string) => console.error(line);

const folder = path.resolve(values.folder ?? (await mkdtemp(path.join(tmpdir(), 'wotu-people-'))));
const dataFolder = path.join(folder, 'data');
const environment = { DATABASE_URL: '', WOTU_DATA: dataFolder, WOTU_SIGN_IN_FILE: path.join(folder, 'sign-in.json') };
if (!existsSync(dataFolder)) fill();
say('accounts and sessions …');
const people = await preparePeople(environment, users, seed);
// once before: as in an installation that was started before, its stripped code is kept
await (await startProduct(dataFolder, environment)).stop();
const product = await startProduct(dataFolder, environment);
const play = fork(new URL('play-people.ts', import.meta.url));
try {
  const lines = await run();
  console.log(lines.join('\n'));
  if (values.write) await writeResults(lines, 'people');
} finally {
  play.send({ order: 'end' } satisfies Order);
  await product.stop();
}

function fill(): void {
  wotu('divisions', 'load');
  wotu('demo', ...(values['per-community'] ? ['--orgs-per-community', values['per-community']] : []));
  // nobody of the bench has a telephone for the second step
  writeFileSync(environment.WOTU_SIGN_IN_FILE, JSON.stringify({ secondFactor: 'offered' }));
}

function wotu(...args: string[]): void {
  say(`wotu ${args.join(' ')} …`);
  const { status } = spawnSync(process.execPath, ['apps/cli/main.ts', ...args, '--data', dataFolder], {
    env: { ...process.env, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`wotu ${args[0]} failed`);
}

async function run(): Promise<string[]> {
  await say2('leaders get their codes, activities are announced …', {
    order: 'begin',
    told: { people, address: product.address.href, seed, thinkSeconds: THINK },
  });
  await wait(WARM_MS);
  const load = loadavg()[0] ?? 0;
  await tally();
  product.takeAnswers();
  const usual = await watch(Number(values.minutes) * 60_000);
  const lines = [
    '### A thousand people at once',
    machineLine(load),
    '',
    `${users} people: ${peopleLine(users)}. Think time ${THINK[0]}–${THINK[1]} s, ${values.minutes} minutes after one of warming up, seed ${seed}.`,
    '',
    ...usual.lines,
    '',
    ...(Number(values.crowd) > 0 ? await overload() : []),
  ];
  const bugs = product.bugs.length === 0 ? 'No bug in the log.' : `**${product.bugs.length} bugs in the log**, the first: ${product.bugs[0]?.slice(0, 500)}`;
  return [...lines, bugs, ''];
}

async function say2(line: string, order: Order): Promise<void> {
  say(line);
  const settled = told(play, 'settled');
  play.send(order);
  await settled;
  for (const problem of tallyLine(await tally())) say(problem);
}

/** Measures for so long. */
async function watch(forMs: number): Promise<{ lines: string[] }> {
  const start = performance.now();
  const processor = await product.processorMs();
  const samples: MemoryAt[] = [];
  const answers: Answered[] = [];
  while (performance.now() - start < forMs) {
    await wait(Math.min(MEMORY_EVERY_MS, forMs - (performance.now() - start)));
    samples.push({ hours: (performance.now() - start) / 3_600_000, memory: await product.memory() });
    answers.push(...product.takeAnswers());
    say(`${Math.round((performance.now() - start) / 1000)} s: ${answers.length} answers, ${Math.round((samples.at(-1)?.memory.resident ?? 0) / 1_048_576)} MB`);
  }
  const seconds = (performance.now() - start) / 1000;
  const used = ((await product.processorMs()) - processor) / 1000 / seconds;
  const counted = await tally();
  for (const line of slowestPaths(answers)) say(line);
  const hours = Number(values.minutes) / 60;
  const warmHours = Math.min(10 / 60, hours * 0.3);
  return {
    lines: [
      ...answersTable(answers, seconds),
      '',
      ...tallyLine(counted),
      `The server process used ${(used * 100).toFixed(0)} % of one core.`,
      '',
      ...memoryLines(samples, warmHours, Math.min(hours, 1)),
      ...Array.from({ length: Math.floor(hours) - 1 }, (_, index) => ['', ...memoryLines(samples, index + 1, index + 2)]).flat(),
    ],
  };
}

/** So many that it cannot serve them; then they go, and the others still want to work. */
async function overload(): Promise<string[]> {
  const times = Number(values.crowd);
  say(`${times} times as many, who press again and again …`);
  await tally();
  product.takeAnswers();
  play.send({ order: 'crowd', times } satisfies Order);
  await wait(CROWD_MS);
  const crowded = await tally();
  const answers = product.takeAnswers();
  play.send({ order: 'disperse' } satisfies Order);
  const recovered = await untilRecovered(product);
  const served = answers.filter(({ status }) => status < 400);
  const shed = answers.filter(({ status }) => status === 429 || status === 503).map((one) => one.milliseconds);
  return [
    `Overload: ${users * times} more, who think 0.2–1 s, for ${CROWD_MS / 1000} s. ${crowded.requests} requests were answered, ${served.length} of them served; ${crowded.refusals} were told at once that it is too much (429 or 503; in the server median ${milliseconds(percentile(shed, 0.5))} ms, p99 ${milliseconds(percentile(shed, 0.99))}; as people saw it, with a generator as busy as the server, median ${milliseconds(percentile(crowded.refusedMs, 0.5))} ms, p99 ${milliseconds(percentile(crowded.refusedMs, 0.99))}), ${crowded.errors} other errors.`,
    ...crowded.examples.map((example) => `- ${example}`),
    recovered === undefined
      ? `**Not recovered** within ${(RECOVERY_GOAL_MS * 2) / 1000} s after they had gone.`
      : `Recovered ${recovered.toFixed(0)} s after they had gone (goal ${RECOVERY_GOAL_MS / 1000}): nobody was refused any more and the searches of five seconds had a median below ${SEARCH_GOAL_MS} ms.`,
    '',
  ];
}

/** @returns after how many seconds, or undefined */
async function untilRecovered(watched: WatchedProduct): Promise<number | undefined> {
  const start = performance.now();
  const step = 5000;
  while (performance.now() - start < RECOVERY_GOAL_MS * 2) {
    await tally();
    watched.takeAnswers();
    await wait(step);
    const { refusals, errors } = await tally();
    const searches = watched
      .takeAnswers()
      .filter(({ kind }) => kind === 'search')
      .map((one) => one.milliseconds);
    say(`after ${Math.round((performance.now() - start) / 1000)} s: ${refusals} refusals, searches ${percentile(searches, 0.5)} ms`);
    if (refusals === 0 && errors === 0 && percentile(searches, 0.5) < SEARCH_GOAL_MS) return (performance.now() - start - step) / 1000;
  }
  return undefined;
}

function told<T>(child: ChildProcess, what: string): Promise<T> {
  return new Promise((resolve) => {
    const hear = (message: object) => {
      if (!(what in message)) return;
      child.off('message', hear);
      resolve((message as Record<string, T>)[what] as T);
    };
    child.on('message', hear);
  });
}

async function tally(): Promise<Tally> {
  const answer = told<Tally>(play, 'tally');
  play.send({ order: 'tally' } satisfies Order);
  return answer;
}

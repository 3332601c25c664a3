/**
 * What a request costs by how much lies around it: `node bench/run-sizes.ts --folder DIR [--sizes 440100;440000;410000,420000,430000,440000] [--nation DIR] [--runs 100] [--write]`.
 * Each size is a database of its own below the folder, filled at the first run, all with the same city (广州) in them; `--nation` takes up a
 * folder that `bench/run-nation.ts` filled. The very same questions about the city are asked of each in turn, so that a busy minute of
 * the machine is one for all of them.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { createServer } from '#apps/server/create-server.ts';
import { findAccount } from '#modules/accounts/server/account-store.ts';
import { createAccount } from '#modules/accounts/server/commands/create-account.ts';
import { createOffice } from '#modules/accounts/server/commands/create-office.ts';
import { grantPost } from '#modules/accounts/server/commands/grant-post.ts';
import { startSession } from '#modules/accounts/server/start-session.ts';
import { inTransaction } from '#platform/db/database.ts';
import { dayInChina } from '#shared/day.ts';
import { codeOf } from '#shared/division-code.ts';
import { liveMeans } from './live-means.ts';
import { describeMachine } from './machine.ts';
import { milliseconds, timingOf } from './measure.ts';
import { type Nation, openNation } from './open-nation.ts';
import { slopeOf } from './people/slope.ts';
import { type Question, questionsOf } from './request-questions.ts';
import { writeResults } from './write-results.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'data/bench-sizes' },
    sizes: { type: 'string', default: '440100;440000;410000,420000,430000,440000' },
    nation: { type: 'string' },
    'per-community': { type: 'string', default: '9.7' },
    runs: { type: 'string', default: '100' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const HELP = `What a request costs by how much lies around it, on one machine in one run.
  node bench/run-sizes.ts --sizes '440100;440100,440300' --per-community 1 --runs 10    try it: two small sizes, no figures to keep
  node bench/run-sizes.ts --nation DIR --write                                          four sizes, on a machine where nothing else runs
  --folder DIR         a database for each size below it, filled at the first run (default data/bench-sizes); delete it afterwards
  --sizes A;B,C        scopes of divisions, each with 广州 (440100) in it, about which all questions are asked
  --nation DIR         also the folder that bench/run-nation.ts filled
  --per-community N    organizations to a community (default 9.7)
  --runs N             of each question at each size (default 100)
  --write              keeps the figures for docs/performance.md`;
if (values.help) {
  console.log(HELP);
  process.exit();
}
const CITY = 440_100_000_000;
/** So many clerks ask in turn: one may ask so often only. */
const CLERKS = 40;
const WARM = 10;
/** to a community, as in the nation of issue 6 */
const ACTIVITIES = 32.3;
const say = (line: string) => console.error(line);

interface Size {
  nation: Nation;
  organizations: number;
  questions: Question[];
  ask(question: Question, run: number): Promise<number>;
  close(): Promise<void>;
}

const sizes: Size[] = [];
try {
  for (const scope of values.sizes.split(';')) sizes.push(await open(path.join(values.folder, scope.replaceAll(',', '-')), scope.split(',')));
  if (values.nation) sizes.push(await open(values.nation, 'all'));
  const lines = await measure();
  console.log(lines.join('\n'));
  if (values.write) await writeResults(lines, 'sizes');
} finally {
  for (const size of sizes) await size.close();
}

async function open(folder: string, scope: readonly string[] | 'all'): Promise<Size> {
  const nation = await openNation({ folder, scope, organizationsPerCommunity: Number(values['per-community']), activitiesPerCommunity: ACTIVITIES, say });
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from organizations`.execute(nation.context.platform.db);
  const cookies = await clerksOf(nation);
  const { app } = await createServer({ platform: liveMeans(nation), log: false });
  return {
    nation,
    organizations: rows[0]?.count ?? 0,
    questions: await questionsOf(nation.context, CITY),
    async ask({ name, path: address, body }, run) {
      const clerk = run % CLERKS;
      const headers = { cookie: cookies[clerk] ?? '', 'x-forwarded-for': `10.0.0.${clerk + 1}`, ...(body && { 'content-type': 'application/json' }) };
      const start = performance.now();
      const reply = await app.inject({ method: body ? 'POST' : 'GET', url: address(run), headers, payload: body && JSON.stringify(body(run)) });
      const took = performance.now() - start;
      if (reply.statusCode !== 200) throw new Error(`${name}: ${reply.statusCode} ${reply.body}`);
      return took;
    },
    async close() {
      await app.close();
      await nation.close();
    },
  };
}

/** Clerks of the city's bureau, each signed in. @returns their cookies */
async function clerksOf(nation: Nation): Promise<string[]> {
  const now = new Date();
  const operator = { ...nation.context, platform: liveMeans(nation), now, today: dayInChina(now) };
  const { db } = operator.platform;
  const officeId = await createOffice(operator, { name: `压测单位${now.getTime()}`, kind: 'civilAffairs', division: codeOf(CITY) });
  const cookies: string[] = [];
  for (let clerk = 0; clerk < CLERKS; clerk += 1) {
    const name = `size${now.getTime()}n${clerk}`;
    const { id } = await createAccount(operator, { officeId, name, displayName: name, duty: 'business' });
    await grantPost(operator, id, { role: 'cityCivilAffairsStaff', division: codeOf(CITY) });
    const account = await findAccount(db, id);
    if (!account) throw new Error('the account is not there');
    const { token } = await inTransaction(db, (tx) => startSession(tx, operator, account, { userAgent: 'bench', formerToken: null }, 'password'));
    cookies.push(`wotu_session=${token}`);
  }
  return cookies;
}

async function measure(): Promise<string[]> {
  const [first] = sizes;
  if (!first) return [];
  const lines = [
    await describeMachine(first.nation),
    `| in the server, median ms over | ${sizes.map(({ organizations }) => `${organizations.toLocaleString('en')} organizations`).join(' | ')} | for ten times as many |`,
    `|---|${'---:|'.repeat(sizes.length + 1)}`,
  ];
  for (const index of first.questions.keys()) {
    const line = await compare(index, first.questions[index]?.name ?? '');
    say(line);
    lines.push(line);
  }
  return [...lines, ''];
}

/** One question of all sizes, turn by turn. */
async function compare(index: number, name: string): Promise<string> {
  const took = sizes.map((): number[] => []);
  for (let run = 0; run < Number(values.runs) + WARM; run += 1) {
    for (const [number, size] of sizes.entries()) {
      const question = size.questions[index];
      if (!question) throw new Error(`${name} is not asked of every size`);
      const ms = await size.ask(question, run);
      if (run >= WARM) took[number]?.push(ms);
    }
  }
  const medians = took.map((each) => timingOf(each).median);
  // over the logarithm of the size: what ten times as many organizations add
  const { perUnit: perTenfold } = slopeOf(sizes.map(({ organizations }, number) => [Math.log10(organizations), medians[number] ?? 0] as const));
  return `| ${name} | ${medians.map(milliseconds).join(' | ')} | ${perTenfold < 0 ? '−' : '+'}${milliseconds(Math.abs(perTenfold))} ms (${((perTenfold / (medians[0] ?? 1)) * 100).toFixed(0)} %) |`;
}

/** The registry of organizations as a street, a city and the nation look at it: pages, searches and their exact totals. */
import pg from 'pg';
import { sql } from 'kysely';
import { productRegisters } from '#apps/server/registers.ts';
import { listRecords, type RecordQuery } from '#platform/registers/list-records.ts';
import { milliseconds, type Timing, timingOf } from './measure.ts';
import type { Nation } from './open-nation.ts';
import { replay } from './recorded-statements.ts';

interface Question {
  name: string;
  query: Partial<RecordQuery>;
}

const PAGE_GOAL = 50;
const TOTAL_GOAL = 150;

/**
 * Goals of the registry at a million organizations: a first page under 50 ms and its exact total under 150 ms at the 95th
 * percentile; beside each the same statements through the bare driver.
 */
export async function measureRegistry(nation: Nation, runs: number, say: (line: string) => void): Promise<string> {
  const driver = new pg.Client(nation.connection);
  await driver.connect();
  const lines = [
    '### Registry of organizations',
    `Goals at one million: page ${PAGE_GOAL} ms, page with exact total ${TOTAL_GOAL} ms at the 95th percentile.`,
    '',
    '| question | found | page, median ms | page, p95 ms | with total, median ms | with total, p95 ms | same SQL, driver alone, median ms | ratio |',
    '|---|---:|---:|---:|---:|---:|---:|---:|',
  ];
  try {
    for (const question of await questionsOf(nation)) {
      const line = await measureQuestion(nation, driver, question, runs);
      say(line);
      lines.push(line);
    }
  } finally {
    await driver.end();
  }
  return [...lines, ''].join('\n');
}

async function measureQuestion(nation: Nation, driver: pg.Client, { name, query }: Question, runs: number): Promise<string> {
  const ask = (withTotal: boolean) =>
    listRecords(nation.context, productRegisters, 'organizations', { state: 'current', filters: {}, limit: 50, ...query, withTotal });
  const page = await timeRuns(runs, () => ask(false));
  const whole = await timeRuns(runs, () => ask(true));
  const statements = await nation.recorder.record(() => ask(true));
  const straight = await timeRuns(runs, () => replay(driver, statements));
  const { total } = await ask(true);
  const figures = [page.timing.median, page.p95, whole.timing.median, whole.p95, straight.timing.median].map(milliseconds);
  return `| ${name} | ${total?.toLocaleString('en')} | ${figures.join(' | ')} | ${(whole.timing.median / straight.timing.median).toFixed(1)} |`;
}

async function timeRuns(runs: number, work: () => Promise<unknown>): Promise<{ timing: Timing; p95: number }> {
  const took: number[] = [];
  for (let run = -3; run < runs; run += 1) {
    const start = performance.now();
    await work();
    if (run >= 0) took.push(performance.now() - start);
  }
  const sorted = [...took].sort((one, other) => one - other);
  return { timing: timingOf(took), p95: sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0 };
}

/** Everywhere, in the fullest city, county and street; common and rare words. */
async function questionsOf(nation: Nation): Promise<Question[]> {
  const fullest = async (span: number): Promise<string> => {
    const { rows } = await sql<{ place: number }>`
      select (div / ${sql.lit(span)}) * ${sql.lit(span)} as place from organizations group by 1 order by count(*) desc limit 1`.execute(
      nation.context.platform.db,
    );
    return String(rows[0]?.place).padStart(12, '0');
  };
  const [city, county, street] = [await fullest(1e8), await fullest(1e6), await fullest(1e3)];
  const { rows } = await sql<{ name: string }>`select name from organizations order by id desc limit 1`.execute(nation.context.platform.db);
  const rare = rows[0]?.name ?? '';
  return [
    { name: 'all', query: {} },
    { name: 'all, of one category and tier', query: { filters: { category: { oneOf: ['文体娱乐类'] }, tier: { oneOf: ['备案'] } } } },
    { name: 'the fullest city', query: { division: city } },
    { name: 'the fullest county, of one category', query: { division: county, filters: { category: { oneOf: ['公益慈善类'] } } } },
    { name: 'the fullest street', query: { division: street } },
    { name: 'a common word: 合唱', query: { q: '合唱' } },
    { name: 'a common word in the fullest city', query: { q: '合唱', division: city } },
    { name: 'three characters: 志愿服务', query: { q: '志愿服务' } },
    { name: 'one character: 舞', query: { q: '舞' } },
    { name: `a whole name: ${rare}`, query: { q: rare } },
    { name: 'a rare pair: 队 王7 of the leader', query: { q: '王7' } },
    { name: 'nothing: 霾魃', query: { q: '霾魃' } },
  ];
}

/** The registry beside a columnar full scan: what people ask most, answered from all rows in DuckDB's memory. Both must find the same number. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { sql } from 'kysely';
import { to as copyTo } from 'pg-copy-streams';
import { productRegisters } from '#apps/server/registers.ts';
import { countByPlace } from '#platform/registers/count-by-place.ts';
import { listRecords, type RecordQuery } from '#platform/registers/list-records.ts';
import { milliseconds, time } from './measure.ts';
import { asOwner, type Nation } from './open-nation.ts';

/** Whole rows of a page in the columns, as a list shows them. */
const COLUMNS = 'district, div, id, name, tier, category, established_on, ended_on, leader_name, member_count, search_text';

interface Scanned {
  name: string;
  /** as the product is asked */
  query: Partial<RecordQuery>;
  /** the same in columns */
  where: string;
  /** counted by place below, in units of this size; else a page of 50 with its total */
  span?: number;
}

export async function measureColumns(nation: Nation, say: (line: string) => void): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wotu-bench-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const duck = await instance.connect();
  try {
    const file = path.join(folder, 'organizations.csv');
    await asOwner(nation.connection, (client) =>
      pipeline(client.query(copyTo(`copy (select ${COLUMNS} from organizations) to stdout with (format csv, header)`)), createWriteStream(file)),
    );
    await duck.run(`create table organizations as select * from read_csv('${file}')`);
    const lines = [
      '### The registry against a columnar scan',
      '| question | found | product, median ms | DuckDB, 2 threads, median ms | DuckDB ÷ product |',
      '|---|---:|---:|---:|---:|',
    ];
    for (const scanned of await questionsOf(nation)) lines.push(await compare(nation, duck, scanned));
    for (const line of lines.slice(3)) say(line);
    return [...lines, 'The product judges the right to see each row and names places; the scan has all rows in memory and judges nothing.', ''].join('\n');
  } finally {
    duck.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

async function questionsOf({ context }: Nation): Promise<Scanned[]> {
  const fullest = async (span: number): Promise<number> => {
    const { rows } = await sql<{ place: number }>`
      select (div / ${sql.lit(span)}) * ${sql.lit(span)} as place from organizations group by 1 order by count(*) desc limit 1`.execute(context.platform.db);
    return rows[0]?.place ?? 0;
  };
  const [county, city, province] = [await fullest(1e6), await fullest(1e8), await fullest(1e10)];
  const within = (place: number, size: number) => `div >= ${place} and div < ${place + size}`;
  const one = { category: { oneOf: ['公益慈善类'] }, tier: { oneOf: ['备案'] } };
  return [
    {
      name: '50 of a county, one category and tier, with total',
      query: { division: String(county), filters: one },
      where: `${within(county, 1e6)} and category = '公益慈善类' and tier = '备案'`,
    },
    {
      name: 'name search in a city, two characters',
      query: { division: String(city), q: '合唱' },
      where: `${within(city, 1e8)} and contains(search_text, '合唱')`,
    },
    {
      name: 'name search in a city, three characters',
      query: { division: String(city), q: '志愿服' },
      where: `${within(city, 1e8)} and contains(search_text, '志愿服')`,
    },
    { name: 'name search everywhere, two characters', query: { q: '合唱' }, where: `contains(search_text, '合唱')` },
    {
      name: 'of one category by county of a city',
      query: { division: String(city), filters: { category: { oneOf: ['公益慈善类'] } } },
      where: `${within(city, 1e8)} and category = '公益慈善类'`,
      span: 1e6,
    },
    { name: 'by city of a province', query: { division: String(province) }, where: within(province, 1e10), span: 1e8 },
  ];
}

async function compare({ context }: Nation, duck: DuckDBConnection, { name, query, where, span }: Scanned): Promise<string> {
  const asked = { state: 'current', filters: {}, ...query } as const;
  const current = `${where} and established_on <= date '${context.today}' and (ended_on is null or ended_on > date '${context.today}')`;
  const ours = async () => {
    if (span === undefined) return (await listRecords(context, productRegisters, 'organizations', { ...asked, limit: 50, withTotal: true })).total ?? 0;
    return (await countByPlace(context, productRegisters, 'organizations', asked)).reduce((sum, { count }) => sum + count, 0);
  };
  const scan = async () => {
    if (span === undefined) {
      await duck.runAndReadAll(`select * from organizations where ${current} order by district, div, id limit 50`);
      return firstOf(await duck.runAndReadAll(`select count(*) as found from organizations where ${current}`));
    }
    return firstOf(
      await duck.runAndReadAll(
        `select sum(found) as found from (select div - div % ${span} as place, count(*) as found from organizations where ${current} group by 1) counted`,
      ),
    );
  };
  const [found, scanned] = [await ours(), await scan()];
  if (found !== scanned) throw new Error(`${name}: the product finds ${found}, the scan ${scanned}`);
  const [product, columnar] = [await time(30, ours), await time(10, scan)];
  return `| ${name} | ${found.toLocaleString('en')} | ${milliseconds(product.median)} | ${milliseconds(columnar.median)} | ${(columnar.median / product.median).toFixed(1)} |`;
}

function firstOf(answer: Awaited<ReturnType<DuckDBConnection['runAndReadAll']>>): number {
  return Number(answer.getRowObjects()[0]?.['found']);
}

/** The yardstick: the same figures by a full scan, in PostgreSQL and in DuckDB's columns. They must agree with the counters. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { getProgress } from '#modules/plans/server/public.ts';
import { milliseconds, time } from './measure.ts';
import { asOwner, type Nation, PLAN } from './open-nation.ts';

const COLUMNS = 'district, div, tier, established_on, filed_on, registered_on, ended_on, is_hub, hub_since, is_charity';

/** Figures both can count, in SQL that both understand. */
function scans(today: string): { target: string; name: string; sql: string }[] {
  const inForce = `o.established_on <= date '${today}' and (o.ended_on is null or o.ended_on > date '${today}')`;
  return [
    {
      target: 'BN-Q01',
      name: 'groups per urban community, nation',
      sql: `select count(*) as figure from organizations o join units u on u.key = o.div where u.level = 5 and u.kind = 'urban' and u.counted and ${inForce}`,
    },
    {
      target: 'BN-Q02',
      name: 'townships with a hub, nation',
      sql: `select count(distinct u.key) as figure from organizations o join units u on u.key = o.div - o.div % 1000
        where u.level = 4 and u.counted and o.is_hub and greatest(o.established_on, coalesce(o.hub_since, o.established_on)) <= date '${today}' and (o.ended_on is null or o.ended_on > date '${today}')`,
    },
  ];
}

export async function measureScan(nation: Nation, say: (line: string) => void): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wotu-bench-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const duck = await instance.connect();
  try {
    return await asOwner(nation.connection, async (client) => {
      await client.query('create temporary view units as select key, level, kind, counted from divisions where valid_to is null');
      await copyInto(client, duck, folder, 'organizations', `select ${COLUMNS} from organizations`);
      await copyInto(client, duck, folder, 'units', 'select key, level, kind, counted from units');
      const lines = [
        '### Against a full scan',
        '| figure | counters ms | PostgreSQL scan ms | DuckDB scan, 2 threads, ms | DuckDB ÷ counters |',
        '|---|---:|---:|---:|---:|',
      ];
      for (const scan of scans(nation.context.today)) lines.push(await compare(nation, client, duck, scan));
      for (const line of lines.slice(3)) say(line);
      return [...lines, 'The counters give all figures of the plan at once; the scans one each.', ''].join('\n');
    });
  } finally {
    duck.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyInto(client: pg.Client, duck: DuckDBConnection, folder: string, table: string, query: string): Promise<void> {
  const file = path.join(folder, `${table}.csv`);
  await pipeline(client.query(copyTo(`copy (${query}) to stdout with (format csv, header)`)), createWriteStream(file));
  await duck.run(`create table ${table} as select * from read_csv('${file}')`);
}

async function compare(nation: Nation, client: pg.Client, duck: DuckDBConnection, scan: { target: string; name: string; sql: string }): Promise<string> {
  const counters = await time(50, () => getProgress(nation.context, { plan: PLAN }));
  const { targets } = await getProgress(nation.context, { plan: PLAN });
  const figure = targets.find((target) => target.id === scan.target)?.numerator;
  const postgres = await time(3, () => client.query(scan.sql));
  const columnar = await time(5, () => duck.runAndReadAll(scan.sql));
  const byPostgres = Number((await client.query<{ figure: string }>(scan.sql)).rows[0]?.figure);
  const byDuck = Number((await duck.runAndReadAll(scan.sql)).getRowObjects()[0]?.['figure']);
  if (byPostgres !== figure || byDuck !== figure) throw new Error(`${scan.target}: counters say ${figure}, PostgreSQL ${byPostgres}, DuckDB ${byDuck}`);
  return `| ${scan.name} (${figure?.toLocaleString('en')}) | ${milliseconds(counters.median)} | ${milliseconds(postgres.median)} | ${milliseconds(columnar.median)} | ${(columnar.median / counters.median).toFixed(1)} |`;
}

import { cpus, loadavg, release, totalmem } from 'node:os';
import { sql } from 'kysely';
import type { Nation } from './open-nation.ts';

export async function describeMachine({ context }: Pick<Nation, 'context'>): Promise<string> {
  const { rows } = await sql<{ version: string }>`select split_part(version(), ' on ', 1) as version`.execute(context.platform.db);
  const [cpu] = cpus();
  return [
    '### Machine',
    `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}; Node ${process.version}, ${rows[0]?.version}. Load when measuring began: ${loadavg()[0]?.toFixed(1)}.`,
    '',
  ].join('\n');
}

const TABLES = [
  'divisions',
  'organizations',
  'platforms',
  'stations',
  'station_workers',
  'talents',
  'organization_social_workers',
  'trainings',
  'designations',
  'care_facilities',
  'hand_ins',
  'activities',
  'volunteers',
  'volunteer_figures',
  'party_organizations',
  'extensions',
  'figure_totals',
  'figure_days',
  'figure_months',
  'figure_failing_units',
  'figure_province_months',
  'figure_pieces',
];

export async function describeSize({ context }: Nation): Promise<string> {
  const lines = ['### Data', '| table | rows | on disk with indexes |', '|---|---:|---:|'];
  for (const table of TABLES) {
    const { rows } = await sql<{ rows: number; size: string }>`
      select (select reltuples::bigint from pg_class where oid = ${table}::regclass) as rows, pg_size_pretty(pg_total_relation_size(${table}::regclass)) as size`.execute(
      context.platform.db,
    );
    lines.push(`| ${table} | ${rows[0]?.rows.toLocaleString('en')} | ${rows[0]?.size} |`);
  }
  return [...lines, ''].join('\n');
}

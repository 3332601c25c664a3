import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Database } from '#platform/db/database.ts';

/** Linux counts a process's time in hundredths of a second. */
const TICK_SECONDS = 0.01;

/** Seconds of the processor, which other work on the machine does not lengthen much. */
export interface ProcessorTime {
  process: number;
  /** all processes of the database server */
  database: number;
}

export async function processorTime(db: Database): Promise<ProcessorTime> {
  const { user, system } = process.cpuUsage();
  return { process: (user + system) / 1e6, database: await databaseTime(db) };
}

/** Processes that ended are in the sum of their parent. */
async function databaseTime(db: Database): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const backend = rows[0] && (await statOf(rows[0].pid));
  if (!backend) return Number.NaN;
  const all = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map((name) => statOf(Number(name))));
  return all
    .filter((stat) => stat !== undefined)
    .filter(({ pid, parent }) => pid === backend.parent || parent === backend.parent)
    .reduce((sum, { pid, own, ended }) => sum + own + (pid === backend.parent ? ended : 0), 0);
}

/** Undefined where the system does not tell. */
async function statOf(pid: number): Promise<{ pid: number; parent: number; own: number; ended: number } | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // the name of the program in brackets may hold blanks; what follows it are numbers
  const [, parent = 0, ...rest] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const seconds = (from: number, to: number) => rest.slice(from, to).reduce((sum, ticks) => sum + ticks, 0) * TICK_SECONDS;
  return { pid, parent, own: seconds(9, 11), ended: seconds(11, 13) };
}

/** A process that is killed in the middle of an import leaves nothing of it; the next one goes on as if it had never been. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#platform/config/config.ts';
import { openOwner, type OwnerAccess } from '#platform/db/open-databases.ts';
import { evidenceWorkbook } from '#tests/support/evidence-workbook.ts';
import { noteFigure, timeLimit, trials } from '#tests/support/sizes.ts';

const MAIN = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));
const ROWS = 20_000;
/** After so many milliseconds of writing. */
const KILLS = Array.from({ length: trials(3, 20) }, (_, index) => index * trials(250, 40));

/** kills that left nothing behind */
let stood = 0;

let root: string;
let engine: OwnerAccess;
let watcher: pg.Client;
const environment = () => ({ ...process.env, DATABASE_URL: '', WOTU_NOW: '2023-11-20T04:00:00.000Z', WOTU_CODE_CACHE: path.join(root, 'compiled') });

interface Outcome {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
}

function start(args: readonly string[]): { child: ChildProcess; ended: Promise<Outcome> } {
  const child = spawn(process.execPath, [MAIN, ...args, '--data', path.join(root, 'data')], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  const ended = new Promise<Outcome>((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stdout })));
  return { child, ended };
}

async function wotu(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout, code } = await start([...args, '--json']).ended;
  if (code !== 0) throw new Error(`${args.join(' ')}: ${code} ${stdout}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** Waits until the import has written something, which nobody else can see yet. */
async function untilWriting(): Promise<void> {
  for (;;) {
    const { rowCount } = await watcher.query(
      "select from pg_stat_activity where datname = 'wotu' and backend_xid is not null and query ilike '%organizations%'",
    );
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function killedWhileWriting(afterMs: number): Promise<Outcome> {
  const { child, ended } = start(['import', 'big.xlsx', '--json']);
  await untilWriting();
  // the engine is another process and goes on; what the killed one had begun is rolled back there
  setTimeout(() => child.kill('SIGKILL'), afterMs);
  return ended;
}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'wotu-kill-'));
  await wotu('divisions', 'load', '--scope', '410402');
  engine = await openOwner(readConfig(environment(), path.join(root, 'data')));
  watcher = new pg.Client(engine.owner);
  await watcher.connect();
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    名称: `中断社${index}`,
    所属区划代码: `41040200${1 + (index % 2)}00${1 + (index % 4)}`,
    管理层级: '台账',
    组织类别: '其他',
    成立日期: '2022-03-01',
    负责人姓名: '某人',
    成员人数: 5,
    是否枢纽型: '否',
  }));
  await writeFile(path.join(root, 'big.xlsx'), await evidenceWorkbook({ 社区社会组织: rows }));
}, timeLimit(180));
afterAll(async () => {
  noteFigure({ promise: 'a killed import leaves nothing behind', tried: 'kills (SIGKILL) while it writes', n: KILLS.length, wrong: KILLS.length - stood });
  await watcher.end();
  await engine.close();
  await rm(root, { recursive: true, force: true });
});

it('a refused row is not written into the log of the engine', async () => {
  await watcher.query('create temp table people (name text unique)');
  const insert = () => watcher.query('insert into people values ($1)', ['王密 13912345678']);
  await insert();
  await expect(insert()).rejects.toThrow(/duplicate key/);
  const log = await readFile(path.join(root, 'data', 'postgres.log'), 'utf8');
  expect(log).toContain('duplicate key');
  expect(log).not.toContain('13912345678');
});

describe('an import whose process is killed', { timeout: timeLimit(240) }, () => {
  it.each(KILLS)('%i ms after it began to write leaves nothing behind', async (afterMs) => {
    const { signal, stdout } = await killedWhileWriting(afterMs);
    expect([signal, stdout]).toEqual(['SIGKILL', '']);
    expect((await watcher.query('select from organizations')).rowCount).toBe(0);
    const { sheets } = await wotu('import', 'big.xlsx', '--dry-run');
    expect(sheets).toEqual([{ sheet: '社区社会组织', rows: ROWS, created: ROWS, updated: 0, unchanged: 0, rejected: 0 }]);
    expect(await wotu('verify')).toMatchObject({ ok: true });
    stood += 1;
  });

  it('comes in whole afterwards, once, and the figures hold', async () => {
    const first = await wotu('import', 'big.xlsx');
    expect(first['sheets']).toMatchObject([{ created: ROWS }]);
    const second = await wotu('import', 'big.xlsx');
    expect(second['sheets']).toMatchObject([{ created: 0, unchanged: ROWS }]);
    expect(await wotu('verify')).toMatchObject({ ok: true });
  });
});

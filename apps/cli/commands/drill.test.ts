/** A restore on trial is written down in the installation that it is for, whatever it came to; without one it is held all the same. */
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { joinEmbeddedServer } from '#platform/embedded-postgres/embedded-server.ts';
import { rememberDrill } from '../remember-drill.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const NOW = '2023-11-20T04:00:00.000Z';
let root: string;
const at = (name: string) => path.join(root, name);

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'wotu-drill-told-'));
  vi.stubEnv('DATABASE_URL', '');
  const { code } = await wotu('backup', at('day.wotu'), '--data', at('data'));
  if (code !== 0) throw new Error(`wotu backup ended with ${code}`);
  const bytes = await readFile(at('day.wotu'));
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(at('bad.wotu'), bytes);
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

async function wotu(...args: string[]): Promise<{ code: number | null; document: Record<string, unknown>; told: string }> {
  const environment = { ...process.env, DATABASE_URL: '', WOTU_NOW: NOW, WOTU_CODE_CACHE: at('compiled') };
  const child = spawn(process.execPath, [MAIN, ...args, '--json'], { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, document: JSON.parse(stdout) as Record<string, unknown>, told };
}

async function ask(statement: string): Promise<unknown[]> {
  const engine = await joinEmbeddedServer(at('data'));
  const client = new pg.Client(engine.connection('wotu'));
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
    await engine.leave();
  }
}

const noted = () => ask('select held_at, file_name, rows, seconds > 0 as took, findings, refusal from restore_drills order by id');

it('remembers a good drill, and one whose backup is damaged, each with its entry', async () => {
  // a server that is up keeps the engine meanwhile
  const server = await joinEmbeddedServer(at('data'));
  const good = await wotu('drill', at('day.wotu'), '--data', at('data'));
  await server.leave();
  expect(good).toMatchObject({ code: 0, document: { good: 1, notWrittenDown: null } });
  const bad = await wotu('drill', at('bad.wotu'), '--data', at('data'));
  expect(bad).toMatchObject({ code: 1, document: { error: { code: 'BACKUP_DAMAGED' } } });
  expect(bad.told).toContain('已记到平台的“运行状况”里');
  const [{ rows }] = good.document['drills'] as [{ rows: number }];
  expect(await noted()).toEqual([
    { held_at: new Date(NOW), file_name: 'day.wotu', rows: String(rows), took: true, findings: 0, refusal: null },
    { held_at: new Date(NOW), file_name: 'bad.wotu', rows: null, took: null, findings: null, refusal: (bad.document['error'] as { message: string }).message },
  ]);
  expect(await ask("select subject_id, details, origin from audit_entries where action = 'backup.drilled' order by number")).toEqual([
    { subject_id: 'day.wotu', details: { restored: true, rows, findings: 0 }, origin: 'cli' },
    { subject_id: 'bad.wotu', details: { restored: false }, origin: 'cli' },
  ]);
}, 90_000);

it('is held on a computer without the installation, which stays without, and says that it was not written down', async () => {
  await cp(at('data/keys'), at('elsewhere/keys'), { recursive: true });
  const { code, document, told } = await wotu('drill', at('bad.wotu'), '--data', at('elsewhere'));
  expect({ code, document }).toMatchObject({ code: 1, document: { error: { code: 'BACKUP_DAMAGED' } } });
  expect(told).toContain(`这次演练没有记到平台里：${at('elsewhere')} 里没有平台的数据库`);
  expect(await readdir(at('elsewhere'))).toEqual(['keys']);
}, 60_000);

it('neither brings another version’s database up nor makes a key in place of a lost one', async () => {
  const remember = () => rememberDrill({ data: at('data') }, 'x.wotu', { refusal: '试试' });
  const before = await noted();
  const [last] = (await ask('delete from schema_migrations where name = (select max(name) from schema_migrations) returning name, digest')) as {
    name: string;
    digest: string;
  }[];
  expect(await remember()).toContain('还没有升级到这个程序的版本');
  expect(await ask(`select from schema_migrations where name = '${last?.name}'`)).toEqual([]);
  await ask(`insert into schema_migrations (name, digest) values ('${last?.name}', '${last?.digest}'), ('9999_of_tomorrow.sql', 'x')`);
  expect(await remember()).toContain('已由更新的程序升级');
  await ask("delete from schema_migrations where name = '9999_of_tomorrow.sql'");
  const key = await readFile(at('data/keys/master'));
  await rm(at('data/keys/master'));
  expect(await remember()).toContain('没有找到主密钥文件');
  expect(await readdir(at('data/keys'))).not.toContain('master');
  await writeFile(at('data/keys/master'), key, { mode: 0o600 });
  expect(await noted()).toEqual(before);
  expect(await remember()).toBeUndefined();
  expect(await noted()).toHaveLength(before.length + 1);
}, 60_000);

it('leaves an empty database empty', async () => {
  await cp(at('data/keys'), at('empty/keys'), { recursive: true });
  const engine = await joinEmbeddedServer(at('empty'));
  expect(await rememberDrill({ data: at('empty') }, 'x.wotu', { refusal: '试试' })).toBe('平台的数据库还是空的。');
  await engine.leave();
}, 60_000);

it('says of a database that cannot be reached that it could not', async () => {
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1:1/none');
  expect(await rememberDrill({ data: at('data') }, 'x.wotu', { refusal: '试试' })).toContain('连不上数据库服务器');
  vi.stubEnv('DATABASE_URL', '');
});

import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinEmbeddedServer } from '#platform/embedded-postgres/embedded-server.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

describe('wotu', { timeout: 120_000 }, () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'wotu-cli-'));
    await wotu('divisions', 'load', '--scope', '440103', '--data', path.join(root, 'data'));
  }, 120_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  const wotu = (...args: string[]) => wotuWith({}, ...args);

  function wotuWith(settings: Record<string, string>, ...args: string[]): Promise<Outcome> {
    const ours = { DATABASE_URL: '', WOTU_NOW: '2023-11-20T04:00:00.000Z', WOTU_CODE_CACHE: path.join(root, 'compiled') };
    const environment = { ...process.env, ...ours, ...settings };
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    const outcome: Outcome = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (outcome.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (outcome.stderr += chunk.toString()));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ ...outcome, code }));
    });
  }

  it('makes a missing database, by default in ./data, with the plans and no divisions', async () => {
    const fresh = path.join(root, 'fresh');
    const plans = await wotu('plans', '--json', '--data', fresh);
    expect(plans.code).toBe(0);
    const { plans: listed } = JSON.parse(plans.stdout) as { plans: { id: string }[] };
    expect(listed.map(({ id }) => id).sort()).toEqual(['guangzhou-2021', 'hainan-2021', 'national-2021', 'pingdingshan-2021', 'shenzhen-2022']);
    const divisions = await wotu('divisions', 'list', '--json', '--data', fresh);
    expect(JSON.parse(divisions.stdout)).toEqual({ divisions: [] });
    expect((await wotu('divisions', 'list', '--scope', '440103', '--json')).stdout).toContain('荔湾区');
  });

  it('prints one JSON document and nothing else on standard output', async () => {
    const { code, stdout } = await wotu('progress', 'guangzhou-2021', '--division', '440103', '--as-of', '2023-12-31', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ plan: 'guangzhou-2021', division: '440103000000', asOf: '2023-12-31' });
  });

  it.each([
    ['a division outside the plan', ['progress', 'guangzhou-2021', '--division', '410400'], 'DIVISION_OUTSIDE_PLAN'],
    ['an unknown plan', ['progress', 'nowhere-2021'], 'PLAN_NOT_FOUND'],
    ['an unknown account', ['plans', '--as', 'nobody'], 'ACCOUNT_UNKNOWN'],
    ['an unknown account whose factor is to be taken off', ['account', 'reset-factor', 'nobody'], 'ACCOUNT_NOT_FOUND'],
    ['taking a factor off in somebody’s name', ['account', 'reset-factor', 'nobody', '--as', 'nobody'], 'OPERATOR_ONLY'],
    ['a telephone that is none', ['account', 'person', '123'], 'PHONE_INVALID'],
    ['a telephone that nobody signs in with', ['account', 'person', '13800138000'], 'PERSON_NOT_FOUND'],
    ['a file that is not there', ['import', 'absent.xlsx'], 'FILE_NOT_READABLE'],
    ['a folder that is not there', ['template', 'absent/a.xlsx'], 'FILE_NOT_WRITABLE'],
    ['a report in an unknown format', ['report', 'guangzhou-2021', '--period', '2023', '--out', 'a.txt'], 'OPTION_INVALID'],
  ])('refuses %s with exit code 1, a code and a Chinese sentence', async (_name, args, errorCode) => {
    const { code, stdout } = await wotu(...args, '--json');
    expect(code).toBe(1);
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    expect(error.code).toBe(errorCode);
    expect(error.message).toMatch(/\p{Script=Han}/u);
  });

  it.each([
    [['nonsense']],
    [['progress']],
    [['progress', 'a', 'b']],
    [['plans', '--nonsense']],
    [['report', 'a']],
    [['serve', '--port', 'abc']],
    [['token', 'create']],
    [[]],
  ])('answers wrong usage %j with exit code 2 and without touching data', async (args) => {
    const { code, stdout, stderr } = await wotu(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/\p{Script=Han}/u);
  });

  it('says what a value has to be', async () => {
    const { code, stderr } = await wotu('serve', '--port', '99999');
    expect(code).toBe(2);
    expect(stderr).toContain('应为 0 到 65535 的整数');
    expect((await wotu('progress', 'guangzhou-2021', '--boundaries', 'maps')).stderr).toBe(
      '✗ 值不正确：--boundaries <哪天>，可填：today、then。请用 --help 查看用法。\n',
    );
  });

  it('loads, lists and takes out a map data pack, and says what is wrong with one', async () => {
    const ring = [113, 113.2, 113.2, 113, 113].map((longitude, at) => [longitude, at === 2 || at === 3 ? 23.2 : 23]);
    const areas = [440103, 999999].map((adcode) => ({ type: 'Feature', properties: { adcode }, geometry: { type: 'Polygon', coordinates: [ring] } }));
    await writeFile(path.join(root, 'map.json'), JSON.stringify({ type: 'FeatureCollection', features: areas }));
    await writeFile(path.join(root, 'none.json'), '{}');
    const facts = ['--name', '广州', '--source', '标准地图', '--coordinates', 'CGCS2000', '--edition', '2024年版'];
    const refusal = async (...args: string[]) => (JSON.parse((await wotu('maps', ...args, '--json')).stdout) as { error: { code: string } }).error.code;
    expect((await wotu('maps', 'list')).stdout).toContain('还没有载入地图数据包');
    expect(await refusal('load', 'none.json', ...facts)).toBe('MAP_PACK_UNREADABLE');
    expect(await refusal('load', 'map.json', ...facts, '--approval', '有')).toBe('OPTION_INVALID');
    const unsaid = await wotu('maps', 'load', 'map.json', ...facts.map((word) => (word === '标准地图' ? 'x' : word)));
    expect([unsaid.code, unsaid.stderr.includes('--source 的值“x”不正确'), unsaid.stderr.includes('。。')]).toEqual([1, true, false]);
    expect((await wotu('maps', 'load', 'map.json', '--name', '广州')).code).toBe(2);
    const loaded = await wotu('maps', 'load', 'map.json', ...facts, '--json');
    expect(JSON.parse(loaded.stdout)).toEqual({ outlines: 1, unknown: ['999999'] });
    expect((await wotu('maps', 'list')).stdout).toContain('广州：1 个轮廓，标准地图，2024年版，没有审图号');
    expect((await wotu('maps', 'remove', '广州')).code).toBe(0);
    expect(await refusal('remove', '广州')).toBe('MAP_PACK_NOT_FOUND');
  });

  it('shows help in Chinese with exit code 0', async () => {
    const { code, stdout } = await wotu('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('用法：');
  });

  it('backs up, restores with the same key and verifies', async () => {
    const before = await wotu('divisions', 'list', '--json');
    expect(await wotu('backup', 'day.wotu')).toMatchObject({ code: 0 });
    const refused = await wotu('restore', 'day.wotu', '--data', 'copy', '--json');
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { code: 'BACKUP_KEY_MISSING' } });
    await cp(path.join(root, 'data', 'keys'), path.join(root, 'copy', 'keys'), { recursive: true });
    expect(await wotu('restore', 'day.wotu', '--data', 'copy')).toMatchObject({ code: 0 });
    expect((await wotu('divisions', 'list', '--json', '--data', 'copy')).stdout).toBe(before.stdout);
    const verified = await wotu('verify', '--json', '--data', 'copy');
    expect(JSON.parse(verified.stdout)).toMatchObject({ ok: true });
    expect(JSON.parse((await wotu('restore', 'day.wotu', '--json')).stdout)).toMatchObject({ error: { code: 'BACKUP_TARGET_NOT_EMPTY' } });
  });

  it('restores over a database that was only opened, and refuses another key', async () => {
    await wotu('backup', 'other.wotu');
    await wotu('plans', '--data', 'opened');
    const other = await wotu('restore', 'other.wotu', '--data', 'opened', '--json');
    expect(JSON.parse(other.stdout)).toMatchObject({ error: { code: 'BACKUP_KEY_DIFFERS' } });
    const key = await readFile(path.join(root, 'data', 'keys', 'master'));
    await rm(path.join(root, 'opened', 'keys'), { recursive: true });
    await cp(path.join(root, 'data', 'keys'), path.join(root, 'opened', 'keys'), { recursive: true });
    expect(await readFile(path.join(root, 'opened', 'keys', 'master'))).toEqual(key);
    expect(await wotu('restore', 'other.wotu', '--data', 'opened')).toMatchObject({ code: 0 });
  });

  it('changes the master key; a backup from before asks for the old one by its number, one from after for the new one', async () => {
    const keys = path.join(root, 'changed', 'keys');
    await wotu('backup', 'before.wotu', '--data', 'changed');
    const prepared = JSON.parse((await wotu('keys', 'rotate-master', '--prepare', '--data', 'changed', '--json')).stdout) as { prepared: string };
    const { before, after } = JSON.parse((await wotu('keys', 'rotate-master', '--data', 'changed', '--json')).stdout) as { before: string; after: string };
    expect(after).toBe(prepared.prepared);
    expect(await wotu('backup', 'after.wotu', '--data', 'changed')).toMatchObject({ code: 0 });
    const verified = (file: string, key: string) => wotuWith({ WOTU_KEY_FILE: path.join(keys, key) }, 'verify', '--backup', file, '--max-age', '0', '--json');
    const refused = await verified('before.wotu', 'master');
    expect(JSON.parse(refused.stdout)).toMatchObject({
      error: { code: 'BACKUP_KEY_DIFFERS', message: expect.stringContaining(`（编号 ${before}）`) as string },
    });
    expect(await verified('before.wotu', `master.${before}`)).toMatchObject({ code: 0 });
    expect(await verified('after.wotu', 'master')).toMatchObject({ code: 0 });
  });

  it('does not start with another master key, nor make a new one in place of a lost one', async () => {
    await wotu('plans', '--data', 'keyed');
    const file = path.join(root, 'keyed', 'keys', 'master');
    await rm(file);
    const lost = await wotu('plans', '--data', 'keyed', '--json');
    expect(JSON.parse(lost.stdout)).toMatchObject({ error: { code: 'MASTER_KEY_DIFFERS' } });
    await expect(stat(file)).rejects.toThrow(/ENOENT/);
  });

  it('ends when a start fails after it has begun to listen, so that a service manager starts it again', async () => {
    const engine = await joinEmbeddedServer(path.join(root, 'data'));
    const client = new pg.Client(engine.connection('wotu'));
    await client.connect();
    await client.query(`create function broken() returns trigger language plpgsql as $$ begin raise exception 'the database went away'; end $$`);
    await client.query('create trigger broken before insert on one_time_links for each row execute function broken()');
    const { code, stderr } = await wotu('serve', '--port', '0', '--data', path.join(root, 'data'));
    await client.query('drop function broken cascade');
    await client.end();
    await engine.leave();
    expect(stderr).toContain('✗ the database went away');
    expect(code).toBe(1);
  });

  it('works from several processes at once', async () => {
    const outcomes = await Promise.all([wotu('plans'), wotu('plans'), wotu('divisions', 'list')]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
  });
});

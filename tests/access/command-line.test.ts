/** `--as ACCOUNT` gives that account's rights and place, never the operator's. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));
let root: string;

interface Outcome {
  code: number | null;
  /** code of the refusal */
  refusal: string | undefined;
  stdout: string;
}

function wotu(...args: string[]): Promise<Outcome> {
  const environment = { ...process.env, DATABASE_URL: '', WOTU_NOW: '2023-11-20T04:00:00.000Z', WOTU_CODE_CACHE: path.join(root, 'compiled') };
  const child = spawn(process.execPath, [MAIN, ...args, '--json'], { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const document = (stdout === '' ? {} : JSON.parse(stdout)) as { error?: { code: string } };
      resolve({ code, refusal: document.error?.code, stdout });
    });
  });
}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'wotu-as-'));
  await wotu('divisions', 'load', '--scope', '410402001,410403001');
  const { code } = await wotu('demo', '--orgs-per-community', '1');
  if (code !== 0) throw new Error(`wotu demo ended with ${code}`);
}, 180_000);
afterAll(() => rm(root, { recursive: true, force: true }));

describe('a command run as somebody', { timeout: 120_000 }, () => {
  it.each([
    [['import', 'x.xlsx'], 'demo-resident', 'FILE_NOT_READABLE'],
    [['export', 'out.xlsx'], 'demo-resident', 'PERMISSION_MISSING'],
    [['divisions', 'load', '--scope', '440103'], 'demo-resident', 'PERMISSION_MISSING'],
    [['divisions', 'load', '--scope', '440103'], 'demo-districtcivilaffairsstaff', 'DIVISION_NOT_FOUND'],
    [['divisions', 'load', '--scope', 'all'], 'demo-districtcivilaffairsstaff', 'DIVISION_NOT_FOUND'],
    [['divisions', 'list', '--scope', '410403'], 'demo-districtcivilaffairsstaff', 'DIVISION_NOT_FOUND'],
    [['progress', 'pingdingshan-2021', '--division', '410403'], 'demo-districtcivilaffairsstaff', 'DIVISION_UNKNOWN'],
    [['report', 'pingdingshan-2021', '--period', '2022', '--division', '410403', '--out', 'a.docx'], 'demo-districtcivilaffairsstaff', 'DIVISION_UNKNOWN'],
    [['report', 'pingdingshan-2021', '--period', '2022', '--out', 'a.docx'], 'demo-resident', 'PERMISSION_MISSING'],
    [['token', 'create'], 'nobody-here', 'ACCOUNT_NOT_FOUND'],
    [['demo', '--remove'], 'demo-citycivilaffairsstaff', 'PERMISSION_MISSING'],
    [['backup', 'all.wotu'], 'demo-resident', 'OPERATOR_ONLY'],
    [['restore', 'all.wotu'], 'demo-resident', 'OPERATOR_ONLY'],
    [['drill', 'all.wotu'], 'demo-resident', 'OPERATOR_ONLY'],
    [['serve'], 'demo-resident', 'OPERATOR_ONLY'],
    [['verify'], 'demo-resident', 'OPERATOR_ONLY'],
  ])('%j as %s is refused: %s', async (args, account, refusal) => {
    expect(await wotu(...args, '--as', account)).toMatchObject({ code: 1, refusal });
  });

  it('writes no file that was refused', async () => {
    for (const file of ['out.xlsx', 'a.docx', 'all.wotu']) await expect(stat(path.join(root, file)), file).rejects.toThrow(/ENOENT/);
  });

  it('answers for the own place', async () => {
    const { stdout } = await wotu('progress', 'pingdingshan-2021', '--as', 'demo-districtcivilaffairsstaff');
    expect(JSON.parse(stdout)).toMatchObject({ division: '410402000000' });
  });
});

/** The workbook by command line: documents, exit codes and files as the contract has them. */
import { spawn } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '#platform/imports/import-report.ts';
import { readBack } from './product.ts';
import { COLUMNS, organization, row, SHEETS } from './rows.ts';
import { type Book, workbook } from './workbooks.ts';

const MAIN = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

interface Document {
  error?: { code: string; message: string };
  sheets: { sheet: string; rows: number; created: number; updated: number; unchanged: number; rejected: number }[];
  findings: Finding[];
  notices: Finding[];
}

describe('wotu', { timeout: 120_000 }, () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'wotu-contract-'));
    await wotu('divisions', 'load', '--scope', '410402,410403');
  }, 120_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  function wotu(...args: string[]): Promise<Ran> {
    const environment = { ...process.env, DATABASE_URL: '', WOTU_NOW: '2023-11-20T04:00:00.000Z' };
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const ran: Ran = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (ran.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (ran.stderr += chunk.toString()));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ ...ran, code }));
    });
  }

  const put = (name: string, book: Book) => writeFile(path.join(root, name), workbook(book, name.endsWith('.xls') ? { type: 'biff8' } : {}));
  const get = async (name: string) => readBack(await readFile(path.join(root, name)));
  async function json(...args: string[]): Promise<{ code: number | null; document: Document }> {
    const { code, stdout } = await wotu(...args, '--json');
    return { code, document: JSON.parse(stdout) as Document };
  }

  it('imports, dry and in earnest, again without change, and exports what comes in unchanged', async () => {
    await put('good.xlsx', Object.fromEntries(SHEETS.map((sheet) => [sheet, [row(sheet)]])));
    const dry = await json('import', 'good.xlsx', '--dry-run');
    expect(dry.document).toEqual({
      sheets: SHEETS.map((sheet) => ({ sheet, rows: 1, created: 1, updated: 0, unchanged: 0, rejected: 0 })),
      findings: [],
      notices: [expect.objectContaining({ rule: 'id-number-missing' })],
    });
    const real = await json('import', 'good.xlsx');
    expect(real).toEqual(dry);
    expect(real.code).toBe(0);
    const again = await json('import', 'good.xlsx');
    expect(again.document.sheets.map(({ unchanged, rows }) => [unchanged, rows])).toEqual(SHEETS.map(() => [1, 1]));
    for (const more of [[], ['--masked'], ['--division', '410402'], ['--division', '410402001001']]) {
      expect(await wotu('export', 'out.xlsx', ...more)).toMatchObject({ code: 0 });
      const back = await json('import', 'out.xlsx');
      expect(back.code).toBe(0);
      expect(back.document.findings).toEqual([]);
      expect(back.document.sheets.reduce((sum, { created, updated, rejected }) => sum + created + updated + rejected, 0)).toBe(0);
    }
  });

  it('refuses a workbook with findings whole, marks it, and writes the rest when told to', async () => {
    await put('bad.xlsx', { 社区社会组织: [organization({ 名称: '好' }), organization({ 名称: '坏', 管理层级: '甲级' })] });
    const refused = await json('import', 'bad.xlsx', '--checked', 'marked.xlsx');
    expect(refused.code).toBe(1);
    expect(Object.keys(refused.document).sort()).toEqual(['error', 'findings', 'notices', 'sheets']);
    expect(refused.document).toMatchObject({ error: { code: 'WORKBOOK_HAS_FINDINGS', message: expect.any(String) }, sheets: [], notices: [] });
    expect(refused.document.findings).toEqual([
      {
        sheet: '社区社会组织',
        row: 3,
        column: '管理层级',
        cell: 'C3',
        value: '甲级',
        rule: 'choice',
        message: expect.any(String),
        suggestion: expect.any(String),
      },
    ]);
    expect((await get('marked.xlsx')).get('社区社会组织')?.map((cells) => cells.at(-1))).toEqual(['校验结果', '通过', expect.stringContaining('甲级')]);
    const skipped = await json('import', 'bad.xlsx', '--skip-invalid');
    expect(skipped.code).toBe(0);
    expect(skipped.document).toMatchObject({
      sheets: [{ sheet: '社区社会组织', rows: 2, created: 1, updated: 0, unchanged: 0, rejected: 1 }],
      findings: [{ row: 3 }],
    });
    expect(skipped.document.error).toBeUndefined();
  });

  it('reads .xls files', async () => {
    await put('old.xls', { 社区社会组织: [organization({ 名称: '旧格式' })] });
    const { code, document } = await json('import', 'old.xls', '--checked', 'old-marked.xlsx');
    expect([code, document.sheets[0]?.created]).toEqual([0, 1]);
    expect((await get('old-marked.xlsx')).get('社区社会组织')?.[1]?.at(-1)).toBe('通过');
  });

  it('refuses what is no workbook in the same form', async () => {
    await writeFile(path.join(root, 'text.xlsx'), '名称,代码\n');
    await put('other.xlsx', { 随记: [{ 甲: 1 }] });
    for (const [file, errorCode] of [
      ['text.xlsx', 'WORKBOOK_WRONG_TYPE'],
      ['other.xlsx', 'WORKBOOK_NO_KNOWN_SHEET'],
      ['absent.xlsx', 'FILE_NOT_READABLE'],
    ] as const) {
      const { code, document } = await json('import', file, '--checked', 'never.xlsx');
      expect(code).toBe(1);
      expect(document).toMatchObject({ error: { code: errorCode }, sheets: [], findings: [] });
      expect(document.notices).toHaveLength(file === 'other.xlsx' ? 1 : 0);
    }
    await expect(access(path.join(root, 'never.xlsx'))).rejects.toThrow('ENOENT');
    const unwritable = await json('import', 'good.xlsx', '--checked', 'absent/marked.xlsx');
    expect(unwritable).toMatchObject({ code: 1, document: { error: { code: 'FILE_NOT_WRITABLE' } } });
  });

  it('tells people in plain Chinese, problems on standard error', async () => {
    await put('plain.xlsx', { 社区社会组织: [organization({ 名称: '平' }), organization({ 名称: '坏', 成员人数: '许多' })] });
    const { code, stdout, stderr } = await wotu('import', 'plain.xlsx');
    expect(code).toBe(1);
    expect(stdout).toMatch(/社区社会组织 G3〔成员人数〕/);
    expect(stderr).toContain('没有写入任何数据');
  });

  it('gives an empty workbook with every sheet and column', async () => {
    expect((await wotu('template', 'template.xlsx')).code).toBe(0);
    const sheets = await get('template.xlsx');
    for (const sheet of SHEETS) expect(sheets.get(sheet)).toEqual([(COLUMNS[sheet] ?? '').replaceAll('*', '').split(' ')]);
    const { code, document } = await json('import', 'template.xlsx');
    expect([code, document.findings, document.notices]).toEqual([0, [], []]);
  });

  it('refuses to export an unknown division', async () => {
    const { code, stdout } = await wotu('export', 'none.xlsx', '--division', '999999', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'EXPORT_DIVISION_UNKNOWN' } });
    await expect(access(path.join(root, 'none.xlsx'))).rejects.toThrow('ENOENT');
  });

  it('says on every row of an installation without divisions what is missing', async () => {
    const { code, document } = await json('import', 'good.xlsx', '--data', 'empty');
    expect(code).toBe(1);
    expect(document.error?.code).toBe('WORKBOOK_HAS_FINDINGS');
    expect(document.findings[0]).toMatchObject({ sheet: '社区社会组织', row: 2, rule: 'division-unknown' });
    expect(document.findings[0]?.message).toContain('还没有载入区划');
  });
});

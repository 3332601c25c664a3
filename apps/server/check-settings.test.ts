/** `wotu config check` says before a start what a start would say of the master key. */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { checkInstallation } from './check-settings.ts';

const root = await mkdtemp(path.join(tmpdir(), 'wotu-checked-'));
afterAll(() => rm(root, { recursive: true, force: true }));

let folder: string;
let key: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(root, 'data-'));
  key = path.join(folder, 'keys', 'master');
  await mkdir(path.dirname(key));
});

async function ofKey(): Promise<[string, string]> {
  const found = (await checkInstallation({}, folder)).find(({ text }) => text.includes('主密钥'));
  return [found?.state ?? '', found?.text ?? ''];
}

const write = (text: string) => writeFile(key, text, { mode: 0o600 });

describe('the master key', () => {
  it('is good', async () => {
    await write('ab'.repeat(32));
    expect(await ofKey()).toEqual(['good', `主密钥文件 ${key}`]);
  });

  it('is made at the first start, and at no later one', async () => {
    expect(await ofKey()).toEqual(['warning', expect.stringContaining('第一次启动时生成')]);
    await mkdir(path.join(folder, 'postgres'));
    await writeFile(path.join(folder, 'postgres', 'PG_VERSION'), '18');
    expect(await ofKey()).toEqual(['wrong', expect.stringContaining('已有数据，却没有主密钥文件')]);
  });

  it('is whole', async () => {
    await write('ab');
    expect(await ofKey()).toEqual(['wrong', expect.stringContaining('内容不完整')]);
  });

  it('is a file', async () => {
    await mkdir(key);
    expect(await ofKey()).toEqual(['wrong', expect.stringContaining('不是一个文件')]);
  });

  it('is nobody else’s to read', async () => {
    await write('ab'.repeat(32));
    await chmod(key, 0o644);
    expect(await ofKey()).toEqual(['warning', expect.stringContaining('chmod 600')]);
  });
});

describe('the file of sign-in settings', () => {
  const of = async (name: string) => (await checkInstallation({ WOTU_SIGN_IN_FILE: path.join(folder, name) }, folder))[0];

  it('is there, and whole', async () => {
    expect(await of('absent.json')).toMatchObject({ state: 'wrong', text: expect.stringContaining('没有这个文件') as string });
    await writeFile(path.join(folder, 'cut.json'), '{ "address": "https://a.example",\n');
    expect(await of('cut.json')).toMatchObject({ state: 'wrong', text: expect.stringContaining('不是完整的 JSON') as string });
  });
});

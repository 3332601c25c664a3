/** `wotu files move` and `wotu config check` against a bucket that verifies signatures. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { createDiskStorage } from '#platform/files/disk-storage.ts';
import { startObjectStorage } from '#tests/support/object-storage.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const root = await mkdtemp(path.join(tmpdir(), 'wotu-move-'));
afterAll(() => rm(root, { recursive: true, force: true }));
const { settings, objects } = await startObjectStorage();

async function wotu(...args: string[]): Promise<{ code: number | null; document: Record<string, unknown> }> {
  const environment = {
    DATABASE_URL: '',
    WOTU_FILES_S3: settings.address.href,
    WOTU_FILES_S3_REGION: settings.region,
    WOTU_FILES_S3_KEY_ID: settings.keyId,
    WOTU_FILES_S3_SECRET: settings.secret,
  };
  const child = spawn(process.execPath, [MAIN, ...args, '--data', path.join(root, 'data'), '--json'], { cwd: root, env: { ...process.env, ...environment } });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.resume();
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, document: JSON.parse(stdout) as Record<string, unknown> };
}

it('copies what lies in the folder to the bucket, and nothing the second time', async () => {
  const disk = createDiskStorage(path.join(root, 'data', 'files'));
  const names = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
  for (const name of names) await disk.put(name, randomBytes(500));
  expect(await wotu('files', 'move', '--to', 's3')).toMatchObject({ code: 0, document: { moved: 2, bytes: 1000, present: 0 } });
  expect([...objects.keys()].toSorted()).toEqual(names.map((name) => `objects/${name}`).toSorted());
  expect(await wotu('files', 'move', '--to', 's3')).toMatchObject({ code: 0, document: { moved: 0, present: 2 } });
}, 60_000);

it('is said to be usable by the check of settings', async () => {
  const { document } = await wotu('config', 'check');
  expect(JSON.stringify(document)).toContain('能列出内容');
}, 60_000);

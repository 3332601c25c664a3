import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** 32 bytes from which every other key is derived; never stored in the database or in backups. */
export async function readOrMakeMasterKey(file: string): Promise<{ key: Buffer; created: boolean }> {
  const existing = await readMasterKey(file);
  if (existing) return { key: existing, created: false };
  const key = randomBytes(32);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  // whole under its name or not there: another process starting at the same moment must not read half a key
  const written = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(written, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    await link(written, file);
  } catch (error) {
    // the other one made it first
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readOrMakeMasterKey(file);
    throw error;
  } finally {
    await rm(written, { force: true });
  }
  return { key, created: true };
}

/** @returns the key, or undefined when there is no such file */
export async function readMasterKey(file: string): Promise<Buffer | undefined> {
  try {
    const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'hex');
    if (key.length !== 32) throw new Error(`主密钥文件 ${file} 内容不完整，请用备份的主密钥恢复它。`);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

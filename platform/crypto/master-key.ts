import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** 32 bytes from which every other key is derived; never stored in the database or in backups. */
export async function readOrMakeMasterKey(file: string): Promise<{ key: Buffer; created: boolean }> {
  const existing = await readMasterKey(file);
  if (existing) return { key: existing, created: false };
  const key = randomBytes(32);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // another process starting at the same moment made it first
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readOrMakeMasterKey(file);
    throw error;
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

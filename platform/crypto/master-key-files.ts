import { link, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { keyCheckOf, keyNumberOf } from './key-check.ts';
import { readMasterKey } from './master-key.ts';

/** Where a new master key lies until it is in force. */
export function nextKeyFile(file: string): string {
  return `${file}.next`;
}

/** Where a master key lies that was replaced; backups of its time need it. */
export function replacedKeyFile(file: string, check: string): string {
  return `${file}.${keyNumberOf(check)}`;
}

/**
 * The key that the database says is in force, from the key file or the one beside it that waits to take its place: a change that was broken
 * off after the database took it over is finished here.
 */
export async function findMasterKey(check: string, file: string): Promise<Buffer | undefined> {
  for (const candidate of [file, nextKeyFile(file)]) {
    const key = await readMasterKey(candidate);
    if (!key || keyCheckOf(key) !== check) continue;
    if (candidate !== file) await putInPlace(file, check).catch(unlessReadOnly);
    return key;
  }
  return undefined;
}

/** The new key takes the name of the old one, which is kept beside it first. May be broken off anywhere, repeated, and done by several at once. */
export async function putInPlace(file: string, check: string): Promise<void> {
  const old = await readMasterKey(file);
  const oldCheck = old && keyCheckOf(old);
  if (oldCheck === check) return;
  if (oldCheck) await link(file, replacedKeyFile(file, oldCheck)).catch(unless('EEXIST'));
  await rename(nextKeyFile(file), file).catch(unless('ENOENT'));
  await syncFolder(file);
}

/** The names of the key files survive a machine that stops at once. */
export async function syncFolder(file: string): Promise<void> {
  const folder = await open(path.dirname(file));
  await folder.sync().finally(() => folder.close());
}

const unless =
  (...codes: string[]) =>
  (error: NodeJS.ErrnoException): void => {
    if (!codes.includes(error.code ?? '')) throw error;
  };

/** The key is held either way; a folder that nobody may write in keeps its names. */
const unlessReadOnly = unless('EACCES', 'EPERM', 'EROFS', 'EBUSY');

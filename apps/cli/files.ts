import { createWriteStream } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refuse } from '#shared/errors.ts';
import { commandErrors } from './errors.ts';

const REASONS: Record<string, string> = {
  ENOENT: '路径不存在',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EISDIR: '这是一个文件夹',
  ENOTDIR: '路径中有一段不是文件夹',
  ENOSPC: '磁盘已满',
  EROFS: '磁盘只读',
  EBUSY: '文件正被使用',
  ERR_FS_FILE_TOO_LARGE: '文件太大',
};

/** @throws FILE_NOT_READABLE */
export async function readInput(file: string): Promise<{ name: string; bytes: Uint8Array }> {
  try {
    return { name: path.basename(file), bytes: await readFile(file) };
  } catch (error) {
    const reason = reasonOf(error);
    throw reason ? refuse(commandErrors.FILE_NOT_READABLE, { file, reason }) : error;
  }
}

/** @throws FILE_NOT_WRITABLE */
export function writeOutput(file: string, bytes: Uint8Array): Promise<void> {
  return withFileErrors(file, () => writeFile(file, bytes));
}

/** @throws FILE_NOT_WRITABLE when nothing can be written beside the file */
export function requireWritable(file: string): Promise<void> {
  return withFileErrors(file, async () => {
    await writeFile(partialOf(file), '');
    await rm(partialOf(file));
  });
}

function partialOf(file: string): string {
  return `${file}.partial`;
}

/** Writes what arrives in pieces; a file of that name is replaced only when the new one is complete. @throws FILE_NOT_WRITABLE */
export function writePieces(file: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const partial = partialOf(file);
  return withFileErrors(file, async () => {
    try {
      await pipeline(Readable.from(pieces, { objectMode: false }), createWriteStream(partial));
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  });
}

/** Tells a file that cannot be written as a refusal. @throws FILE_NOT_WRITABLE */
export async function withFileErrors<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = reasonOf(error);
    throw reason ? refuse(commandErrors.FILE_NOT_WRITABLE, { file, reason }) : error;
  }
}

function reasonOf(error: unknown): string | undefined {
  return REASONS[(error as NodeJS.ErrnoException).code ?? ''];
}

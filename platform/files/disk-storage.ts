import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { refuse } from '#shared/errors.ts';
import { fileErrors } from './errors.ts';
import { type FileStorage, OBJECT_NAME, type StoredObject } from './file-storage.ts';

const ASIDE = 'aside';
const OBJECTS = 'objects';
const PRIVATE = { recursive: true, mode: 0o700 } as const;

/** Objects as files of one folder, in 256 folders by the first two characters. */
export function createDiskStorage(folder: string): FileStorage {
  const placeOf = (name: string) => path.join(folder, OBJECTS, name.slice(0, 2), name);
  const asideOf = (name: string) => path.join(folder, ASIDE, name);
  return {
    kind: 'disk',
    place: folder,
    put: (name, bytes) => telling(() => writeWhole(placeOf(name), bytes)),
    get: (name, from, to) => telling(() => readPart(placeOf(name), from, to)),
    async *list() {
      for (const part of await namesIn(path.join(folder, OBJECTS))) yield* objectsIn(path.join(folder, OBJECTS, part));
    },
    setAside: (name) =>
      telling(async () => {
        await mkdir(path.join(folder, ASIDE), PRIVATE);
        const isMoved = await moveIfThere(placeOf(name), asideOf(name));
        // from now on the time of grace runs
        if (isMoved) await utimes(asideOf(name), new Date(), new Date());
      }),
    takeBack: (name) =>
      telling(async () => {
        await mkdir(path.dirname(placeOf(name)), PRIVATE);
        return moveIfThere(asideOf(name), placeOf(name));
      }),
    listAside: () => objectsIn(path.join(folder, ASIDE)),
    removeAside: (name) => telling(() => rm(asideOf(name), { force: true })),
  };
}

/** A whole new file under its name, or none: written beside, brought to the disk, then named. */
async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(target), PRIVATE);
  const partial = `${target}.${randomBytes(4).toString('hex')}.partial`;
  try {
    const file = await open(partial, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, target);
    await syncFolder(path.dirname(target));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Names of a folder are lost with the power until the folder itself is written; Windows does that by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readPart(file: string, from: number, to: number): Promise<Buffer | undefined> {
  const handle = await open(file).catch(unlessMissing);
  if (!handle) return undefined;
  try {
    const bytes = Buffer.alloc(to - from);
    let filled = 0;
    for (;;) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, from + filled);
      filled += bytesRead;
      if (bytesRead === 0 || filled === bytes.length) return bytes.subarray(0, filled);
    }
  } finally {
    await handle.close();
  }
}

async function moveIfThere(from: string, to: string): Promise<boolean> {
  return (
    (await rename(from, to)
      .then(() => true)
      .catch(unlessMissing)) ?? false
  );
}

async function namesIn(folder: string): Promise<string[]> {
  return ((await readdir(folder).catch(unlessMissing)) ?? []).toSorted();
}

async function* objectsIn(folder: string): AsyncGenerator<StoredObject> {
  for (const name of (await namesIn(folder)).filter((one) => OBJECT_NAME.test(one))) {
    const found = await stat(path.join(folder, name)).catch(unlessMissing);
    if (found) yield { name, size: found.size, at: found.mtime };
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

const REASONS: Record<string, string> = {
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已满',
  EACCES: '没有文件夹的权限',
  EPERM: '没有文件夹的权限',
  EROFS: '磁盘是只读的',
};

/** @throws FILE_STORAGE_UNAVAILABLE for what the disk refuses */
async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw refuse(fileErrors.FILE_STORAGE_UNAVAILABLE, { why: REASONS[code] ?? `磁盘错误 ${code}` });
  }
}

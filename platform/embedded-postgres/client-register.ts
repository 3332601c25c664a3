import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Between making the lock and writing its number into it, a process is killed once in a lifetime; then others wait so long. */
const NAMELESS_LOCK_MS = 5000;

/** Enters this process as a user of the data folder; `ensureRunning` runs under the folder's lock. */
export async function joinClients(root: string, ensureRunning: () => Promise<void>): Promise<void> {
  await mkdir(path.join(root, 'clients'), { recursive: true });
  await underLock(root, async () => {
    await writeFile(path.join(root, 'clients', String(process.pid)), '');
    await ensureRunning();
  });
}

/** Leaves; when no living process is left, `stop` runs under the folder's lock. */
export async function leaveClients(root: string, stop: () => Promise<void>): Promise<void> {
  await underLock(root, async () => {
    await rm(path.join(root, 'clients', String(process.pid)), { force: true });
    const living: string[] = [];
    for (const name of await readdir(path.join(root, 'clients'))) {
      if (isAlive(Number(name))) living.push(name);
      else await rm(path.join(root, 'clients', name), { force: true });
    }
    if (living.length === 0) await stop();
  });
}

/** @returns whether a process of that number runs; 0 is none */
export function isAlive(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Its holder was killed, or died before it could say its number. */
async function isLeftBehind(lock: string): Promise<boolean> {
  const holder = Number(await readFile(path.join(lock, 'holder'), 'utf8').catch(() => ''));
  if (holder) return !isAlive(holder);
  const age = await stat(lock).then(
    (found) => Date.now() - found.mtimeMs,
    () => 0,
  );
  return age > NAMELESS_LOCK_MS;
}

async function underLock(root: string, work: () => Promise<void>): Promise<void> {
  const lock = path.join(root, 'starting.lock');
  for (;;) {
    try {
      await mkdir(lock);
      await writeFile(path.join(lock, 'holder'), String(process.pid));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (await isLeftBehind(lock)) await rm(lock, { recursive: true, force: true });
      else await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  try {
    await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

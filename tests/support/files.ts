import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDiskStorage } from '#platform/files/disk-storage.ts';
import type { FileStorage } from '#platform/files/file-storage.ts';

let folder: string | undefined;

/** One folder for each test process, removed with it. */
export function testStorage(): FileStorage {
  if (folder === undefined) {
    const made = mkdtempSync(path.join(tmpdir(), 'wotu-files-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return createDiskStorage(folder);
}

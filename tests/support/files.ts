import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { createDiskStorage } from '#platform/files/disk-storage.ts';
import type { FileStorage } from '#platform/files/file-storage.ts';

let folder: string | undefined;

/** One folder for each test process; the run removes them all at its end, as processes are not always let finish. */
export function testStorage(): FileStorage {
  folder ??= mkdtempSync(path.join(inject('folder'), 'files-'));
  return createDiskStorage(folder);
}

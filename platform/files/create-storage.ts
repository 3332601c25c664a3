import type { FileSettings } from '../config/file-settings.ts';
import { createDiskStorage } from './disk-storage.ts';
import type { FileStorage } from './file-storage.ts';

/** The storage that the settings choose. */
export function createStorage(settings: FileSettings): FileStorage {
  return createDiskStorage(settings.folder);
}

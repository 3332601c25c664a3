import path from 'node:path';
import type { Settings } from './settings.ts';

/** Where attachments lie. */
export interface FileSettings {
  /** of a storage on the disk */
  folder: string;
}

/** @param dataFolder in which they lie unless said */
export function fileSettingsOf(settings: Settings, dataFolder: string): FileSettings {
  return { folder: settings.WOTU_FILES_FOLDER ?? path.join(dataFolder, 'files') };
}

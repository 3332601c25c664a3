import type { FileSettings } from '../config/file-settings.ts';
import { createOutgoing } from '../outgoing/outgoing.ts';
import { createClamdScanner } from './clamd-scanner.ts';
import { createDiskStorage } from './disk-storage.ts';
import type { FileStorage } from './file-storage.ts';
import { createS3Storage } from './s3-storage.ts';
import { NO_SCANNER, type VirusScanner } from './virus-scanner.ts';

/** The storage that the settings choose, or the one that is named. @throws Error in Chinese when S3 is meant and not set up */
export function createStorage(settings: FileSettings, kind: FileStorage['kind'] = settings.storage): FileStorage {
  if (kind === 'disk') return createDiskStorage(settings.folder);
  if (!settings.s3) throw new Error('没有设置 S3 存储。请先设好 WOTU_FILES_S3、WOTU_FILES_S3_KEY_ID 和 WOTU_FILES_S3_SECRET。');
  // by naming the address the operator has allowed it, also within the own network
  return createS3Storage(settings.s3, createOutgoing({ allowed: new Set([settings.s3.address.origin]) }));
}

export function createScanner({ clamd }: FileSettings): VirusScanner {
  return clamd ? createClamdScanner(clamd) : NO_SCANNER;
}

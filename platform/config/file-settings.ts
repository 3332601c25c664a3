import path from 'node:path';
import type { ClamdPlace } from '../outgoing/clamd.ts';
import type { Settings } from './settings.ts';

/** A bucket of an S3-compatible storage. */
export interface S3Settings {
  /** to which keys are appended: `https://host/bucket`, or `https://bucket.host` */
  address: URL;
  bucket: string;
  region: string;
  keyId: string;
  secret: string;
}

/** Where attachments lie, and who looks for viruses in them. */
export interface FileSettings {
  storage: 'disk' | 's3';
  /** of a storage on the disk */
  folder: string;
  s3: S3Settings | undefined;
  clamd: ClamdPlace | undefined;
}

const CLAMD_PORT = 3310;

/**
 * @param dataFolder in which they lie unless said
 * @throws Error in Chinese when only half of a storage is set up
 */
export function fileSettingsOf(settings: Settings, dataFolder: string): FileSettings {
  const s3 = s3Of(settings);
  if (settings.WOTU_FILES_STORAGE === 's3' && !s3) throw new Error('WOTU_FILES_STORAGE 是 s3，却没有设 WOTU_FILES_S3（桶的地址）。请补上，或改回 disk。');
  return {
    storage: settings.WOTU_FILES_STORAGE,
    folder: settings.WOTU_FILES_FOLDER ?? path.join(dataFolder, 'files'),
    s3,
    clamd: settings.WOTU_CLAMD === undefined ? undefined : clamdOf(settings.WOTU_CLAMD),
  };
}

function s3Of(settings: Settings): S3Settings | undefined {
  if (settings.WOTU_FILES_S3 === undefined) return undefined;
  const { WOTU_FILES_S3_KEY_ID: keyId, WOTU_FILES_S3_SECRET: secret } = settings;
  if (keyId === undefined || secret === undefined) throw new Error('设了 WOTU_FILES_S3，还要设 WOTU_FILES_S3_KEY_ID 和 WOTU_FILES_S3_SECRET。');
  const address = new URL(settings.WOTU_FILES_S3);
  const [first = ''] = address.pathname.split('/').filter(Boolean);
  return { address, bucket: first || (address.hostname.split('.')[0] ?? ''), region: settings.WOTU_FILES_S3_REGION, keyId, secret };
}

/** `unix:/run/clamav/clamd.ctl`, `tcp://127.0.0.1:3310` */
function clamdOf(text: string): ClamdPlace {
  const url = new URL(text);
  return url.protocol === 'unix:' ? { path: url.pathname } : { host: url.hostname, port: Number(url.port) || CLAMD_PORT };
}

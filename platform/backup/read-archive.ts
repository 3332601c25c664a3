import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { refuse } from '#shared/errors.ts';
import { keyNumberOf } from '../crypto/key-check.ts';
import {
  type BackupHeader,
  type BackupKey,
  decodeFrames,
  type Frame,
  headerSchema,
  MAGIC,
  type Manifest,
  manifestSchema,
  MAX_HEADER_BYTES,
} from './archive-format.ts';
import { backupErrors } from './errors.ts';
import { CutOff, Damaged, unseal } from './sealed-stream.ts';

/** The frames of a backup after its manifest. */
export interface Archive {
  manifest: Manifest;
  createdAt: Date;
  frames: AsyncGenerator<Frame>;
}

/**
 * Opens a backup and reads its manifest.
 * @throws BACKUP_NOT_READABLE, BACKUP_TRUNCATED, BACKUP_DAMAGED, BACKUP_KEY_DIFFERS
 */
export async function openArchive(file: string, key: BackupKey): Promise<Archive> {
  const { head, header } = await readHeader(file);
  if (header.keyCheck !== key.check) {
    throw refuse(backupErrors.BACKUP_KEY_DIFFERS, { file: key.file, held: keyNumberOf(key.check), needed: keyNumberOf(header.keyCheck) });
  }
  const frames = readable(file, key, head, header);
  const first = await frames.next();
  const manifest = first.done || first.value.kind !== 'M' ? undefined : manifestSchema.safeParse(parseJson(first.value.body)).data;
  if (!manifest) throw notReadable(file, '缺少目录');
  return { manifest, frames, createdAt: new Date(header.createdAt) };
}

const NOT_OPENED: Record<string, string> = { ENOENT: '没有这个文件', EACCES: '没有读它的权限', EISDIR: '它是一个文件夹' };

/** What stands in clear before the sealed part. @throws BACKUP_NOT_FOUND, BACKUP_NOT_READABLE, BACKUP_TRUNCATED */
async function readHeader(file: string): Promise<{ head: Buffer; header: BackupHeader }> {
  const unopened = (error: NodeJS.ErrnoException) => {
    throw refuse(backupErrors.BACKUP_NOT_FOUND, { file, reason: NOT_OPENED[error.code ?? ''] ?? '磁盘出错' });
  };
  const handle = await open(file).catch(unopened);
  try {
    const start = Buffer.alloc(MAGIC.length + MAX_HEADER_BYTES);
    const { bytesRead } = await handle.read(start, 0, start.length, 0).catch(unopened);
    if (bytesRead === 0) throw notReadable(file, '文件是空的');
    const isOurs = start.subarray(0, Math.min(bytesRead, MAGIC.length)).equals(MAGIC.subarray(0, bytesRead));
    if (!isOurs) throw notReadable(file, '文件开头不对');
    const end = start.indexOf('\n', MAGIC.length);
    if (end < 0 || end >= bytesRead) throw bytesRead < start.length ? refuse(backupErrors.BACKUP_TRUNCATED, { file }) : notReadable(file, '文件开头不对');
    const header = headerSchema.safeParse(parseJson(start.subarray(MAGIC.length, end))).data;
    if (!header) throw notReadable(file, '文件开头损坏');
    return { head: start.subarray(0, end + 1), header };
  } finally {
    await handle.close();
  }
}

/** Damage anywhere in the file is named as such: a piece that was changed, an end that is missing. */
async function* readable(file: string, key: BackupKey, head: Buffer, header: BackupHeader): AsyncGenerator<Frame> {
  const sealed = createReadStream(file, { start: head.length }) as AsyncIterable<Buffer>;
  const clear = unseal(sealed, key.master, Buffer.from(header.salt, 'hex'), head);
  // what goes wrong in the sealed part is told by itself, not as damage of the compression
  let cause: unknown;
  async function* noting(): AsyncGenerator<Buffer> {
    try {
      yield* clear;
    } catch (error) {
      cause = error;
      throw error;
    }
  }
  // whoever reads the end of the pipe gets the error as well
  const bytes = pipeline(Readable.from(noting(), { objectMode: false }), createZstdDecompress(), () => undefined);
  try {
    yield* decodeFrames(bytes as AsyncIterable<Buffer>);
  } catch (error) {
    const why = cause ?? error;
    if (why instanceof CutOff) throw refuse(backupErrors.BACKUP_TRUNCATED, { file });
    if (why instanceof Damaged) throw refuse(backupErrors.BACKUP_DAMAGED, { file, at: head.length + why.at });
    const isDamage = why instanceof RangeError || /^(ZSTD|Z_)/.test(String((why as NodeJS.ErrnoException).code));
    throw isDamage ? notReadable(file, '内容不完整') : why;
  }
}

export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

export function notReadable(file: string, reason: string): Error {
  return refuse(backupErrors.BACKUP_NOT_READABLE, { file, reason });
}

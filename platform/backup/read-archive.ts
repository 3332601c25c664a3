import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createZstdDecompress } from 'node:zlib';
import { refuse } from '#shared/errors.ts';
import { decodeFrames, type Frame, MAGIC, type Manifest, manifestSchema } from './archive-format.ts';
import { backupErrors } from './errors.ts';

/** The frames of a backup after its manifest. */
export interface Archive {
  manifest: Manifest;
  frames: AsyncGenerator<Frame>;
}

/** Opens a backup and reads its manifest. @throws BACKUP_NOT_READABLE */
export async function openArchive(file: string): Promise<Archive> {
  await requireMagic(file);
  const frames = readable(file);
  const first = await frames.next();
  const manifest = first.done || first.value.kind !== 'M' ? undefined : manifestSchema.safeParse(parseJson(first.value.body)).data;
  if (!manifest) throw notReadable(file, '缺少目录');
  return { manifest, frames };
}

async function requireMagic(file: string): Promise<void> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw notReadable(file, error.code === 'ENOENT' ? '文件不存在' : '文件打不开');
  });
  try {
    const start = Buffer.alloc(MAGIC.length);
    await handle.read(start, 0, MAGIC.length, 0);
    if (!start.equals(MAGIC)) throw notReadable(file, '文件开头不对');
  } finally {
    await handle.close();
  }
}

/** Damage anywhere in the file, of the compression or of the frames, is one refusal. */
async function* readable(file: string): AsyncGenerator<Frame> {
  const bytes = createReadStream(file, { start: MAGIC.length }).pipe(createZstdDecompress());
  try {
    yield* decodeFrames(bytes as AsyncIterable<Buffer>);
  } catch (error) {
    const isDamage =
      error instanceof RangeError ||
      String((error as NodeJS.ErrnoException).code).startsWith('ZSTD') ||
      String((error as NodeJS.ErrnoException).code).startsWith('Z_');
    throw isDamage ? notReadable(file, '内容不完整') : error;
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

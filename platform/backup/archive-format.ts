/**
 * One file, one stream, written and read front to back: a magic line and a header of one JSON line in clear (when it was made, a salt, which
 * master key it needs), then the pieces of `sealed-stream.ts`, in them a zstd stream of frames.
 * A frame is one byte of kind, four bytes of length (big endian) and the body:
 *   M  the manifest, first, once, JSON
 *   T  begins a table, JSON `{name, columns}`
 *   D  bytes of the current table in PostgreSQL's text COPY format
 *   F  begins a sealed object of the attachments, JSON `{name}`
 *   B  bytes of the current object
 *   E  the totals, last, once, JSON; a file without it was cut off
 */
import { z } from 'zod';

export const MAGIC = Buffer.from('WOTU-BACKUP 2\n');
/** A longer header is none of ours. */
export const MAX_HEADER_BYTES = 1000;

export const headerSchema = z.object({
  createdAt: z.iso.datetime(),
  /** tells two master keys apart and reveals neither */
  keyCheck: z.string(),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
});
export type BackupHeader = z.output<typeof headerSchema>;

/** What opens a backup. */
export interface BackupKey {
  /** 32 bytes */
  master: Buffer;
  /** see `keyCheckOf` */
  check: string;
  /** where the master key lies, for telling people */
  file: string;
}

export const manifestSchema = z.object({
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  partitions: z
    .array(
      z.object({
        table: z.string(),
        schema: z.string(),
        name: z.string().regex(/^\w+$/),
        bound: z.string().regex(/^FOR VALUES FROM \('[\d-]+'\) TO \('[\d-]+'\)$/),
      }),
    )
    .default([]),
});
export type Manifest = z.output<typeof manifestSchema>;
export type PartitionStart = Manifest['partitions'][number];

export const tableStartSchema = z.object({ name: z.string(), columns: z.array(z.string()) });
export type TableStart = z.output<typeof tableStartSchema>;

export const totalsSchema = z.object({
  tables: z.array(z.object({ name: z.string(), rows: z.number().int(), /** SHA-256 of the table's bytes */ digest: z.string() })),
  sequences: z.array(z.object({ name: z.string(), value: z.number().int(), isCalled: z.boolean() })),
  /** of the attachments; the digest is SHA-256 over their names and bytes in order */
  objects: z.object({ count: z.number().int(), digest: z.string() }).optional(),
});
export type Totals = z.output<typeof totalsSchema>;

export const objectStartSchema = z.object({ name: z.string().regex(/^[0-9a-f]{32}(?:\.(?:small|medium))?$/) });

export type FrameKind = 'M' | 'T' | 'D' | 'F' | 'B' | 'E';

export interface Frame {
  kind: FrameKind;
  body: Buffer;
}

const HEADER_BYTES = 5;
/** A longer frame is no frame of ours. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

export function encodeFrame(kind: FrameKind, body: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(kind, 0, 'latin1');
  header.writeUInt32BE(body.length, 1);
  return Buffer.concat([header, body]);
}

export function encodeJsonFrame(kind: FrameKind, value: unknown): Buffer {
  return encodeFrame(kind, Buffer.from(JSON.stringify(value)));
}

/** Cuts a stream of bytes into frames. @throws RangeError when the bytes are no frames, or end within one */
export async function* decodeFrames(bytes: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let frame = takeFrame(rest);
    while (frame) {
      yield frame;
      rest = rest.subarray(HEADER_BYTES + frame.body.length);
      frame = takeFrame(rest);
    }
  }
  if (rest.length > 0) throw new RangeError('the file ends within a frame');
}

function takeFrame(bytes: Buffer): Frame | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const kind = bytes.toString('latin1', 0, 1);
  const length = bytes.readUInt32BE(1);
  if (!isFrameKind(kind) || length > MAX_BODY_BYTES) throw new RangeError('the file holds something else');
  return bytes.length < HEADER_BYTES + length ? undefined : { kind, body: bytes.subarray(HEADER_BYTES, HEADER_BYTES + length) };
}

function isFrameKind(text: string): text is FrameKind {
  return text.length === 1 && 'MTDFBE'.includes(text);
}

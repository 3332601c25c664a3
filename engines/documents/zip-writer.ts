/** A streaming zip: sizes follow each part (data descriptors), so nothing has to be held to know them. */
import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipPart {
  path: string;
  /** the part in pieces of text or bytes */
  content: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

interface WrittenPart {
  name: Buffer;
  checksum: number;
  packed: number;
  unpacked: number;
  offset: number;
}

const FLAGS = 0x0808; // sizes follow the data; names are UTF-8
const DEFLATE = 8;
/** 1980-01-01, the zip epoch: the same content gives the same bytes */
const DOS_DATE = 0x0021;
const PIECE = 64 * 1024;

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATE, 8);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor(part: WrittenPart): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(part.checksum, 4);
  record.writeUInt32LE(part.packed, 8);
  record.writeUInt32LE(part.unpacked, 12);
  return record;
}

function centralHeader(part: WrittenPart): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATE, 10);
  header.writeUInt16LE(DOS_DATE, 14);
  header.writeUInt32LE(part.checksum, 16);
  header.writeUInt32LE(part.packed, 20);
  header.writeUInt32LE(part.unpacked, 24);
  header.writeUInt16LE(part.name.length, 28);
  header.writeUInt32LE(part.offset, 42);
  return Buffer.concat([header, part.name]);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

/** Joins small texts into pieces worth compressing, and keeps the checksum of what passes. */
async function* encode(content: ZipPart['content'], part: WrittenPart): AsyncGenerator<Buffer, void, undefined> {
  let text = '';
  const count = (bytes: Buffer): Buffer => {
    part.checksum = crc32(bytes, part.checksum);
    part.unpacked += bytes.length;
    return bytes;
  };
  for await (const piece of content) {
    if (typeof piece === 'string') text += piece;
    if (typeof piece !== 'string' || text.length >= PIECE) {
      yield count(Buffer.from(text, 'utf8'));
      text = '';
    }
    if (typeof piece !== 'string') yield count(Buffer.from(piece));
  }
  if (text !== '') yield count(Buffer.from(text, 'utf8'));
}

async function* deflate(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const source = Readable.from(content);
  const packer = createDeflateRaw({ level: 6 });
  source.once('error', (error) => packer.destroy(error));
  for await (const chunk of source.pipe(packer)) yield chunk as Buffer;
}

/** Writes parts one after another as they come. Parts and the whole stay below 4 GiB. */
export async function* writeZip(parts: Iterable<ZipPart> | AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array, void, undefined> {
  const written: WrittenPart[] = [];
  let offset = 0;
  for await (const { path, content } of parts) {
    const part: WrittenPart = { name: Buffer.from(path, 'utf8'), checksum: 0, packed: 0, unpacked: 0, offset };
    const header = localHeader(part.name);
    yield header;
    for await (const chunk of deflate(encode(content, part))) {
      part.packed += chunk.length;
      yield chunk;
    }
    yield descriptor(part);
    offset += header.length + part.packed + 16;
    written.push(part);
  }
  const directory = Buffer.concat(written.map(centralHeader));
  yield directory;
  yield endRecord(written.length, directory.length, offset);
}

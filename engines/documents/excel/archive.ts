/** The zip container: inspected whole before anything is parsed, then read part by part. */
import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Refusal, refuse } from '#shared/errors.ts';
import { workbookErrors } from './errors.ts';
import { sizeInWords, type WorkbookLimits } from './limits.ts';

export interface Archive {
  has(path: string): boolean;
  paths(): string[];
  /** Inflates one part piece by piece. @throws WORKBOOK_DAMAGED when it is absent or broken */
  stream(path: string): AsyncGenerator<Uint8Array, void, undefined>;
  /** Pieces of a part that is held in memory whole. @throws WORKBOOK_BOMB when it is too large for that */
  held(path: string): AsyncGenerator<string, void, undefined>;
  /** A whole small part as text. */
  text(path: string): Promise<string>;
}

const STORED = 0;
const DEFLATED = 8;

function damaged(what: string): Refusal {
  return refuse(workbookErrors.WORKBOOK_DAMAGED, { what });
}

/** Zip names never differ in case only, and some writers get the case of their own references wrong. */
function nameKey(path: string): string {
  return path.replace(/^\/+/, '').toLowerCase();
}

/** Fixed part of a local header; name and packed bytes follow. */
const LOCAL_HEADER_BYTES = 30;
const MADE_BY_UNIX = 3;
const SYMBOLIC_LINK = 0o12;

function isSymbolicLink(entry: Entry): boolean {
  return entry.versionMadeBy >>> 8 === MADE_BY_UNIX && entry.externalFileAttributes >>> 28 === SYMBOLIC_LINK;
}

/** Parts that share bytes unpack to many times their size, and what stands before the first part is another file. */
function checkLayout(entries: readonly Entry[]): void {
  let end = 0;
  for (const entry of entries.toSorted((one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader)) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (end === 0 && start !== 0) throw damaged('压缩包前面夹带了别的内容');
    if (start < end) throw damaged('压缩包内的文件相互重叠');
    end = start + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize;
  }
}

async function listEntries(zip: ZipFile, limits: WorkbookLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > limits.entries) throw refuse(workbookErrors.WORKBOOK_BOMB, { what: `内含 ${zip.entryCount} 个文件` });
  const all: Entry[] = [];
  let claimed = 0;
  for await (const entry of zip.eachEntry()) {
    all.push(entry);
    if (entry.fileName.endsWith('/')) continue;
    if (entry.isEncrypted()) throw refuse(workbookErrors.WORKBOOK_ENCRYPTED);
    if (isSymbolicLink(entry)) throw damaged('压缩包内有指向别处的链接');
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) throw damaged('使用了不支持的压缩方式');
    if (entries.has(nameKey(entry.fileName))) throw damaged('压缩包内有重名文件');
    claimed += entry.uncompressedSize;
    if (claimed > limits.unzippedBytes) throw refuse(workbookErrors.WORKBOOK_BOMB, { what: `解压后超过 ${sizeInWords(limits.unzippedBytes)}` });
    entries.set(nameKey(entry.fileName), entry);
  }
  checkLayout(all);
  return entries;
}

async function* inflate(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = await zip.openReadStreamPromise(entry);
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } finally {
    stream.destroy();
  }
}

/** Finds a DOCTYPE in bytes that arrive in pieces. */
function createDoctypeWatch(): (chunk: Uint8Array) => boolean {
  const mark = '<!DOCTYPE';
  let tail = '';
  return (chunk) => {
    const text = tail + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    tail = text.slice(-mark.length);
    return text.includes(mark);
  };
}

async function inspectEntry(zip: ZipFile, entry: Entry, count: (bytes: number) => void): Promise<void> {
  const isXml = /\.(xml|rels|vml)$/i.test(entry.fileName);
  const hasDoctype = createDoctypeWatch();
  let checksum = 0;
  for await (const chunk of inflate(zip, entry)) {
    count(chunk.byteLength);
    checksum = crc32(chunk, checksum);
    if (isXml && hasDoctype(chunk)) throw refuse(workbookErrors.WORKBOOK_ENTITIES);
  }
  if (checksum !== entry.crc32) throw damaged('校验码不符');
}

/** Inflates everything once, counting real bytes: headers may lie. */
async function inspect(zip: ZipFile, entries: Iterable<Entry>, fileBytes: number, limits: WorkbookLimits): Promise<void> {
  let total = 0;
  const count = (bytes: number): void => {
    total += bytes;
    if (total > limits.unzippedBytes) throw refuse(workbookErrors.WORKBOOK_BOMB, { what: `解压后超过 ${sizeInWords(limits.unzippedBytes)}` });
    if (total > limits.ratioFromBytes && total > fileBytes * limits.ratio) {
      throw refuse(workbookErrors.WORKBOOK_BOMB, { what: `压缩比超过 ${limits.ratio} 倍` });
    }
  };
  for (const entry of entries) await inspectEntry(zip, entry, count);
}

/**
 * Opens and inspects a zip file.
 * @throws WORKBOOK_BOMB, WORKBOOK_ENTITIES, WORKBOOK_ENCRYPTED, WORKBOOK_DAMAGED
 */
export async function openArchive(bytes: Uint8Array, limits: WorkbookLimits): Promise<Archive> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const entries = await listEntries(zip, limits);
    await inspect(zip, entries.values(), bytes.byteLength, limits);
    return archiveOf(zip, entries, limits);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw damaged('不是完整的压缩包');
  }
}

function archiveOf(zip: ZipFile, entries: Map<string, Entry>, limits: WorkbookLimits): Archive {
  async function* stream(path: string): AsyncGenerator<Uint8Array, void, undefined> {
    const entry = entries.get(nameKey(path));
    if (!entry) throw damaged('缺少工作簿的组成部分');
    yield* inflate(zip, entry);
  }
  async function* held(path: string): AsyncGenerator<string, void, undefined> {
    let length = 0;
    for await (const piece of decodeText(stream(path))) {
      length += piece.length;
      if (length > limits.heldBytes) throw refuse(workbookErrors.WORKBOOK_BOMB, { what: `一个组成部分解压后超过 ${sizeInWords(limits.heldBytes)}` });
      yield piece;
    }
  }
  return {
    has: (path) => entries.has(nameKey(path)),
    paths: () => [...entries.values()].map((entry) => entry.fileName),
    stream,
    held,
    async text(path) {
      let text = '';
      for await (const piece of held(path)) text += piece;
      return text;
    },
  };
}

/** UTF-8, or UTF-16 by its byte order mark, in pieces. */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder) yield decoder.decode();
}

function encodingOf(first: Uint8Array): string {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

import { MOST_FILE_BYTES } from '#shared/file-kind.ts';
import { createHash, randomBytes } from 'node:crypto';
import { refuse } from '#shared/errors.ts';
import { audit } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../db/database.ts';
import { fileErrors } from './errors.ts';
import { cleanFileName } from './file-name.ts';
import type { FilePurpose } from './file-purpose.ts';
import type { FileStorage } from './file-storage.ts';
import { type ContentRow, findContent } from './file-store.ts';
import { type JudgedFile, judgeFile } from './judge-file.ts';
import { requireKind } from './require-kind.ts';
import { sealObject } from './sealed-object.ts';
import type { VirusScanner } from './virus-scanner.ts';

export interface FileMeans {
  storage: FileStorage;
  scanner: VirusScanner;
}

/** Something that somebody sends to be kept. */
export interface SentFile {
  /** of the record that it is for; the same content is kept once in a district */
  district: number;
  /** as the sender's machine calls it */
  name: string;
  content: Uint8Array | AsyncIterable<Uint8Array>;
}

/** Judged and stored content that no record refers to yet. Left alone, it is found by `wotu files check` and set aside. */
export interface ReceivedFile {
  purpose: string;
  district: number;
  name: string;
  content: ContentRow;
  /** the content was there before: its row is looked for again when it is attached */
  isKnown: boolean;
}

/** What the key of a content is bound to. */
export const FILE_KEY = 'files.key';

/**
 * Takes in a file outside of any transaction: judged by its content, scanned, images drawn anew, sealed and stored. On return it is on
 * the disk for good; a crash from here on leaves content without a row, which is found and set aside.
 * @throws FILE_EMPTY, FILE_OVER_LIMIT, FILE_INFECTED, FILE_STORAGE_UNAVAILABLE and what `judgeFile` refuses
 */
export async function receiveFile(context: Context, means: FileMeans, purpose: FilePurpose, sent: SentFile): Promise<ReceivedFile> {
  const name = cleanFileName(sent.name);
  const bytes = await collect(sent.content, Math.min(purpose.maxBytes, MOST_FILE_BYTES));
  if (bytes.length === 0) throw refuse(fileErrors.FILE_EMPTY, { name });
  const sentDigest = createHash('sm3').update(bytes).digest('hex');
  const known = await findContent(context.platform.db, sent.district, sentDigest);
  if (known?.scan === 'infected') throw refuse(fileErrors.FILE_INFECTED, { name, virus: '以前查出过' });
  const scan = await means.scanner.scan(bytes);
  if (scan.state === 'infected') {
    await noteInfected(context, purpose, sent.district, { digest: sentDigest, virus: scan.virus });
    throw refuse(fileErrors.FILE_INFECTED, { name, virus: scan.virus });
  }
  const task = { bytes, name, kinds: purpose.kinds };
  // it was judged when it came first, perhaps for a place that takes more kinds
  if (known && (requireKind(task) !== 'zip' || purpose.kinds.includes(known.kind)))
    return { purpose: purpose.name, district: sent.district, name, content: known, isKnown: true };
  const judged = await judgeFile(task);
  const scanned = { scan: scan.state, scannedAt: scan.state === 'clean' ? context.now : null };
  const content = { sentDigest, ...scanned, ...(await store(context, means.storage, judged, bytes)) };
  return { purpose: purpose.name, district: sent.district, name, content, isKnown: false };
}

/** Takes what `receiveFile` has stored out again, before any row refers to it. */
export async function forgetFiles({ storage }: FileMeans, received: readonly ReceivedFile[]): Promise<void> {
  for (const { content, isKnown } of received) {
    if (isKnown) continue;
    const sizes = [
      content.object,
      ...(content.mediumSize === null ? [] : [`${content.object}.medium`]),
      ...(content.smallSize === null ? [] : [`${content.object}.small`]),
    ];
    for (const name of sizes) {
      await storage.setAside(name);
      await storage.removeAside(name);
    }
  }
}

async function collect(content: SentFile['content'], limit: number): Promise<Uint8Array> {
  const tooLarge = () => refuse(fileErrors.FILE_OVER_LIMIT, { limit: `${Math.round((limit / 1_048_576) * 10) / 10} MB` });
  if (content instanceof Uint8Array) {
    if (content.length > limit) throw tooLarge();
    return content;
  }
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of content) {
    total += chunk.length;
    if (total > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

type StoredContent = Omit<ContentRow, 'sentDigest' | 'scan' | 'scannedAt'>;

/** The small sizes first: an object without suffix is whole with all its sizes. */
async function store(context: Context, storage: FileStorage, { kind, image }: JudgedFile, bytes: Uint8Array): Promise<StoredContent> {
  const key = randomBytes(32);
  const object = randomBytes(16).toString('hex');
  const full = image?.full ?? bytes;
  for (const size of ['small', 'medium'] as const) {
    const name = `${object}.${size}`;
    if (image) await storage.put(name, sealObject(key, name, image[size]));
  }
  await storage.put(object, sealObject(key, object, full));
  return {
    kind,
    size: full.length,
    width: image?.width ?? null,
    height: image?.height ?? null,
    mediumSize: image?.medium.length ?? null,
    smallSize: image?.small.length ?? null,
    digest: createHash('sm3').update(full).digest('hex'),
    object,
    keyCipher: context.platform.cipher.encrypt(key.toString('base64'), FILE_KEY),
  };
}

async function noteInfected(context: Context, purpose: FilePurpose, district: number, found: { digest: string; virus: string }): Promise<void> {
  await inTransaction(context.platform.db, (tx) =>
    audit(tx, context, { action: 'file.refused', subject: { type: 'file', id: purpose.name, district }, details: found }),
  );
}

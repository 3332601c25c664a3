/**
 * How content lies in the storage: pieces of 64 KiB, each SM4-CTR and an HMAC-SM3 over object, number, whether it is the last, and
 * ciphertext. So any part is read and proved alone, and pieces can be neither exchanged nor left out. Every object has keys of its
 * own, made from the file's key and the object's name, and is written once: no counter is ever used twice.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const PIECE = 65_536;
const TAG = 32;
const SEALED_PIECE = PIECE + TAG;
const BLOCKS_PER_PIECE = PIECE / 16;
/** Pieces taken at once: 4 MiB. */
const TAKEN = 64;

export class SealedObjectError extends Error {}

interface ObjectKeys {
  name: string;
  encryption: Buffer;
  authentication: Buffer;
}

function keysOf(fileKey: Buffer, name: string): ObjectKeys {
  const derive = (label: string, bytes: number) => Buffer.from(hkdfSync('sm3', fileKey, name, label, bytes));
  return { name, encryption: derive('file-encryption', 16), authentication: derive('file-authentication', 32) };
}

function counterAt(piece: number): Buffer {
  const iv = Buffer.alloc(16);
  iv.writeBigUInt64BE(BigInt(piece) * BigInt(BLOCKS_PER_PIECE), 8);
  return iv;
}

function tagOf(keys: ObjectKeys, piece: number, isLast: boolean, body: Buffer): Buffer {
  return createHmac('sm3', keys.authentication).update(`${keys.name}\0${piece}\0${isLast}\0`).update(body).digest();
}

function piecesOf(size: number): number {
  return Math.max(1, Math.ceil(size / PIECE));
}

/** Bytes that a content of this size takes sealed. */
export function sealedSize(size: number): number {
  return size + piecesOf(size) * TAG;
}

/** @param fileKey 32 bytes of chance; @param name of the object */
export function sealObject(fileKey: Buffer, name: string, content: Uint8Array): Buffer {
  const keys = keysOf(fileKey, name);
  const count = piecesOf(content.length);
  const sealed: Buffer[] = [];
  for (let piece = 0; piece < count; piece += 1) {
    const cipher = createCipheriv('sm4-ctr', keys.encryption, counterAt(piece));
    const body = Buffer.concat([cipher.update(content.subarray(piece * PIECE, (piece + 1) * PIECE)), cipher.final()]);
    sealed.push(body, tagOf(keys, piece, piece === count - 1, body));
  }
  return Buffer.concat(sealed);
}

export interface SealedObject {
  fileKey: Buffer;
  name: string;
  /** of the content */
  size: number;
  /** sealed bytes `from`..`to`; undefined when the object is gone */
  take(from: number, to: number): Promise<Buffer | undefined>;
}

/**
 * The content from byte `from` to `to` (exclusive), piece by piece.
 * @throws SealedObjectError when the object is gone, cut off or was changed
 */
export async function* openObject({ fileKey, name, size, take }: SealedObject, from = 0, to = size): AsyncGenerator<Buffer> {
  const keys = keysOf(fileKey, name);
  const last = piecesOf(size) - 1;
  const end = Math.min(last, Math.floor(Math.max(0, to - 1) / PIECE));
  if (from >= to) return;
  for (let first = Math.floor(from / PIECE); first <= end; first += TAKEN) {
    const until = Math.min(end, first + TAKEN - 1);
    const bytes = await take(first * SEALED_PIECE, Math.min((until + 1) * SEALED_PIECE, sealedSize(size)));
    if (!bytes) throw new SealedObjectError(`object ${name} is gone`);
    for (let piece = first; piece <= until; piece += 1) {
      const clear = openPiece(keys, { piece, isLast: piece === last, size }, bytes.subarray((piece - first) * SEALED_PIECE));
      const start = piece * PIECE;
      yield clear.subarray(Math.max(0, from - start), Math.max(0, Math.min(clear.length, to - start)));
    }
  }
}

function openPiece(keys: ObjectKeys, { piece, isLast, size }: { piece: number; isLast: boolean; size: number }, bytes: Buffer): Buffer {
  const length = isLast ? size - piece * PIECE : PIECE;
  const body = bytes.subarray(0, length);
  const tag = bytes.subarray(length, length + TAG);
  if (tag.length !== TAG || !timingSafeEqual(tag, tagOf(keys, piece, isLast, body))) throw new SealedObjectError(`object ${keys.name} was changed`);
  const decipher = createDecipheriv('sm4-ctr', keys.encryption, counterAt(piece));
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

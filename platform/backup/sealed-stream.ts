/**
 * The cover of a backup: pieces of up to 64 KiB, each encrypted (SM4-CTR) and then authenticated (HMAC-SM3) together with its number, whether it
 * is the last, and the header of the file. So a changed piece, a missing one, two exchanged ones and a missing end are all noticed.
 * The keys belong to one file: they follow from the master key and the file's own salt.
 *   piece: four bytes of length (big endian), ciphertext, 32 bytes of tag
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';

const PIECE_BYTES = 65_536;
const TAG_BYTES = 32;
const LENGTH_BYTES = 4;

/** The file ends before its end. */
export class CutOff extends Error {}
/** A piece is not what was written. @param at bytes from the first piece */
export class Damaged extends Error {
  readonly at: number;
  constructor(at: number) {
    super(`damaged at ${at}`);
    this.at = at;
  }
}

interface Keys {
  encryption: ReturnType<typeof createSecretKey>;
  authentication: ReturnType<typeof createSecretKey>;
}

function keysOf(masterKey: Buffer, salt: Buffer): Keys {
  const derive = (label: string, bytes: number) => createSecretKey(Buffer.from(hkdfSync('sm3', masterKey, salt, `wotu/backup/${label}`, bytes)));
  return { encryption: derive('encryption', 16), authentication: derive('authentication', 32) };
}

/** Each piece has 2^64 blocks of its own to count in. */
function startOf(number: number): Buffer {
  const start = Buffer.alloc(16);
  start.writeBigUInt64BE(BigInt(number), 0);
  return start;
}

function tagOf(keys: Keys, header: Buffer, number: number, isLast: boolean, body: Buffer): Buffer {
  const place = Buffer.alloc(9);
  place.writeBigUInt64BE(BigInt(number), 0);
  place.writeUInt8(isLast ? 1 : 0, 8);
  return createHmac('sm3', keys.authentication).update(header).update(place).update(body).digest();
}

/** Encrypts a stream. @param header what stands in clear before the pieces; it cannot be exchanged either */
export async function* seal(bytes: AsyncIterable<Buffer>, masterKey: Buffer, salt: Buffer, header: Buffer): AsyncGenerator<Buffer> {
  const keys = keysOf(masterKey, salt);
  let number = 0;
  const sealed = (clear: Buffer, isLast: boolean): Buffer => {
    const body = createCipheriv('sm4-ctr', keys.encryption, startOf(number)).update(clear);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(body.length);
    const piece = Buffer.concat([length, body, tagOf(keys, header, number, isLast, body)]);
    number += 1;
    return piece;
  };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    // the last piece is only known at the end, so one is always kept back
    while (rest.length > PIECE_BYTES) {
      yield sealed(rest.subarray(0, PIECE_BYTES), false);
      rest = rest.subarray(PIECE_BYTES);
    }
  }
  yield sealed(rest, true);
}

/** Decrypts a stream, piece by piece. @throws CutOff, Damaged */
export async function* unseal(bytes: AsyncIterable<Buffer>, masterKey: Buffer, salt: Buffer, header: Buffer): AsyncGenerator<Buffer> {
  const keys = keysOf(masterKey, salt);
  let number = 0;
  let at = 0;
  const opened = (body: Buffer, tag: Buffer, isLast: boolean): Buffer | undefined =>
    timingSafeEqual(tagOf(keys, header, number, isLast, body), tag) ? createDecipheriv('sm4-ctr', keys.encryption, startOf(number)).update(body) : undefined;
  for await (const { body, tag, isAtEnd } of piecesOf(bytes)) {
    const clear = opened(body, tag, isAtEnd);
    if (!clear) throw isAtEnd && opened(body, tag, false) ? new CutOff() : new Damaged(at);
    yield clear;
    number += 1;
    at += LENGTH_BYTES + body.length + TAG_BYTES;
  }
  if (number === 0) throw new CutOff();
}

async function* piecesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<{ body: Buffer; tag: Buffer; isAtEnd: boolean }> {
  let rest: Buffer = Buffer.alloc(0);
  let at = 0;
  let waiting: { body: Buffer; tag: Buffer } | undefined;
  for await (const chunk of bytes) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= LENGTH_BYTES) {
      const length = rest.readUInt32BE(0);
      if (length > PIECE_BYTES) throw new Damaged(at);
      const end = LENGTH_BYTES + length + TAG_BYTES;
      if (rest.length < end) break;
      if (waiting) yield { ...waiting, isAtEnd: false };
      waiting = { body: rest.subarray(LENGTH_BYTES, LENGTH_BYTES + length), tag: rest.subarray(LENGTH_BYTES + length, end) };
      rest = rest.subarray(end);
      at += end;
    }
  }
  if (waiting) yield { ...waiting, isAtEnd: rest.length === 0 };
  if (rest.length > 0) throw new CutOff();
}

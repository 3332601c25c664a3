import { createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import { createKeystream, IV_BYTES } from './keystream.ts';

/**
 * Encryption of single fields (ID numbers, phones): SM4-CTR, then HMAC-SM3 over header and ciphertext (encrypt-then-MAC).
 * Stored text: `<key id>.<base64url(iv ‖ ciphertext ‖ tag)>`. The purpose (column) is bound into the tag, so a value
 * cannot be moved to another column.
 */
export interface PersonalDataCipher {
  encrypt(clear: string, purpose: string): string;
  /** @throws Error when the text was changed or belongs to another purpose or key */
  decrypt(stored: string, purpose: string): string;
  /**
   * Same input, same output: equality search without the clear text (HMAC-SM3, 24 characters), stored beside the encrypted value, from which
   * it could be computed anew under another key (ADR 0117).
   */
  blindIndex(clear: string, purpose: IndexPurpose): string;
  /** The same for what is kept in no other form, or lapses: counters, codes, identities. Under a key of its own, which stays. */
  digest(clear: string, purpose: string): string;
  /** Key for the audit chain. */
  auditKey: KeyObject;
  /** id of the key that `encrypt` writes with */
  currentKey(): string;
  /** Takes over the keys beside the first, in the order of their making; the last active one is written with. */
  learn(keys: readonly DataKey[]): void;
  /** A key under the master key, and back. @param place where it is stored, bound into it */
  wrap(key: Buffer, place?: string): string;
  unwrap(wrapped: string, place?: string): Buffer;
  /** equal for equal master keys; tells nothing about the key */
  masterCheck(): string;
  /** Goes on under another master key; the keys that are known stay as they are. */
  adopt(masterKey: Buffer): void;
}

/** What is searched by its index. */
export type IndexPurpose = 'idNumber' | 'phone' | 'person-phone';

export interface DataKey {
  id: string;
  /** under the master key */
  wrapped: string;
  /** may be written with; others may be read with */
  isActive: boolean;
}

const TAG_BYTES = 32;
const WRAPPED = 'data_keys.wrapped';
/** The id of the key that follows from the root. */
const FIRST_KEY = 'k1';

interface FieldCipher {
  encrypt(clear: string, purpose: string): string;
  decrypt(text: string, purpose: string): string;
}

/**
 * @param masterKey 32 bytes, wraps the data keys
 * @param root what the first data key, the keys of the blind index, of digests and of the audit chain follow from: the first master key, whichever
 *   is in force (ADR 0116)
 */
export function createPersonalDataCipher(masterKey: Buffer, root = masterKey): PersonalDataCipher {
  const indexKey = deriveKey(root, 'blind-index');
  const digestKey = deriveKey(root, 'digest');
  const ciphers = new Map([[FIRST_KEY, createFieldCipher(root, FIRST_KEY)]]);
  let wrapping = createFieldCipher(masterKey, 'wrap');
  let check = checkOf(masterKey);
  let current = FIRST_KEY;
  function cipherOf(id: string): FieldCipher {
    const cipher = ciphers.get(id);
    if (!cipher) throw new Error('unknown key id of an encrypted field');
    return cipher;
  }
  const unwrap = (wrapped: string, place = WRAPPED) => Buffer.from(wrapping.decrypt(wrapped, place), 'hex');
  return {
    auditKey: deriveKey(root, 'audit-chain'),
    encrypt: (clear, purpose) => `${current}.${cipherOf(current).encrypt(clear, purpose)}`,
    decrypt(stored, purpose) {
      const [id, text] = stored.split('.');
      if (!id || !text) throw new Error('unknown key id of an encrypted field');
      return cipherOf(id).decrypt(text, purpose);
    },
    blindIndex: (clear, purpose) => digestOf(indexKey, clear, purpose),
    digest: (clear, purpose) => digestOf(digestKey, clear, purpose),
    currentKey: () => current,
    learn(keys) {
      for (const { id, wrapped } of keys) if (!ciphers.has(id)) ciphers.set(id, createFieldCipher(unwrap(wrapped), id));
      current = keys.findLast(({ isActive }) => isActive)?.id ?? FIRST_KEY;
    },
    wrap: (key, place = WRAPPED) => wrapping.encrypt(key.toString('hex'), place),
    unwrap,
    masterCheck: () => check,
    adopt(next) {
      wrapping = createFieldCipher(next, 'wrap');
      check = checkOf(next);
    },
  };
}

function deriveKey(secret: Buffer, label: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sm3', secret, `wotu/${FIRST_KEY}`, label, 32)));
}

function digestOf(key: KeyObject, clear: string, purpose: string): string {
  return createHmac('sm3', key).update(`${purpose}\0${clear}`).digest('base64url').slice(0, 24);
}

/** The purpose is part of every stored check; it keeps its name. */
function checkOf(masterKey: Buffer): string {
  return digestOf(deriveKey(masterKey, 'blind-index'), 'key check', 'backup');
}

function createFieldCipher(secret: Buffer, keyId: string): FieldCipher {
  const derive = (label: string, bytes: number) => Buffer.from(hkdfSync('sm3', secret, `wotu/${keyId}`, label, bytes));
  // key objects: from plain buffers each operation costs four times as much
  const encryptionKey = createSecretKey(derive('field-encryption', 16));
  const tagKey = createSecretKey(derive('field-authentication', 32));
  const tagOf = (purpose: string, body: Buffer) => createHmac('sm3', tagKey).update(`${keyId}\0${purpose}\0`).update(body).digest();
  const cover = createKeystream(encryptionKey);
  return {
    encrypt(clear, purpose) {
      const length = Buffer.byteLength(clear);
      const sealed = Buffer.allocUnsafe(IV_BYTES + length + TAG_BYTES);
      sealed.write(clear, IV_BYTES, 'utf8');
      const body = sealed.subarray(0, IV_BYTES + length);
      cover(body);
      tagOf(purpose, body).copy(sealed, body.length);
      return sealed.toString('base64url');
    },
    decrypt(text, purpose) {
      const whole = Buffer.from(text, 'base64url');
      const body = whole.subarray(0, -TAG_BYTES);
      const tag = whole.subarray(-TAG_BYTES);
      if (body.length < IV_BYTES || !timingSafeEqual(tag, tagOf(purpose, body))) throw new Error('an encrypted field was changed');
      const decipher = createDecipheriv('sm4-ctr', encryptionKey, body.subarray(0, IV_BYTES));
      return Buffer.concat([decipher.update(body.subarray(IV_BYTES)), decipher.final()]).toString('utf8');
    },
  };
}

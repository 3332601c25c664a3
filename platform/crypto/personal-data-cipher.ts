import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Encryption of single fields (ID numbers, phones): SM4-CTR, then HMAC-SM3 over header and ciphertext (encrypt-then-MAC).
 * Stored text: `<key id>.<base64url(iv ‖ ciphertext ‖ tag)>`. The purpose (column) is bound into the tag, so a value
 * cannot be moved to another column.
 */
export interface PersonalDataCipher {
  encrypt(clear: string, purpose: string): string;
  /** @throws Error when the text was changed or belongs to another purpose or key */
  decrypt(stored: string, purpose: string): string;
  /** Same input, same output: equality search without the clear text (HMAC-SM3, 24 characters). Stays the same when keys change. */
  blindIndex(clear: string, purpose: string): string;
  /** Key for the audit chain. */
  auditKey: KeyObject;
  /** id of the key that `encrypt` writes with */
  currentKey(): string;
  /** Takes over the keys beside the first, in the order of their making; the last active one is written with. */
  learn(keys: readonly DataKey[]): void;
  /** A key under the master key, and back. */
  wrap(key: Buffer): string;
  unwrap(wrapped: string): Buffer;
}

export interface DataKey {
  id: string;
  /** 32 bytes */
  key: Buffer;
  /** may be written with; others may be read with */
  isActive: boolean;
}

const IV_BYTES = 16;
const TAG_BYTES = 32;
const WRAPPED = 'data_keys.wrapped';

interface FieldCipher {
  encrypt(clear: string, purpose: string): string;
  decrypt(text: string, purpose: string): string;
}

/** @param masterKey 32 bytes; @param keyId of the first key, which follows from the master key */
export function createPersonalDataCipher(masterKey: Buffer, keyId = 'k1'): PersonalDataCipher {
  const derive = (label: string, bytes: number) => Buffer.from(hkdfSync('sm3', masterKey, `wotu/${keyId}`, label, bytes));
  const indexKey = createSecretKey(derive('blind-index', 32));
  const wrapping = createFieldCipher(masterKey, 'wrap');
  const ciphers = new Map([[keyId, createFieldCipher(masterKey, keyId)]]);
  let current = keyId;
  function cipherOf(id: string): FieldCipher {
    const cipher = ciphers.get(id);
    if (!cipher) throw new Error('unknown key id of an encrypted field');
    return cipher;
  }
  return {
    auditKey: createSecretKey(derive('audit-chain', 32)),
    encrypt: (clear, purpose) => `${current}.${cipherOf(current).encrypt(clear, purpose)}`,
    decrypt(stored, purpose) {
      const [id, text] = stored.split('.');
      if (!id || !text) throw new Error('unknown key id of an encrypted field');
      return cipherOf(id).decrypt(text, purpose);
    },
    blindIndex: (clear, purpose) => createHmac('sm3', indexKey).update(`${purpose}\0${clear}`).digest('base64url').slice(0, 24),
    currentKey: () => current,
    learn(keys) {
      for (const { id, key } of keys) if (!ciphers.has(id)) ciphers.set(id, createFieldCipher(key, id));
      current = keys.findLast(({ isActive }) => isActive)?.id ?? keyId;
    },
    wrap: (key) => wrapping.encrypt(key.toString('hex'), WRAPPED),
    unwrap: (wrapped) => Buffer.from(wrapping.decrypt(wrapped, WRAPPED), 'hex'),
  };
}

function createFieldCipher(secret: Buffer, keyId: string): FieldCipher {
  const derive = (label: string, bytes: number) => Buffer.from(hkdfSync('sm3', secret, `wotu/${keyId}`, label, bytes));
  // key objects: from plain buffers each operation costs four times as much
  const encryptionKey = createSecretKey(derive('field-encryption', 16));
  const tagKey = createSecretKey(derive('field-authentication', 32));
  const tagOf = (purpose: string, body: Buffer) => createHmac('sm3', tagKey).update(`${keyId}\0${purpose}\0`).update(body).digest();
  return {
    encrypt(clear, purpose) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('sm4-ctr', encryptionKey, iv);
      const body = Buffer.concat([iv, cipher.update(clear, 'utf8'), cipher.final()]);
      return Buffer.concat([body, tagOf(purpose, body)]).toString('base64url');
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

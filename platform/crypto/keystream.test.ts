import { createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createKeystream, IV_BYTES } from './keystream.ts';

const key = createSecretKey(randomBytes(16));

function readBack(body: Buffer): string {
  const decipher = createDecipheriv('sm4-ctr', key, body.subarray(0, IV_BYTES));
  return Buffer.concat([decipher.update(body.subarray(IV_BYTES)), decipher.final()]).toString('utf8');
}

function covered(cover: (body: Buffer) => void, clear: string): Buffer {
  const body = Buffer.concat([Buffer.alloc(IV_BYTES), Buffer.from(clear)]);
  cover(body);
  return body;
}

it('is counter mode as OpenSSL reads it, for texts of any length', () => {
  const cover = createKeystream(key);
  const texts = Array.from({ length: 600 }, (_, index) => '身份证X1'.repeat(20).slice(0, index % 90));
  expect(texts.map((text) => readBack(covered(cover, text)))).toEqual(texts);
});

it('counts over the end of a byte and of the whole number', () => {
  const starts = [
    '00000000000000000000000000000000',
    '000000000000000000000000000000ff',
    '00000000ffffffffffffffffffffffff',
    'ffffffffffffffffffffffffffffffff',
  ];
  const drawn = Buffer.from(starts.join(''), 'hex');
  const cover = createKeystream(key, () => drawn);
  const text = '110105199001010070110105199001';
  expect(starts.map(() => readBack(covered(cover, text)))).toEqual(starts.map(() => text));
});

it('hands no start out twice', () => {
  const cover = createKeystream(key);
  const starts = Array.from({ length: 1000 }, () => covered(cover, '1').subarray(0, IV_BYTES).toString('hex'));
  expect(new Set(starts).size).toBe(1000);
});

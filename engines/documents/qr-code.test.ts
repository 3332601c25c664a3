/** The picture decoded by a library that shares no code with the one that drew it. */
import { expect, it } from 'vitest';
import { readQrCodes } from '#tests/support/read-qr-code.ts';
import { qrPng } from './qr-code.ts';

it.each(['https://wotu.example/check/7K3MQ9TX4WVB', '春晖互助社', 'x'.repeat(600)])('says what it was made of: %.20s', async (text) => {
  expect(await readQrCodes(qrPng(text))).toEqual([text]);
});

it('is the same picture for the same text', () => {
  expect(qrPng('a')).toEqual(qrPng('a'));
  expect(qrPng('a')).not.toEqual(qrPng('b'));
});

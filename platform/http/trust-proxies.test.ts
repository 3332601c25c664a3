import { expect, it } from 'vitest';
import { trustProxies } from './trust-proxies.ts';

it.each([
  [['loopback'], ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'], ['128.0.0.1', '10.0.0.1', '::2', '::ffff:10.0.0.1', 'unknown', '', undefined]],
  [
    ['10.20.1.5', '172.30.57.0/24', 'fd00::/48'],
    ['10.20.1.5', '172.30.57.255', '::ffff:172.30.57.3', 'fd00:0:0:9::1'],
    ['10.20.1.6', '172.30.58.3', 'fd00:0:1::1', '127.0.0.1'],
  ],
])('believes %j and nobody else, however often it is asked', (trusted, ours, others) => {
  const isTrusted = trustProxies(trusted);
  for (let run = 0; run < 2; run += 1) {
    expect(ours.filter((address) => !isTrusted(address))).toEqual([]);
    expect(others.filter((address) => isTrusted(address))).toEqual([]);
  }
});

it('still knows its proxies after a scanner tried many addresses', () => {
  const isTrusted = trustProxies(['10.20.1.5']);
  for (let index = 0; index < 3000; index += 1) expect(isTrusted(`10.30.${index >> 8}.${index & 255}`)).toBe(false);
  expect(isTrusted('10.20.1.5')).toBe(true);
});

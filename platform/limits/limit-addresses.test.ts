import fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { answerWithProblems } from '../http/problems.ts';
import { limitAddresses, networkOf } from './limit-addresses.ts';

const app = fastify() as unknown as FastifyInstance;
answerWithProblems(app, {});
limitAddresses(app, 3);
app.get('/', async () => 'here');
const ask = async (remoteAddress: string, url = '/') => (await app.inject({ url, remoteAddress })).statusCode;
const times = async (count: number, remoteAddress: string, url?: string) => {
  const answers: number[] = [];
  for (let run = 0; run < count; run += 1) answers.push(await ask(remoteAddress, url));
  return answers;
};

describe('from one address', () => {
  it('so many are answered in a minute, addresses that do not exist included, and it is said when to come back', async () => {
    expect(await times(2, '10.0.0.1')).toEqual([200, 200]);
    expect(await times(2, '10.0.0.1', '/nowhere')).toEqual([404, 429]);
    const over = await app.inject({ url: '/', remoteAddress: '10.0.0.1' });
    expect([over.statusCode, over.json().code]).toEqual([429, 'TOO_MANY_REQUESTS']);
    expect(Number(over.headers['retry-after'])).toBeGreaterThan(50);
    expect(Number(over.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(await ask('10.0.0.2')).toBe(200);
  });

  it('means from one network where an address is IPv6', async () => {
    expect(await times(2, '2001:db8::1')).toEqual([200, 200]);
    expect(await times(2, '2001:db8::7:1')).toEqual([200, 429]);
    expect(await ask('2001:db8:0:1::1')).toBe(200);
  });

  it('the machine itself may ask as often as it likes', async () => {
    expect(await times(5, '127.0.0.1')).toEqual([200, 200, 200, 200, 200]);
  });
});

it.each([
  ['10.1.2.3', '10.1.2.3'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:DB8:0:7:1:2:3:4', '2001:db8:0:7'],
  ['2001:0db8::1', '2001:db8:0:0'],
  ['::1:2', '0:0:0:0'],
  ['1:2:3:4:5::', '1:2:3:4'],
  ['1::2:3:4:5:6', '1:0:0:2'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

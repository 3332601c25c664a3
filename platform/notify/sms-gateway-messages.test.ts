import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutgoing } from '../outgoing/outgoing.ts';
import { createDemonstrationMessages } from './demonstration-messages.ts';
import { createSmsGatewayMessages } from './sms-gateway-messages.ts';
import { smsGatewaySchema } from './sms-gateway-settings.ts';

/** A gateway that answers what it is told, and remembers what it was asked. */
const asked: { url: string | undefined; body: string; authorization: string | undefined }[] = [];
let answers: (number | 'silence')[] = [];
const server = http.createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += String(piece);
  asked.push({ url: request.url, body, authorization: request.headers.authorization });
  const next = answers.shift() ?? 200;
  if (next !== 'silence') response.writeHead(next).end(next === 200 ? '{"result":"OK"}' : '{}');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  answers = [];
});

const message = { phone: '13800138000', code: '012345', minutes: 5 };
const pauses: number[] = [];

function gateway(settings: object = {}, allowed = [origin]) {
  const read = smsGatewaySchema.parse({
    url: `${origin}/send`,
    headers: { authorization: 'key' },
    body: { to: '{phone}', text: '验证码{code}' },
    timeoutMs: 500,
    ...settings,
  });
  return createSmsGatewayMessages(read, createOutgoing({ allowed: new Set(allowed) }), async (ms) => void pauses.push(ms));
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'sent',
    (error: Error) => error.message,
  );

describe('the SMS gateway', () => {
  it('gets one request with the number and the code in their places', async () => {
    await gateway().sendCode(message);
    expect(asked).toEqual([{ url: '/send', body: '{"to":"13800138000","text":"验证码012345"}', authorization: 'key' }]);
  });

  it('gets values that cannot break out of an address or a text', async () => {
    await gateway({ method: 'GET', url: `${origin}/send?to={phone}`, body: undefined }).sendCode({ ...message, phone: '1&x=/../"' });
    expect(asked[0]?.url).toBe('/send?to=1%26x%3D%2F..%2F%22');
    await gateway().sendCode({ ...message, phone: '1","admin":"' });
    expect(JSON.parse(asked[1]?.body ?? '')).toEqual({ to: '1","admin":"', text: '验证码012345' });
  });

  it.each([
    ['is tried again after its own failure', [500, 503, 200], 'sent', 3],
    ['is left alone after three failures', [500, 500, 500], '答复 500', 3],
    ['is tried again when it is busy', [429, 200], 'sent', 2],
    ['is not asked again what it refused', [400], '答复 400', 1],
    ['is tried again when it says nothing in time', ['silence', 200], 'sent', 2],
  ] as const)('%s', async (_name, given, answer, times) => {
    answers = [...given];
    const said = await outcome(gateway().sendCode(message));
    expect(said).toContain(answer);
    expect(asked).toHaveLength(times);
    expect(said).not.toMatch(/13800138000|012345/);
  });

  it('waits longer each time', async () => {
    pauses.length = 0;
    answers = [500, 500, 500];
    await outcome(gateway().sendCode(message));
    expect(pauses).toEqual([300, 600]);
  });

  it('that answers 200 to everything is believed only with its word', async () => {
    expect(await outcome(gateway({ successText: '"OK"' }).sendCode(message))).toBe('sent');
    expect(await outcome(gateway({ successText: 'accepted' }).sendCode(message))).toContain('没有受理');
  });

  it('on an inner network that nobody listed is not reached', async () => {
    expect(await outcome(gateway({}, []).sendCode(message))).toContain('连不上短信网关');
    expect(asked).toHaveLength(0);
  });
});

describe('without a gateway', () => {
  it('codes are shown while there is demonstration data, and nowhere otherwise', async () => {
    const lines: string[] = [];
    let isDemonstration = true;
    const messages = createDemonstrationMessages(
      async () => isDemonstration,
      (line) => void lines.push(line),
    );
    await messages.sendCode(message);
    expect(lines.join('')).toContain('012345');
    expect(lines.join('')).not.toContain('13800138000');
    isDemonstration = false;
    expect(await messages.isOpen()).toBe(false);
    expect(await outcome(messages.sendCode(message))).toContain('没有设置短信网关');
    expect(lines).toHaveLength(1);
  });
});

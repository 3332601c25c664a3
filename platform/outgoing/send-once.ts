import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { type Refusal, refuse } from '#shared/errors.ts';
import type { CheckedAddress } from './check-address.ts';
import { outgoingErrors } from './errors.ts';

export interface OutgoingRequest {
  method: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | undefined;
}

export interface OutgoingAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export interface SendLimits {
  /** bytes of the answer's body */
  answerBytes: number;
  /** ends the exchange, from the first byte sent to the last received */
  signal: AbortSignal;
}

function failed({ url }: CheckedAddress, why: string): Refusal {
  return refuse(outgoingErrors.OUTGOING_FAILED, { address: url.origin, why });
}

/** Answers every look-up with what was checked, so that a name cannot lead elsewhere between check and connection. */
function pinned({ addresses }: CheckedAddress): LookupFunction {
  const records = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, callback) => {
    if (options.all) return callback(null, records);
    const [first] = records;
    return callback(null, first?.address ?? '', first?.family);
  };
}

/**
 * One request to a checked destination on a connection of its own; no redirect is followed here, no proxy, no cookie.
 * @throws OUTGOING_FAILED when it cannot be reached, is too slow or says too much
 */
export function sendOnce(target: CheckedAddress, request: OutgoingRequest, limits: SendLimits): Promise<OutgoingAnswer> {
  const client = target.url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(failed(target, why));
    const outgoing = client.request(target.url, {
      method: request.method,
      // an answer that unpacks to more than it weighs is not asked for
      headers: { ...request.headers, 'accept-encoding': 'identity' },
      agent: false,
      lookup: pinned(target),
      signal: limits.signal,
    });
    outgoing.on('error', () => fail(limits.signal.aborted ? '等待超时' : '连接失败'));
    outgoing.on('response', (answer) => {
      collect(answer, limits.answerBytes).then(
        (body) => (body ? resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }) : fail('回答过大')),
        () => fail(limits.signal.aborted ? '等待超时' : '连接中断'),
      );
    });
    outgoing.end(request.body);
  });
}

/** @returns undefined as soon as there is more than the limit */
async function collect(answer: http.IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total > limit) {
      answer.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A generator of HTTP load of our own: raw connections kept open, one request under way on each, every answer read and checked. */
import { connect, type Socket } from 'node:net';
import { type Timing, timingOf } from './measure.ts';

export interface LoadRequest {
  path: string;
  cookie: string;
  headers?: Readonly<Record<string, string>>;
  /** JSON: sent by POST */
  body?: string;
}

export interface Load {
  address: URL;
  /** asked in turn, by each connection from another one on; or the request of run n, each another one */
  requests: readonly LoadRequest[] | ((run: number) => LoadRequest);
  connections: number;
  seconds: number;
}

export interface LoadResult {
  answers: number;
  /** answers that were not 200 */
  wrong: number;
  /** the beginning of one of them */
  firstWrong: string | undefined;
  bytes: number;
  perSecond: number;
  latency: Timing;
}

const HEAD_END = '\r\n\r\n';

/** Keeps all connections busy for the time given. @throws Error when a connection breaks */
export async function generateLoad({ address, requests, connections, seconds }: Load): Promise<LoadResult> {
  const textOf = textsOf(address, requests);
  const start = performance.now();
  const until = start + seconds * 1000;
  const each = await Promise.all(Array.from({ length: connections }, (_, index) => keepBusy(address, textOf, index, until)));
  const took = each.flatMap((one) => one.took);
  return {
    answers: took.length,
    wrong: each.reduce((sum, one) => sum + one.wrong, 0),
    firstWrong: each.find((one) => one.firstWrong)?.firstWrong,
    bytes: each.reduce((sum, one) => sum + one.bytes, 0),
    perSecond: (took.length / (performance.now() - start)) * 1000,
    latency: timingOf(took),
  };
}

/** @returns what connection `first` writes for its request number `sent` */
function textsOf(address: URL, requests: Load['requests']): (first: number, sent: number) => Buffer {
  if (typeof requests === 'function') {
    let run = 0;
    return () => textOf(address, requests(run++));
  }
  const texts = requests.map((request) => textOf(address, request));
  return (first, sent) => texts[(first + sent) % texts.length] ?? Buffer.alloc(0);
}

function textOf(address: URL, { path, cookie, headers = {}, body }: LoadRequest): Buffer {
  const more = Object.entries({ 'accept-encoding': 'gzip, deflate, br', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const content = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  const head = `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1\r\nhost: ${address.host}\r\naccept: text/html, application/json\r\n`;
  return Buffer.from(`${head}${cookie === '' ? '' : `cookie: ${cookie}\r\n`}${more.join('')}${content}\r\n${body ?? ''}`);
}

interface Answered {
  took: number[];
  wrong: number;
  firstWrong?: string;
  bytes: number;
}

function keepBusy(address: URL, textOf: (first: number, sent: number) => Buffer, first: number, until: number): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address.hostname, port: Number(address.port), noDelay: true });
    const answered: Answered = { took: [], wrong: 0, bytes: 0 };
    let sent = 0;
    let sentAt = 0;
    let missing = 0;
    const ask = () => {
      if (performance.now() >= until) return finish(socket, () => resolve(answered));
      sentAt = performance.now();
      socket.write(textOf(first, sent++));
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      answered.bytes += chunk.length;
      if (missing === 0) {
        const head = headOf(chunk);
        if (!head) return reject(new Error(`no whole head in one piece: ${chunk.subarray(0, 200).toString()}`));
        if (head.status !== 200) {
          answered.wrong += 1;
          answered.firstWrong ??= `${chunk.toString('utf8', 0, 15)}… ${chunk.toString('utf8', head.length, head.length + 300)}`;
        }
        missing = head.length + head.bodyLength;
      }
      missing -= chunk.length;
      if (missing > 0) return;
      answered.took.push(performance.now() - sentAt);
      ask();
    });
  });
}

/** @returns undefined for a head that is not whole, or an answer without a length */
function headOf(chunk: Buffer): { status: number; length: number; bodyLength: number } | undefined {
  const end = chunk.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = chunk.toString('latin1', 0, end);
  const bodyLength = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  return bodyLength === undefined ? undefined : { status: Number(head.slice(9, 12)), length: end + HEAD_END.length, bodyLength: Number(bodyLength) };
}

function finish(socket: Socket, done: () => void): void {
  socket.end(done);
}

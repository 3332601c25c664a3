/** A small S3 for tests: one bucket in memory, which believes nothing unsigned. Its check of signatures is written from the published rules of SigV4. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll } from 'vitest';
import type { S3Settings } from '#platform/config/file-settings.ts';

/** Small, so that every list has several pages. */
const PAGE = 3;
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

interface Kept {
  bytes: Buffer;
  at: Date;
}

export interface TestObjectStorage {
  settings: S3Settings;
  objects: Map<string, Kept>;
  /** answers so many of the next requests with 503 */
  failNext(count: number): void;
  requests: () => number;
}

/** Call it at the top level. */
export async function startObjectStorage(): Promise<TestObjectStorage> {
  const objects = new Map<string, Kept>();
  let failing = 0;
  let requests = 0;
  const keys = { keyId: 'WOTUTEST', secret: randomBytes(20).toString('base64') };
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      requests += 1;
      if (failing > 0) {
        failing -= 1;
        return fail(response, 503, 'SlowDown');
      }
      const problem = problemOf(request, body, keys.secret, keys.keyId);
      if (problem) return fail(response, 403, problem);
      answer(objects, request, body, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    settings: { address: new URL(`http://127.0.0.1:${port}/files`), bucket: 'files', region: 'cn-test-1', ...keys },
    objects,
    failNext: (count) => (failing = count),
    requests: () => requests,
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code><Message>no</Message></Error>`);
}

/** @returns the code of what is wrong with the signature, undefined when it is right */
function problemOf(request: IncomingMessage, body: Buffer, secret: string, keyId: string): string | undefined {
  const parts = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (!parts) return 'AccessDenied';
  const [, credential, day = '', region = '', signedHeaders = '', signature = ''] = parts;
  if (credential !== keyId) return 'InvalidAccessKeyId';
  const contentHash = String(request.headers['x-amz-content-sha256']);
  if (contentHash !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const named = signedHeaders.split(';');
  // what is not signed could be exchanged on the way
  if (['host', 'x-amz-content-sha256', 'x-amz-date'].some((name) => !named.includes(name))) return 'AccessDenied';
  if (request.headers['x-amz-copy-source'] !== undefined && !named.includes('x-amz-copy-source')) return 'AccessDenied';
  const url = new URL(request.url ?? '/', 'http://x');
  const encode = (text: string) => encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).toSorted();
  const headers = named.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), signedHeaders, contentHash].join('\n');
  const moment = String(request.headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', moment, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join('\n');
  const key = ['aws4_request', 's3', region, day].reduceRight<Buffer | string>((under, text) => hmac(under, text), `AWS4${secret}`);
  const expected = createHmac('sha256', key).update(toSign).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) && moment.startsWith(day) ? undefined : 'SignatureDoesNotMatch';
}

function answer(objects: Map<string, Kept>, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://x');
  const key = decodeURIComponent(url.pathname.replace(/^\/files\/?/, ''));
  if (key === '') return list(objects, url, response);
  const source = request.headers['x-amz-copy-source'];
  const kept = objects.get(source === undefined ? key : decodeURIComponent(String(source)).replace('/files/', ''));
  if (request.method === 'PUT' && source === undefined) {
    objects.set(key, { bytes: body, at: new Date() });
    return void response.end();
  }
  if (request.method === 'DELETE') {
    objects.delete(key);
    return void response.writeHead(204).end();
  }
  if (!kept) return fail(response, 404, 'NoSuchKey');
  if (request.method === 'PUT') {
    objects.set(key, { bytes: kept.bytes, at: new Date() });
    return void response.end('<CopyObjectResult/>');
  }
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(String(request.headers.range)) ?? [];
  if (from === undefined || to === undefined) return void response.end(kept.bytes);
  if (Number(from) >= kept.bytes.length) return fail(response, 416, 'InvalidRange');
  response.writeHead(206).end(kept.bytes.subarray(Number(from), Number(to) + 1));
}

function list(objects: Map<string, Kept>, url: URL, response: ServerResponse): void {
  const after = (url.searchParams.get('continuation-token') ?? '').replaceAll(/[<>]/g, '');
  const names = [...objects.keys()].filter((name) => name.startsWith(url.searchParams.get('prefix') ?? '') && name > after).toSorted();
  const shown = names.slice(0, PAGE);
  const entries = shown.map((name) => {
    const { bytes, at } = objects.get(name) ?? { bytes: Buffer.alloc(0), at: new Date() };
    return `<Contents><Key>${name}</Key><LastModified>${at.toISOString()}</LastModified><ETag>&quot;x&quot;</ETag><Size>${bytes.length}</Size></Contents>`;
  });
  const more = names.length > PAGE;
  // a token with signs that XML and addresses must escape
  const next = more ? `<NextContinuationToken>&lt;${shown.at(-1) ?? ''}&gt;</NextContinuationToken>` : '';
  response.end(`<?xml version="1.0"?><ListBucketResult><IsTruncated>${String(more)}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`);
}

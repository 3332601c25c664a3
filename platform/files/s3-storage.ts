import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import { Refusal, refuse } from '#shared/errors.ts';
import type { S3Settings } from '../config/file-settings.ts';
import type { Outgoing, OutgoingOptions } from '../outgoing/outgoing.ts';
import { fileErrors } from './errors.ts';
import { type FileStorage, OBJECT_NAME, type StoredObject } from './file-storage.ts';
import { errorCode, type ListedPage, readListing } from './s3-listing.ts';

const OBJECTS = 'objects/';
const ASIDE = 'aside/';
const MILLISECONDS = 60_000;
const SMALL_ANSWER = 4 * 1_048_576;
const ROOM_FOR_ERRORS = 65_536;
/** A gateway that restarts is asked again; every request may be repeated. */
const TRIES = 3;
const PAUSE_MS = 300;

interface S3Request {
  method: NonNullable<OutgoingOptions['method']>;
  key?: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array;
  answerBytes?: number;
}

interface S3Answer {
  status: number;
  body: Buffer;
}

/** Objects in a bucket of an S3-compatible storage: `objects/…`, and `aside/…` for what was set aside. Signed with SigV4, the content included. */
export function createS3Storage(settings: S3Settings, outgoing: Outgoing): FileStorage {
  const ask = (request: S3Request) => askAgain(settings, outgoing, request);
  const move = async (from: string, to: string) => {
    const source = encodeURI(`/${settings.bucket}/${from}`);
    const copied = await ask({ method: 'PUT', key: to, headers: { 'x-amz-copy-source': source } });
    if (copied.status === 404) return false;
    // a copy may fail after 200 was sent
    requireDone(copied, copied.body.includes('<Error>'));
    requireDone(await ask({ method: 'DELETE', key: from }));
    return true;
  };
  return {
    kind: 's3',
    place: settings.address.href,
    async put(name, bytes) {
      requireDone(await ask({ method: 'PUT', key: OBJECTS + name, body: bytes }));
    },
    async get(name, from, to) {
      const range = `bytes=${from}-${to - 1}`;
      const answer = await ask({ method: 'GET', key: OBJECTS + name, headers: { range }, answerBytes: to - from + ROOM_FOR_ERRORS });
      if (answer.status === 404) return undefined;
      // nothing of the object lies there
      if (answer.status === 416) return Buffer.alloc(0);
      requireDone(answer);
      return answer.status === 206 ? answer.body : answer.body.subarray(from, to);
    },
    list: () => objectsUnder(ask, OBJECTS),
    setAside: async (name) => void (await move(OBJECTS + name, ASIDE + name)),
    takeBack: (name) => move(ASIDE + name, OBJECTS + name),
    listAside: () => objectsUnder(ask, ASIDE),
    removeAside: async (name) => requireDone(await ask({ method: 'DELETE', key: ASIDE + name })),
  };
}

async function* objectsUnder(ask: (request: S3Request) => Promise<S3Answer>, prefix: string): AsyncGenerator<StoredObject> {
  let token: string | undefined;
  do {
    const query = { 'list-type': '2', prefix, ...(token === undefined ? {} : { 'continuation-token': token }) };
    const answer = await ask({ method: 'GET', query });
    requireDone(answer);
    const page: ListedPage = readListing(answer.body.toString('utf8'));
    for (const { key, size, at } of page.objects) {
      const name = key.slice(prefix.length);
      if (OBJECT_NAME.test(name)) yield { name, size, at };
    }
    token = page.next;
  } while (token !== undefined);
}

async function askAgain(settings: S3Settings, outgoing: Outgoing, request: S3Request): Promise<S3Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await askOnce(settings, outgoing, request);
    if (attempt === TRIES || (!(answer instanceof Refusal) && answer.status < 500)) {
      if (answer instanceof Refusal)
        throw refuse(fileErrors.FILE_STORAGE_UNAVAILABLE, { why: `${settings.address.host} ${String(answer.details['why'] ?? '连接失败')}` });
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
  }
}

/** @returns what the way out refused, too: a name that was not found, no connection, no answer in time */
async function askOnce({ address, ...settings }: S3Settings, outgoing: Outgoing, request: S3Request): Promise<S3Answer | Refusal> {
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${request.key ?? ''}`;
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  const digest = createHash('sha256')
    .update(request.body ?? '')
    .digest('hex');
  const signed = await new AwsV4Signer({
    method: request.method,
    url: url.href,
    headers: { ...request.headers, 'x-amz-content-sha256': digest },
    accessKeyId: settings.keyId,
    secretAccessKey: settings.secret,
    service: 's3',
    region: settings.region,
  }).sign();
  try {
    return await outgoing.send(signed.url, {
      method: request.method,
      headers: Object.fromEntries(signed.headers),
      ...(request.body ? { body: request.body } : {}),
      milliseconds: MILLISECONDS,
      answerBytes: request.answerBytes ?? SMALL_ANSWER,
    });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** @throws FILE_STORAGE_UNAVAILABLE with the storage's own word for it */
function requireDone({ status, body }: S3Answer, isWrong = false): void {
  if (status >= 200 && status < 300 && !isWrong) return;
  throw refuse(fileErrors.FILE_STORAGE_UNAVAILABLE, { why: `S3 ${status} ${errorCode(body.toString('utf8'))}`.trim() });
}

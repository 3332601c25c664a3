import { lookup } from 'node:dns/promises';
import { refuse } from '#shared/errors.ts';
import type { AllowedOrigins } from './allowed-origins.ts';
import { checkAddress, type Resolve } from './check-address.ts';
import { outgoingErrors } from './errors.ts';
import { type OutgoingAnswer, type OutgoingRequest, sendOnce } from './send-once.ts';

export interface OutgoingOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** redirects to follow, each checked anew; only reading requests are redirected. 0 unless said */
  redirects?: number;
  /** for the whole exchange, 10 s unless said */
  milliseconds?: number;
  /** most bytes of the answer, 1 MiB unless said */
  answerBytes?: number;
}

/** The only door to other systems: message gateways, single sign-on, sharing platforms. */
export interface Outgoing {
  /** @returns any answer, whatever its status. @throws OUTGOING_ADDRESS_REFUSED, OUTGOING_FAILED */
  send(address: string | URL, options?: OutgoingOptions): Promise<OutgoingAnswer>;
  /** The same in the shape of `fetch`, for libraries that take one (`customFetch` of openid-client). Redirects are handed back. */
  fetch(address: string | URL, init?: RequestInit): Promise<Response>;
}

export interface OutgoingSettings {
  allowed: AllowedOrigins;
  /** the system's resolver unless given */
  resolve?: Resolve;
}

const DEFAULT_MILLISECONDS = 10_000;
const DEFAULT_BYTES = 1_048_576;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Answers that may not carry a body. */
const BODILESS = new Set([101, 204, 205, 304]);
/** What must not follow to another origin. */
const SECRET_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);

async function systemResolve(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);
}

/** Opens the door with what the operator listed. */
export function createOutgoing({ allowed, resolve = systemResolve }: OutgoingSettings): Outgoing {
  const send = async (address: string | URL, options: OutgoingOptions = {}): Promise<OutgoingAnswer> => {
    const limits = { answerBytes: options.answerBytes ?? DEFAULT_BYTES, signal: AbortSignal.timeout(options.milliseconds ?? DEFAULT_MILLISECONDS) };
    const inTime: Resolve = (host) => Promise.race([resolve(host), rejectAt(limits.signal)]);
    let request = requestOf(options);
    let url = urlOf(address);
    for (let left = options.redirects ?? 0; ; left -= 1) {
      const answer = await sendOnce(await checkAddress(url, allowed, inTime), request, limits);
      const next = redirectOf(url, request, answer);
      if (!next || (options.redirects ?? 0) === 0) return answer;
      if (left === 0) throw refuse(outgoingErrors.OUTGOING_FAILED, { address: url.origin, why: '转向次数过多' });
      if (next.origin !== url.origin) request = { ...request, headers: withoutSecrets(request.headers) };
      url = next;
    }
  };
  return { send, fetch: async (address, init) => responseOf(await send(address, await optionsOf(address, init))) };
}

function rejectAt(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('too slow')), { once: true }));
}

function urlOf(address: string | URL): URL {
  if (!URL.canParse(String(address))) throw refuse(outgoingErrors.OUTGOING_ADDRESS_REFUSED, { address: String(address).slice(0, 80), why: '不是网址' });
  return new URL(address);
}

function requestOf({ method = 'GET', headers = {}, body }: OutgoingOptions): OutgoingRequest {
  return { method, headers, body: typeof body === 'string' ? Buffer.from(body) : body };
}

function redirectOf(url: URL, request: OutgoingRequest, answer: OutgoingAnswer): URL | undefined {
  const { location } = answer.headers;
  if (!REDIRECTS.has(answer.status) || location === undefined || !['GET', 'HEAD'].includes(request.method)) return undefined;
  return urlOf(URL.canParse(location, url.href) ? new URL(location, url) : location);
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET_HEADERS.has(name.toLowerCase())));
}

async function optionsOf(address: string | URL, init: RequestInit = {}): Promise<OutgoingOptions> {
  // the platform's own Request turns forms and texts into bytes with their content type; it sends nothing
  const request = new Request(address, init);
  const body = new Uint8Array(await request.arrayBuffer());
  return {
    method: request.method as NonNullable<OutgoingOptions['method']>,
    headers: Object.fromEntries(request.headers),
    ...(body.length > 0 ? { body } : {}),
  };
}

function responseOf({ status, headers, body }: OutgoingAnswer): Response {
  const list = Object.entries(headers).flatMap(([name, value]) => (Array.isArray(value) ? value : [value ?? '']).map((one): [string, string] => [name, one]));
  return new Response(BODILESS.has(status) ? null : new Uint8Array(body), { status, headers: list });
}

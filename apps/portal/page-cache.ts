/** Public pages as they were sent a moment ago, for whoever asks for the same page at the same place and in the same display. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A page is as fresh as this, whatever other processes wrote meanwhile. */
const LIFE_MS = 30_000;
/** A page younger than this is kept through changes, so that many changes do not make every visit a new rendering. */
const SETTLING_MS = 2000;
/** How long others get the former page while one visit renders the new one. */
const RENEWAL_MS = 5000;
const MEGABYTE = 1_048_576;
const MOST_BYTES = 32 * MEGABYTE;
/**
 * As kept pages are sent many times, better than what is compressed for one. A page is some ten kilobytes: with the usual window of 4 MB
 * every compression would take and give back megabytes.
 */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 17 } };

export type Encoding = 'br' | 'gzip' | 'identity';

interface KeptPage {
  type: string;
  tag: string;
  body: Buffer;
  keptAt: number;
  version: number;
  renewedSince: number | undefined;
}

export interface SentPage {
  type: string;
  /** names these very contents (ETag) */
  tag: string;
  body: Buffer;
}

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/**
 * Keeps pages in the memory of this process, as they are sent: at most 30 s, and after a change made through this process 2 s; the least
 * used go first when 32 MB are full. One visit renders an outdated page anew while others get the former one.
 * @param clock milliseconds that only grow
 */
export class PageCache {
  readonly #pages = new Map<string, KeptPage>();
  readonly #clock: () => number;
  #version = 0;
  #size = 0;

  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Bytes of all that is kept. */
  get size(): number {
    return this.#size;
  }

  /** Somebody changed something: what is kept from before is outdated. */
  outdate(): void {
    this.#version += 1;
  }

  /** @returns undefined when the page is to be rendered */
  find(key: string, encoding: Encoding): SentPage | undefined {
    const page = this.#pages.get(`${encoding} ${key}`);
    if (!page || !this.#isGood(page)) return undefined;
    this.#pages.delete(`${encoding} ${key}`);
    this.#pages.set(`${encoding} ${key}`, page);
    return page;
  }

  async keep(key: string, type: string, text: string, encoding: Encoding): Promise<SentPage> {
    const [keptAt, version] = [this.#clock(), this.#version];
    const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}-${encoding}"`;
    const body = byItself(await packed(text, encoding));
    const page = { type, tag, body, keptAt, version, renewedSince: undefined };
    this.#put(`${encoding} ${key}`, page);
    return page;
  }

  #isGood(page: KeptPage): boolean {
    const now = this.#clock();
    const age = now - page.keptAt;
    const isFresh = age < (page.version === this.#version ? LIFE_MS : SETTLING_MS);
    if (isFresh) return true;
    if (page.renewedSince !== undefined && now - page.renewedSince < RENEWAL_MS) return true;
    page.renewedSince = now;
    return false;
  }

  /** Beside the least used, those go that nobody will be sent any more. */
  #put(key: string, page: KeptPage): void {
    this.#drop(key);
    this.#pages.set(key, page);
    this.#size += page.body.length;
    const outlived = this.#clock() - LIFE_MS - RENEWAL_MS;
    for (const [oldest, { keptAt }] of this.#pages) {
      if (this.#size <= MOST_BYTES && keptAt > outlived) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#size -= this.#pages.get(key)?.body.length ?? 0;
    this.#pages.delete(key);
  }
}

/** A copy in memory of its own: what the compressor gives, and a small `Buffer.from`, is a part of a larger piece, all of which would be kept. */
function byItself(bytes: Uint8Array): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  own.set(bytes);
  return own;
}

async function packed(text: string, encoding: Encoding): Promise<Uint8Array> {
  if (encoding === 'br') return compressBrotli(text, BROTLI);
  return encoding === 'gzip' ? compressGzip(text) : Buffer.from(text);
}

/** What the browser takes, best first. */
export function encodingFor(accepted: string | undefined): Encoding {
  const offers = (accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((offer) => offer.trim());
  const takes = (name: string) => offers.some((offer) => offer.split(';')[0]?.trim() === name && !/;\s*q=0(\.0*)?$/.test(offer));
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}

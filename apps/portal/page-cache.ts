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
const MOST_BYTES = 64 * MEGABYTE;
/** As kept pages are sent many times, better than what is compressed for one. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

export type Encoding = 'br' | 'gzip' | 'identity';

interface KeptPage {
  type: string;
  tag: string;
  bodies: Record<Encoding, Buffer>;
  size: number;
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
 * Keeps pages in the memory of this process: at most 30 s, and after a change made through this process 2 s; the least used go first
 * when 64 MB are full. One visit renders an outdated page anew while others get the former one.
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

  /** Somebody changed something: what is kept from before is outdated. */
  outdate(): void {
    this.#version += 1;
  }

  /** @returns undefined when the page is to be rendered */
  find(key: string, encoding: Encoding): SentPage | undefined {
    const page = this.#pages.get(key);
    if (!page || !this.#isGood(page)) return undefined;
    this.#pages.delete(key);
    this.#pages.set(key, page);
    return { type: page.type, tag: `"${page.tag}-${encoding}"`, body: page.bodies[encoding] };
  }

  async keep(key: string, type: string, text: string, encoding: Encoding): Promise<SentPage> {
    const [keptAt, version] = [this.#clock(), this.#version];
    const identity = Buffer.from(text);
    const [br, zipped] = await Promise.all([compressBrotli(identity, BROTLI), compressGzip(identity)]);
    const bodies = { identity, br, gzip: zipped };
    const tag = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
    this.#put(key, { type, tag, bodies, size: identity.length + br.length + zipped.length, keptAt, version, renewedSince: undefined });
    return { type, tag: `"${tag}-${encoding}"`, body: bodies[encoding] };
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

  #put(key: string, page: KeptPage): void {
    this.#size += page.size - (this.#pages.get(key)?.size ?? 0);
    this.#pages.delete(key);
    this.#pages.set(key, page);
    for (const [oldest, { size }] of this.#pages) {
      if (this.#size <= MOST_BYTES) break;
      this.#pages.delete(oldest);
      this.#size -= size;
    }
  }
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

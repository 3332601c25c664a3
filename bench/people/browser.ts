/** One person's browser: cookies, an address of its own, and what came of every request. */
import { gunzipSync } from 'node:zlib';
import { type Agent, type IncomingMessage, request } from 'node:http';
import type { Chance } from './chance.ts';
import type { Person } from './person.ts';

/** What the generator saw, whoever asked. */
export interface Tally {
  requests: number;
  /** answers that no right use of a right product gets, and broken connections; the first few in words */
  errors: number;
  examples: string[];
  /** 409: somebody else changed it a moment before */
  collisions: number;
  /** 429 and 503, and how long each took to come */
  refusals: number;
  refusedMs: number[];
}

export const emptyTally = (): Tally => ({ requests: 0, errors: 0, examples: [], collisions: 0, refusals: 0, refusedMs: [] });

export interface Reply {
  status: number;
  text: string;
  location: string;
  /** milliseconds from the moment a connection was free */
  took: number;
}

/** Thrown when an answer was not what it should be: the person gives up this step. */
export class GaveUp extends Error {}

const MOST_EXAMPLES = 12;
/** As people's programs see it: nobody waits longer. */
const PATIENCE_MS = 60_000;

export class Browser {
  readonly #person: Person;
  readonly chance: Chance;
  readonly #tell: () => Tally;
  readonly #host: URL;
  readonly #agent: Agent;
  /** what a list showed, to be opened next */
  readonly seen = new Map<string, string[]>();

  /** @param tell the tally of the present phase */
  constructor(person: Person, options: { address: URL; chance: Chance; tell: () => Tally; agent: Agent }) {
    this.#person = person;
    this.#host = options.address;
    this.chance = options.chance;
    this.#tell = options.tell;
    this.#agent = options.agent;
  }

  get person(): Person {
    return this.#person;
  }

  /** A page. @throws GaveUp */
  page(path: string): Promise<Reply> {
    return this.#ask('GET', path, { accept: 'text/html' });
  }

  /** A form, as the page's own button sends it. @throws GaveUp */
  submit(path: string, form: Record<string, string>): Promise<Reply> {
    const body = new URLSearchParams(form).toString();
    return this.#ask('POST', path, { accept: 'text/html', origin: this.#host.origin, 'content-type': 'application/x-www-form-urlencoded' }, body);
  }

  /** What a screen of the console asks. @param cookie of somebody else, who does this for the person @throws GaveUp */
  async get<T>(path: string, cookie?: string): Promise<T> {
    return JSON.parse((await this.#ask('GET', `/api/v1${path}`, { accept: 'application/json', ...(cookie && { cookie }) })).text) as T;
  }

  async send<T>(method: 'POST' | 'PATCH', path: string, content: unknown, cookie?: string): Promise<T> {
    const headers = { accept: 'application/json', 'content-type': 'application/json', 'x-wotu-request': '1', ...(cookie && { cookie }) };
    return JSON.parse((await this.#ask(method, `/api/v1${path}`, headers, JSON.stringify(content))).text) as T;
  }

  async #ask(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Reply> {
    const reply = await this.#exchange(method, path, headers, body).catch((error: Error) => ({ status: 0, text: error.message, location: '', took: 0 }));
    const tally = this.#tell();
    tally.requests += 1;
    if (reply.status >= 200 && reply.status < 400) return reply;
    if (reply.status === 429 || reply.status === 503) {
      tally.refusals += 1;
      tally.refusedMs.push(reply.took);
    } else if (reply.status === 409) tally.collisions += 1;
    else {
      tally.errors += 1;
      if (tally.examples.length < MOST_EXAMPLES) tally.examples.push(`${this.#person.kind}: ${method} ${path} → ${reply.status} ${plain(reply.text)}`);
    }
    throw new GaveUp();
  }

  #exchange(method: string, path: string, headers: Record<string, string>, body?: string): Promise<Reply> {
    const all = { cookie: this.#person.cookie, 'x-forwarded-for': this.#person.address, 'accept-encoding': 'gzip', ...headers };
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      let start = performance.now();
      const asked = request(
        { host: this.#host.hostname, port: this.#host.port, path: encodeURI(path), method, agent: this.#agent, headers: { ...all, ...length } },
        (response) => void read(response, () => performance.now() - start).then(resolve, reject),
      );
      asked.on('socket', () => (start = performance.now()));
      asked.setTimeout(PATIENCE_MS, () => asked.destroy(new Error('no answer within a minute')));
      asked.on('error', reject);
      asked.end(body);
    });
  }
}

async function read(response: IncomingMessage, took: () => number): Promise<Reply> {
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  const packed = Buffer.concat(pieces);
  const text = (response.headers['content-encoding'] === 'gzip' ? gunzipSync(packed) : packed).toString('utf8');
  return { status: response.statusCode ?? 0, text, location: response.headers.location ?? '', took: took() };
}

const plain = (text: string) =>
  text
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300);

/**
 * Where the time of one request went: request → use case → statement. Off, nothing is kept and work runs as if this were not here.
 * In a span: method, route, status, number of the request, text of a statement. Never in it: values, queries, who asks.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

export type SpanKind = 'internal' | 'server' | 'client';

export interface Span {
  trace: string;
  id: string;
  parent: string | undefined;
  name: string;
  kind: SpanKind;
  /** milliseconds since 1970, with fractions */
  begunAt: number;
  endedAt: number;
  attributes: Record<string, string | number>;
  isFailed: boolean;
}

export interface TracerSettings {
  take: (span: Span) => void;
  /** 0 to 1: how many of the requests and jobs are followed */
  share: number;
  /** a number from 0 to 1, by which it is decided */
  chance?: () => number;
}

const now = (): number => performance.timeOrigin + performance.now();

export class Tracer {
  readonly #current = new AsyncLocalStorage<Span>();
  #settings: TracerSettings | undefined;

  start(settings: TracerSettings): void {
    this.#settings = settings;
  }

  stop(): void {
    this.#settings = undefined;
  }

  /** Begins a trace, or not, by chance. `end` it; undefined while off or not followed */
  begin(name: string, kind: SpanKind, attributes: Span['attributes'] = {}): Span | undefined {
    const settings = this.#settings;
    if (!settings || (settings.chance ?? Math.random)() >= settings.share) return undefined;
    return newSpan(randomBytes(16).toString('hex'), undefined, { name, kind, attributes });
  }

  end(span: Span, isFailed = false): void {
    span.endedAt = now();
    span.isFailed = isFailed;
    this.#settings?.take(span);
  }

  /** Everything that the work begins, now or later, belongs to the span. */
  within<T>(span: Span | undefined, work: () => T): T {
    return span ? this.#current.run(span, work) : work();
  }

  /** whether anything is followed at all */
  get isOn(): boolean {
    return this.#settings !== undefined;
  }

  /** whether what runs now is being followed */
  get isFollowing(): boolean {
    return this.#parent() !== undefined;
  }

  #parent(): Span | undefined {
    return this.#settings && this.#current.getStore();
  }

  /** A step of what is being followed; nothing when nothing is. */
  step<T>(name: string, kind: SpanKind, attributes: Span['attributes'], work: () => Promise<T>): Promise<T> {
    const parent = this.#parent();
    if (!parent) return work();
    return this.#ending(newSpan(parent.trace, parent.id, { name, kind, attributes }), work);
  }

  /** Work that nobody asked for by a request: a job. */
  async whole<T>(name: string, work: () => Promise<T>): Promise<T> {
    const span = this.begin(name, 'internal');
    return span ? this.#ending(span, work) : work();
  }

  async #ending<T>(span: Span, work: () => Promise<T>): Promise<T> {
    try {
      const result = await this.within(span, work);
      this.end(span);
      return result;
    } catch (error) {
      this.end(span, true);
      throw error;
    }
  }
}

function newSpan(trace: string, parent: string | undefined, { name, kind, attributes }: Pick<Span, 'name' | 'kind' | 'attributes'>): Span {
  return { trace, id: randomBytes(8).toString('hex'), parent, name, kind, begunAt: now(), endedAt: 0, attributes, isFailed: false };
}

/** Of this process. */
export const tracer = new Tracer();

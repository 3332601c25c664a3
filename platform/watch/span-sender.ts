import type { Outgoing } from '../outgoing/outgoing.ts';
import type { Span } from './tracer.ts';

const EVERY_MS = 5000;
const MOST_SENT = 512;
/** What a collector that is away costs in memory; then the newest are dropped. */
const MOST_KEPT = 4096;
const KINDS: Record<Span['kind'], number> = { internal: 1, server: 2, client: 3 };
const FAILED = 2;

export interface SpanSender {
  take(span: Span): void;
  /** how many were lost because the collector was away or too slow */
  dropped(): number;
  /** sends what is left */
  stop(): Promise<void>;
}

/** Sends spans to an OpenTelemetry collector, in batches (OTLP over HTTP, JSON). A collector that is away costs nobody an answer. */
export function startSpanSender(outgoing: Outgoing, collector: URL, version: string): SpanSender {
  let kept: Span[] = [];
  let lost = 0;
  let sending: Promise<void> | undefined;
  const address = new URL(`${collector.pathname.replace(/\/$/, '')}/v1/traces`, collector);
  const sendSome = async () => {
    const batch = kept.slice(0, MOST_SENT);
    kept = kept.slice(MOST_SENT);
    if (batch.length === 0) return;
    const body = JSON.stringify(exportOf(batch, version));
    const status = await outgoing.send(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status < 200 || status > 299) lost += batch.length;
  };
  const send = () => (sending ??= sendSome().finally(() => (sending = undefined)));
  const timer = setInterval(() => void send(), EVERY_MS).unref();
  return {
    take(span) {
      if (kept.length >= MOST_KEPT) lost += 1;
      else kept.push(span);
      if (kept.length >= MOST_SENT) void send();
    },
    dropped: () => lost,
    async stop() {
      clearInterval(timer);
      await sending;
      while (kept.length > 0) await send();
    },
  };
}

/** ExportTraceServiceRequest in its JSON form: numbers of 64 bits are texts, identifiers hexadecimal. */
function exportOf(spans: readonly Span[], version: string): unknown {
  const resource = { attributes: attributesOf({ 'service.name': 'wotu', 'service.version': version, 'process.pid': process.pid }) };
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'wotu' }, spans: spans.map(spanOf) }] }] };
}

function spanOf({ trace, id, parent, name, kind, begunAt, endedAt, attributes, isFailed }: Span): unknown {
  return {
    traceId: trace,
    spanId: id,
    ...(parent === undefined ? {} : { parentSpanId: parent }),
    name,
    kind: KINDS[kind],
    startTimeUnixNano: nanoseconds(begunAt),
    endTimeUnixNano: nanoseconds(endedAt),
    attributes: attributesOf(attributes),
    status: isFailed ? { code: FAILED } : {},
  };
}

function nanoseconds(milliseconds: number): string {
  return String(BigInt(Math.round(milliseconds * 1000)) * 1000n);
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): unknown[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: String(Math.round(value)) } : { stringValue: value },
  }));
}

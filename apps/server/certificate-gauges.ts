import { certificateEnd } from '#platform/outgoing/certificate-end.ts';
import type { Gauge } from '#platform/watch/gauges.ts';

/** A certificate changes once in months, and a server that hangs is not to hold up whoever looks. */
const EVERY_MS = 3_600_000;

/** Until when the certificates last that were seen; looked at beside the asking, so the first answer has none. One that cannot be seen keeps its last day. */
export function createCertificateGauges(origins: readonly string[]): () => Gauge[] {
  const ends = new Map<string, Date>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  const look = async (origin: string) => {
    const end = await certificateEnd(origin).catch(() => undefined);
    if (end) ends.set(origin, end);
  };
  return () => {
    if (performance.now() - lookedAt > EVERY_MS) {
      lookedAt = performance.now();
      for (const origin of origins) void look(origin);
    }
    const values = [...ends].map(([origin, end]) => ({ labels: { origin }, value: Math.round(end.getTime() / 1000) }));
    return [{ name: 'wotu_certificate_end_timestamp_seconds', help: 'When the certificate of an HTTPS server ends, ours or one that is used.', values }];
  };
}

import { ClamdSilent, type ClamdPlace, scanStream } from '../outgoing/clamd.ts';
import type { VirusScanner } from './virus-scanner.ts';

/** How long an answer is waited for, and how long one that did not come is not asked for again: else each who sends a file would wait. */
interface Patience {
  answerMs: number;
  silentMs: number;
}

const PATIENCE: Patience = { answerMs: 30_000, silentMs: 30_000 };

/** ClamAV beside the product. It never stands in the way: without an answer a content is kept as `unscanned` and scanned by the nightly job. */
export function createClamdScanner(place: ClamdPlace, { answerMs, silentMs }: Patience = PATIENCE, nowMs = () => performance.now()): VirusScanner {
  let silentUntil = Number.NEGATIVE_INFINITY;
  return {
    place: 'path' in place ? place.path : `${place.host}:${place.port}`,
    async scan(bytes) {
      if (nowMs() < silentUntil) return { state: 'unscanned', isAway: true };
      const line = await scanStream(place, bytes, answerMs).catch((error: unknown) => {
        if (error instanceof ClamdSilent) silentUntil = nowMs() + silentMs;
      });
      if (line === undefined) return { state: 'unscanned', isAway: true };
      const [, virus] = /^stream: (.+) FOUND$/.exec(line) ?? [];
      if (virus !== undefined) return { state: 'infected', virus };
      return line === 'stream: OK' ? { state: 'clean' } : { state: 'unscanned', isAway: false };
    },
  };
}

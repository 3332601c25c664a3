import { type ClamdPlace, scanStream } from '../outgoing/clamd.ts';
import type { VirusScanner } from './virus-scanner.ts';

/** How long an answer is waited for, and how long one that did not come is not asked for again: else each who sends a file would wait. */
interface Patience {
  answerMs: number;
  silentMs: number;
}

const PATIENCE: Patience = { answerMs: 30_000, silentMs: 30_000 };

/** ClamAV beside the product. It never stands in the way: without an answer a content is kept as `unscanned` and scanned by the nightly job. */
export function createClamdScanner(place: ClamdPlace, { answerMs, silentMs }: Patience = PATIENCE): VirusScanner {
  let silentUntil = 0;
  return {
    place: 'path' in place ? place.path : `${place.host}:${place.port}`,
    async scan(bytes) {
      const asked = performance.now();
      if (asked < silentUntil) return { state: 'unscanned', isAway: true };
      const line = await scanStream(place, bytes, answerMs).catch(() => undefined);
      if (line === undefined) {
        if (performance.now() - asked >= answerMs) silentUntil = performance.now() + silentMs;
        return { state: 'unscanned', isAway: true };
      }
      const [, virus] = /^stream: (.+) FOUND$/.exec(line) ?? [];
      if (virus !== undefined) return { state: 'infected', virus };
      return line === 'stream: OK' ? { state: 'clean' } : { state: 'unscanned', isAway: false };
    },
  };
}

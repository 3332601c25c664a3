import { type ClamdPlace, scanStream } from '../outgoing/clamd.ts';
import type { VirusScanner } from './virus-scanner.ts';

/** ClamAV beside the product. It never stands in the way: without an answer a content is kept as `unscanned` and scanned by the nightly job. */
export function createClamdScanner(place: ClamdPlace): VirusScanner {
  return {
    place: 'path' in place ? place.path : `${place.host}:${place.port}`,
    async scan(bytes) {
      const line = await scanStream(place, bytes).catch(() => '');
      const [, virus] = /^stream: (.+) FOUND$/.exec(line) ?? [];
      if (virus !== undefined) return { state: 'infected', virus };
      return { state: line === 'stream: OK' ? 'clean' : 'unscanned' };
    },
  };
}

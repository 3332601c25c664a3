import type { FactListener, FactSet } from '#platform/facts/fact-exchange.ts';
import { createFactExchange } from '#platform/facts/fact-exchange.ts';
import { recountDistricts } from './commands/recount-districts.ts';

/** The counters' ear at the fact exchange: recounts the touched districts in the transaction of the write. */
export function listenToFacts(sets: readonly FactSet[]): FactListener {
  const reading = createFactExchange(sets, []);
  return (tx, change) => recountDistricts(tx, reading, { districts: change.districts, sets: change.sets, places: change.places, added: change.added });
}

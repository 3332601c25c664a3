import type { Transaction } from '#platform/db/database.ts';
import { createFactExchange, type FactChange, type FactListener, type FactSet } from '#platform/facts/fact-exchange.ts';
import { beginRecount } from './commands/recount-districts.ts';
import { listMeasures, type Measure } from './measure-store.ts';

/** The counters' ear at the fact exchange: recounts the touched districts in the transaction of the write. */
export function listenToFacts(sets: readonly FactSet[]): FactListener {
  const reading = createFactExchange(sets, []);
  const seen = new WeakMap<Transaction, Promise<Measure[]>>();
  const hear = async (tx: Transaction, { districts, sets: changed, places, added }: FactChange) => {
    const measures = seen.get(tx) ?? listMeasures(tx);
    seen.delete(tx);
    return beginRecount(tx, reading, { districts, sets: changed, places, added }, await measures);
  };
  const lookAhead = async (tx: Transaction) => {
    const measures = listMeasures(tx);
    seen.set(tx, measures);
    await measures;
  };
  return Object.assign(hear, { lookAhead });
}

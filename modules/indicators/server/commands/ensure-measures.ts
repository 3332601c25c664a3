import { listUnits } from '#modules/divisions/server/public.ts';
import type { Transaction } from '#platform/db/database.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';
import { districtOf } from '#shared/division-code.ts';
import { type MeasureDefinition, saveMeasures } from '../measure-store.ts';
import { recountDistricts } from './recount-districts.ts';

/**
 * Makes sure that each formula is counted, and counts the new ones from the records. @idempotent by formula, periods and scope
 * @returns ids in the order given
 */
export async function ensureMeasures(tx: Transaction, exchange: FactExchange, definitions: readonly MeasureDefinition[], now: Date): Promise<number[]> {
  const { ids, added } = await saveMeasures(tx, definitions, now);
  if (added.length > 0) {
    const scope = widest(definitions);
    const units = await listUnits(tx, { range: scope, levels: ['nation', 'province', 'city', 'county'] });
    await recountDistricts(tx, exchange, { districts: units.map((unit) => districtOf(unit.key)), measureIds: added });
  }
  return ids;
}

function widest(definitions: readonly MeasureDefinition[]) {
  return {
    from: Math.min(...definitions.map((definition) => definition.scope.from)),
    to: Math.max(...definitions.map((definition) => definition.scope.to)),
  };
}

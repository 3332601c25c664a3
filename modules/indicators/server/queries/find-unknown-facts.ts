import type { FigureFormula } from '#engines/indicators/formula.ts';
import { needsOf } from '#engines/indicators/needs.ts';
import type { FactExchange } from '#platform/facts/fact-exchange.ts';

/** Names in a formula that no register offers: `trainings` or `trainings.audience`. A formula with one would count nothing for ever. */
export function findUnknownFacts(exchange: FactExchange, formula: FigureFormula): string[] {
  return [...needsOf(formula).sets].flatMap(([name, attributes]) => {
    const set = exchange.sets.get(name);
    if (!set) return [name];
    return [...attributes].filter((attribute) => !Object.hasOwn(set.attributes, attribute)).map((attribute) => `${name}.${attribute}`);
  });
}

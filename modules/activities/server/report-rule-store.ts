import { sql } from 'kysely';
import { maskNumbersIn } from '#platform/crypto/masking.ts';
import type { Context } from '#platform/context.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { districtOf } from '#shared/division-code.ts';
import type { RuleInput } from '../contract/major-report.ts';
import { placesAbove } from './domain/report-deadline.ts';

export interface StoredRule extends RuleInput {
  div: number;
  version: number;
}

/** The rule of each place, or of the next above that has one; those without are absent. Rules are no secret: they bind whoever reports. */
export async function findRules(db: Database | Transaction, divs: readonly number[]): Promise<Map<number, StoredRule>> {
  const places = [...new Set(divs.flatMap(placesAbove))];
  const { rows } = await sql<StoredRule>`
    select r.div, r.lead_days as "leadDays", r.lead_unit as "leadUnit", r.result_days as "resultDays", r.basis, r.version
    from major_activity_rules r where r.district = any(${[...new Set(places.map(districtOf))]}::int[]) and r.div = any(${places}::bigint[])`.execute(db);
  const byPlace = new Map(rows.map((rule) => [rule.div, rule]));
  return new Map(
    divs.flatMap((div): [number, StoredRule][] => {
      const nearest = placesAbove(div).find((place) => byPlace.has(place));
      const rule = nearest === undefined ? undefined : byPlace.get(nearest);
      return rule ? [[div, rule]] : [];
    }),
  );
}

export async function findRule(db: Database | Transaction, div: number): Promise<StoredRule | undefined> {
  return (await findRules(db, [div])).get(div);
}

/** @returns false when somebody else wrote it since */
export async function writeRule(tx: Transaction, { actor, now }: Context, { version, ...rule }: RuleInput & { version: number }): Promise<boolean> {
  const div = actor.division;
  const { numAffectedRows } = await sql`
    insert into major_activity_rules as r (district, div, lead_days, lead_unit, result_days, basis, version, updated_at, updated_by_name)
    select ${districtOf(div)}, ${div}, ${rule.leadDays}, ${rule.leadUnit}, ${rule.resultDays}, ${maskNumbersIn(rule.basis)}, 1, ${now}, ${actor.name}
    where ${version} = 0 or exists (select from major_activity_rules e where e.district = ${districtOf(div)} and e.div = ${div} and e.version = ${version})
    on conflict (district, div) do update set lead_days = excluded.lead_days, lead_unit = excluded.lead_unit, result_days = excluded.result_days, basis = excluded.basis,
      version = r.version + 1, updated_at = excluded.updated_at, updated_by_name = excluded.updated_by_name where r.version = ${version}`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

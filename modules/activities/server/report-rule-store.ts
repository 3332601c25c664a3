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
  const place = { district: districtOf(div), div };
  const { numAffectedRows } = await (version === 0 ? insertRule(tx, place, rule, actor.name, now) : changeRule(tx, place, rule, version, actor.name, now));
  return (numAffectedRows ?? 0n) > 0n;
}

type Place = { district: number; div: number };

function insertRule(tx: Transaction, { district, div }: Place, rule: RuleInput, by: string, at: Date) {
  return sql`
    insert into major_activity_rules (district, div, lead_days, lead_unit, result_days, basis, version, updated_at, updated_by_name)
    values (${district}, ${div}, ${rule.leadDays}, ${rule.leadUnit}, ${rule.resultDays}, ${maskNumbersIn(rule.basis)}, 1, ${at}, ${by})
    on conflict (district, div) do nothing`.execute(tx);
}

function changeRule(tx: Transaction, { district, div }: Place, rule: RuleInput, version: number, by: string, at: Date) {
  return sql`
    update major_activity_rules set lead_days = ${rule.leadDays}, lead_unit = ${rule.leadUnit}, result_days = ${rule.resultDays}, basis = ${maskNumbersIn(rule.basis)},
      version = version + 1, updated_at = ${at}, updated_by_name = ${by}
    where district = ${district} and div = ${div} and version = ${version}`.execute(tx);
}

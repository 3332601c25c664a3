import { sql } from 'kysely';
import { districtOf, type KeyRange, onlyDistrict } from '#shared/division-code.ts';
import { inOneDistrict, inRange } from '../access/jurisdiction.ts';
import type { Transaction } from '../db/database.ts';
import type { ResolvedDivision, SheetDefinition } from '../imports/sheet.ts';
import type { ReferredRecord } from './draft.ts';
import { snakeCase } from './table-layout.ts';

export interface NameQuestion {
  name: string;
  division: ResolvedDivision;
}

interface Hit extends ReferredRecord {
  present: boolean;
}

/** Names that records bear or bore, or only those that they bear no more. */
export type NameAge = 'any' | 'former';

/**
 * Records of a register in the range, in the counties of the questions, that bear or bore the names, by question. One round trip.
 * Each question goes through the index of names by itself (`group by` its key keeps it so): while an import fills an empty table its statistics still say
 * "empty", and the planner would join everything with everything.
 */
async function findHits(tx: Transaction, target: SheetDefinition, questions: readonly NameQuestion[], range: KeyRange, age: NameAge): Promise<Hit[][]> {
  const asked = JSON.stringify(questions.map(({ name, division }, ord) => ({ ord, name, district: districtOf(division.key) })));
  const table = sql.table(target.table);
  const name = sql.ref(`r.${snakeCase(target.nameField ?? 'name')}`);
  const district = onlyDistrict(questions.map(({ division }) => districtOf(division.key)));
  const here = (alias: string) => inOneDistrict({ rows: 'q', district }, alias);
  const bearing = sql`select r.id, r.district, r.div, r.recorded_div from ${table} r where r.district = q.district ${here('r')} and ${name} = q.name group by r.district, r.id`;
  const present = sql`select q.ord, t.*, true as present from question q cross join lateral (${bearing}) t where ${inRange(range, 't')}`;
  const former = target.formerNamesTable
    ? sql`select q.ord, t.*, false as present from question q
      cross join lateral (select f.district, f.record_id from ${sql.table(target.formerNamesTable)} f where f.district = q.district ${here('f')} and f.name = q.name group by f.district, f.record_id) f
      cross join lateral (select r.id, r.district, r.div, r.recorded_div from ${table} r where r.district = f.district ${here('r')} and r.id = f.record_id group by r.district, r.id) t
      where ${inRange(range, 't')}`
    : undefined;
  const asking = [age === 'any' ? present : undefined, former].filter((part) => part !== undefined);
  if (asking.length === 0) return questions.map(() => []);
  const { rows } = await sql<{ ord: number; id: number; district: number; div: number; recorded_div: number; present: boolean }>`
    with question as materialized (select * from jsonb_to_recordset(${asked}::jsonb) as q(ord int, name text, district int))
    ${sql.join(asking, sql` union all `)}`.execute(tx);
  const hits: Hit[][] = questions.map(() => []);
  for (const { ord, recorded_div, ...hit } of rows) hits[ord]?.push({ ...hit, recordedDiv: recorded_div });
  return hits;
}

export type NameAnswer = { found: ReferredRecord } | { found: null; reason: 'absent' | 'ambiguous' };

/**
 * Finds each named record: by its present name before a former one, at exactly that division before elsewhere in the county.
 * What lies outside the range is as absent as what does not exist.
 * @param within how far to look; several equally good records are no answer
 */
export async function findByName(
  tx: Transaction,
  target: SheetDefinition,
  questions: readonly NameQuestion[],
  within: 'division' | 'district',
  range: KeyRange,
  age: NameAge = 'any',
): Promise<NameAnswer[]> {
  if (questions.length === 0) return [];
  const hits = await findHits(tx, target, questions, range, age);
  return questions.map(({ division }, index) => choose(hits[index] ?? [], division, within));
}

function choose(hits: readonly Hit[], division: ResolvedDivision, within: 'division' | 'district'): NameAnswer {
  const recordedHere = (hit: Hit) => hit.recordedDiv === division.recordedKey && hit.div === division.key;
  const here = (hit: Hit) => hit.div === division.key;
  const present = (hit: Hit) => hit.present;
  const former = (hit: Hit) => !hit.present;
  const everywhere = () => within === 'district';
  const orders = [recordedHere, here, everywhere].flatMap((place) => [present, former].map((age) => (hit: Hit) => place(hit) && age(hit)));
  for (const matches of orders) {
    const [first, second] = [...new Map(hits.filter(matches).map((hit) => [hit.id, hit])).values()];
    if (second) return { found: null, reason: 'ambiguous' };
    if (first) return { found: first };
  }
  return { found: null, reason: 'absent' };
}

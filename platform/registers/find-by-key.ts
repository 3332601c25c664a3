import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../db/database.ts';
import type { SheetDefinition } from '../imports/sheet.ts';
import type { PersonalDataCipher } from '../crypto/personal-data-cipher.ts';
import { districtOf, onlyDistrict } from '#shared/division-code.ts';
import { inOneDistrict } from '../access/jurisdiction.ts';
import { cellOf, type Draft, divisionOf, valueOf } from './draft.ts';
import { personalIndex } from './merge-draft.ts';
import { homeColumn, snakeCase, storedColumnsOf } from './table-layout.ts';

/** `weak`: the same place only through a merge of divisions, or a person known without a number; another row may claim it exactly. */
export type KeyMatch = { id: number; strength: 'exact' | 'weak' } | 'ambiguous' | undefined;

interface Candidate {
  ord: number;
  id: number;
  recorded_div: number;
  lack: string | null;
}

/** Key fields compared in SQL: all but the home (compared by place) and the one that may be blank. */
function comparedFields(definition: SheetDefinition): { field: string; name: string; sqlType: string }[] {
  const home = homeColumn(definition);
  return definition.key.flatMap((field) => {
    if (field === home?.field || field === definition.keyMayLack) return [];
    const column = definition.columns.find((each) => each.field === field);
    const stored = column ? storedColumnsOf(column)[0] : { name: snakeCase(field), sqlType: 'bigint' };
    return stored ? [{ field, ...stored }] : [];
  });
}

/** @returns undefined while a part of the key is missing or wrong */
function keyValue(draft: Draft, field: string): unknown {
  const reference = draft.references.get(field);
  if (reference) return reference.id;
  return divisionOf(draft, field)?.recordedKey ?? valueOf(draft, field);
}

function questionOf(definition: SheetDefinition, draft: Draft, ord: number): Record<string, unknown> | undefined {
  if (draft.isOutside) return undefined;
  const question: Record<string, unknown> = { ord };
  for (const { field, name } of comparedFields(definition)) {
    const value = keyValue(draft, field);
    if (value === undefined) return undefined;
    question[name] = value;
  }
  const home = homeColumn(definition);
  if (!home) return { ...question, district: draft.references.get(definition.homedBy ?? '')?.district };
  const division = divisionOf(draft, home.field);
  return division && { ...question, district: districtOf(division.key), div: division.key, recorded_div: division.recordedKey };
}

/** The place of a key that has one. Where its record lies, other keys say too: by the record that it lies with, or by the home of what is paired. */
function placeOf(definition: SheetDefinition): RawBuilder<unknown>[] {
  const home = homeColumn(definition);
  return home && definition.key.includes(home.field) ? [sql`(t.div = q.div or t.recorded_div = q.recorded_div)`] : [];
}

/** The record of each draft's natural key. One round trip; each key is looked up by itself, see `find-by-name.ts`. */
export async function findByKey(tx: Transaction, definition: SheetDefinition, drafts: readonly Draft[], cipher: PersonalDataCipher): Promise<KeyMatch[]> {
  const questions = drafts.map((draft, ord) => questionOf(definition, draft, ord)).filter((question) => question !== undefined);
  if (questions.length === 0) return drafts.map(() => undefined);
  const compared = comparedFields(definition);
  const shape = sql.raw(
    ['ord int', 'district int', 'div bigint', 'recorded_div bigint', ...compared.map(({ name, sqlType }) => `${name} ${sqlType}`)].join(', '),
  );
  const equal = compared.map(({ name }) => sql`${sql.ref(`t.${name}`)} = ${sql.ref(`q.${name}`)}`);
  const place = placeOf(definition);
  const district = onlyDistrict(questions.map((question) => Number(question['district'])));
  const lack = definition.keyMayLack ? sql.ref(`t.${snakeCase(definition.keyMayLack)}_index`) : sql`null::text`;
  const { rows } = await sql<Candidate>`
    with q as materialized (select * from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb) as q(${shape}))
    select q.ord, found.* from q cross join lateral
      (select t.id, t.recorded_div, ${lack} as lack from ${sql.table(definition.table)} t where t.district = q.district and ${sql.join([...equal, ...place], sql` and `)} ${inOneDistrict({ rows: 'q', district }, 't')} group by t.district, t.id) found`.execute(
    tx,
  );
  const candidates = Map.groupBy(rows, (row) => row.ord);
  return drafts.map((draft, ord) => chooseMatch(definition, draft, candidates.get(ord) ?? [], cipher));
}

function chooseMatch(definition: SheetDefinition, draft: Draft, candidates: readonly Candidate[], cipher: PersonalDataCipher): KeyMatch {
  const home = homeColumn(definition);
  const recordedKey = home && definition.key.includes(home.field) ? divisionOf(draft, home.field)?.recordedKey : undefined;
  const recordedHere = candidates.filter((row) => recordedKey === undefined || row.recorded_div === recordedKey);
  return (
    pick(recordedHere.filter(sameLack(definition, draft, cipher)), 'exact') ??
    pick(candidates.filter(sameLack(definition, draft, cipher)), 'weak') ??
    onlyOne(candidates.filter(mayBeSame(definition, draft)))
  );
}

function pick(candidates: readonly Candidate[], strength: 'exact' | 'weak'): KeyMatch {
  const [first, second] = candidates;
  if (!first) return undefined;
  return second ? 'ambiguous' : { id: first.id, strength };
}

/** Several namesakes with numbers: the one without is somebody else. */
function onlyOne(candidates: readonly Candidate[]): KeyMatch {
  return candidates.length === 1 ? pick(candidates, 'weak') : undefined;
}

/** The blank-able part of the key is equal, or blank on both sides. */
function sameLack(definition: SheetDefinition, draft: Draft, cipher: PersonalDataCipher): (row: Candidate) => boolean {
  const column = definition.columns.find(({ field }) => field === definition.keyMayLack);
  if (!column) return () => true;
  const cell = cellOf(draft, column.field);
  if (cell.state === 'keep' && cell.masked) return (row) => row.lack !== null;
  const value = valueOf(draft, column.field);
  const wanted = value === undefined ? null : personalIndex(cipher, column, String(value));
  return (row) => row.lack === wanted;
}

/** A row without the number may mean the one known person of that name, and a number may be added to a person known without. */
function mayBeSame(definition: SheetDefinition, draft: Draft): (row: Candidate) => boolean {
  const field = definition.keyMayLack;
  if (field === undefined) return () => false;
  const cell = cellOf(draft, field);
  const given = cell.state === 'value' || (cell.state === 'keep' && cell.masked === true);
  return (row) => (given ? row.lack === null : row.lack !== null);
}

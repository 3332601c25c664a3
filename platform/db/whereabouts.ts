/**
 * What somebody has may lie anywhere: services in teams of other districts, needs stated on a journey. Rows lie at the district they are
 * of, so that its list is one shard; where else rows about somebody lie is kept here, beside the accounts, and asked first. It may name a
 * district where there is nothing any more, never leave one out: whoever writes the first row about somebody in a district says so.
 */
import { sql } from 'kysely';
import type { Database, Transaction } from './database.ts';
import { birthDistrictOf } from './record-ids.ts';

/** `document` and `phone` by the blind index of the number. */
export type SubjectKind = 'account' | 'record' | 'phone' | 'document' | 'code';

export interface Subject {
  kind: SubjectKind;
  key: number | string;
}

export interface Whereabouts extends Subject {
  district: number;
}

/** In the transaction of the write. Of a record the district of its birth goes without saying. */
export async function noteWhereabouts(tx: Transaction, found: readonly Whereabouts[]): Promise<void> {
  const said = found.filter(({ kind, key, district }) => kind !== 'record' || birthDistrictOf(Number(key)) !== district);
  if (said.length === 0) return;
  await sql`
    insert into whereabouts (subject, district)
    select distinct * from unnest(${said.map(subjectOf)}::text[], ${said.map(({ district }) => district)}::int[]) as s (subject, district) on conflict do nothing`.execute(
    tx,
  );
}

/** No district: where there is nothing. Asked of no district at all, a distributed engine asks every shard. */
export const NOWHERE = -1;

/** The districts to ask about any of these; nowhere when there is nothing about them. */
export async function whereaboutsOf(db: Database | Transaction, ...subjects: readonly Subject[]): Promise<number[]> {
  if (subjects.length === 0) return [NOWHERE];
  const born = subjects.flatMap(({ kind, key }) => (kind === 'record' ? [birthDistrictOf(Number(key))] : []));
  const { rows } = await sql<{ district: number }>`select district from whereabouts where subject = any(${subjects.map(subjectOf)}::text[])`.execute(db);
  const found = [...new Set([...born, ...rows.map(({ district }) => district)])];
  return found.length > 0 ? found : [NOWHERE];
}

/** What is about somebody in one district is gone: for numbers that were erased or given up. The caller made sure that it was the last. */
export async function forgetWhereabouts(tx: Transaction, { district, ...subject }: Whereabouts): Promise<void> {
  await sql`delete from whereabouts where subject = ${subjectOf(subject)} and district = ${district}`.execute(tx);
}

/** The same of whatever was removed as a whole. */
export async function forgetEverywhere(tx: Transaction, subjects: readonly Subject[]): Promise<void> {
  if (subjects.length > 0) await sql`delete from whereabouts where subject = any(${subjects.map(subjectOf)}::text[])`.execute(tx);
}

function subjectOf({ kind, key }: Subject): string {
  return `${kind} ${key}`;
}

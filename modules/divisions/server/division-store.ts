import { sql, type RawBuilder } from 'kysely';
import type { CommitteeKind, DivisionKind } from '#modules/divisions/contract/division.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { isOneOf } from '#platform/db/few.ts';
import type { Day } from '#shared/day.ts';
import { DIVISION_LEVELS, type DivisionLevel, rangeOf } from '#shared/division-code.ts';
import type { DivisionNode } from './domain/division.ts';
import { pinyinOf } from '#platform/search/pinyin.ts';

/** A division as stored: its latest state and when it is or was in force (`validFrom <= day < validTo`). */
export interface Division extends DivisionNode {
  validFrom: Day | null;
  validTo: Day | null;
}

interface DivisionRow {
  key: number;
  level: number;
  parent: number | null;
  name: string;
  short_name: string;
  kind: DivisionKind | null;
  committee_kind: CommitteeKind | null;
  counted: boolean;
  also_county: boolean;
  official_codes: number[];
  valid_from: Day | null;
  valid_to: Day | null;
}

export function levelNumber(level: DivisionLevel): number {
  return DIVISION_LEVELS.indexOf(level);
}

export function levelOfNumber(number: number): DivisionLevel {
  const level = DIVISION_LEVELS[number];
  if (!level) throw new RangeError(`no division level ${number}`);
  return level;
}

const COLUMNS = sql.raw(
  'd.key, d.level, d.parent, d.name, d.short_name, d.kind, d.committee_kind, d.counted, d.also_county, d.official_codes, d.valid_from, d.valid_to',
);
/** The state on a day: the first former state that ended after it, else the row's own. `d` and `v` are the aliases. */
const STATE_COLUMNS = sql.raw(`d.key, d.level, d.parent, d.official_codes, d.valid_from, d.valid_to,
  coalesce(v.name, d.name) as name, coalesce(v.short_name, d.short_name) as short_name,
  case when v.key is null then d.kind else v.kind end as kind, case when v.key is null then d.committee_kind else v.committee_kind end as committee_kind,
  coalesce(v.counted, d.counted) as counted, coalesce(v.also_county, d.also_county) as also_county`);

function divisionOf(row: DivisionRow): Division {
  return {
    key: row.key,
    level: levelOfNumber(row.level),
    parent: row.parent,
    name: row.name,
    shortName: row.short_name,
    kind: row.kind,
    committeeKind: row.committee_kind,
    counted: row.counted,
    alsoCounty: row.also_county,
    officialCodes: row.official_codes,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
}

/** In force on the day; a last day is no longer in force. */
export function isInForce(division: Pick<Division, 'validFrom' | 'validTo'>, day: Day): boolean {
  return (division.validFrom === null || division.validFrom <= day) && (division.validTo === null || day < division.validTo);
}

/** Inserts what is not there yet; existing rows, changed by people since, stay. @returns the keys that are new */
export async function insertDivisions(tx: Transaction, nodes: readonly DivisionNode[], source: string, validFrom: Day | null = null): Promise<number[]> {
  const spoken = nodes.map((node) => pinyinOf(node.shortName));
  const list = <T>(pick: (node: DivisionNode) => T) => nodes.map(pick);
  const { rows } = await sql<{ key: number }>`
    insert into divisions (key, level, parent, name, short_name, kind, committee_kind, counted, also_county, official_codes, valid_from, pinyin, pinyin_initials, source)
    select key, level, parent, name, short_name, kind, committee_kind, counted, also_county,
      case when official is null then '{}' else array[official] end, ${validFrom}::date, pinyin, initials, ${source}
    from unnest(${list((n) => n.key)}::bigint[], ${list((n) => levelNumber(n.level))}::smallint[], ${list((n) => n.parent)}::bigint[],
      ${list((n) => n.name)}::text[], ${list((n) => n.shortName)}::text[], ${list((n) => n.kind)}::text[], ${list((n) => n.committeeKind)}::text[],
      ${list((n) => n.counted)}::boolean[], ${list((n) => n.alsoCounty)}::boolean[], ${list((n) => n.officialCodes[0] ?? null)}::bigint[],
      ${spoken.map((s) => s.full)}::text[], ${spoken.map((s) => s.initials)}::text[])
      as row (key, level, parent, name, short_name, kind, committee_kind, counted, also_county, official, pinyin, initials)
    on conflict (key) do nothing returning key`.execute(tx);
  return rows.map((row) => row.key);
}

/** The latest states of these divisions; unknown keys are absent. */
export async function findDivisions(db: Database | Transaction, keys: readonly number[]): Promise<Map<number, Division>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<DivisionRow>`select ${COLUMNS} from divisions d where ${isOneOf(sql`d.key`, keys, 'bigint')}`.execute(db);
  return new Map(rows.map((row) => [row.key, divisionOf(row)]));
}

/** Divisions whose official codes differ from their key and contain one of these. */
export async function findByIrregularCode(db: Database | Transaction, codes: readonly number[]): Promise<Division[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql<DivisionRow>`
    select ${COLUMNS} from divisions d where d.official_codes && ${codes}::bigint[] and d.official_codes <> array[d.key]`.execute(db);
  return rows.map(divisionOf);
}

/** Rows of these levels; `county` includes cities without counties, which keep their level `city`. */
export function ofLevels(levels: readonly DivisionLevel[]): RawBuilder<boolean> {
  const isLevel = isOneOf(sql`d.level`, levels.map(levelNumber), 'smallint');
  const alsoCounty = levels.includes('county') && !levels.includes('city');
  return alsoCounty ? sql<boolean>`(${isLevel} or (d.level = ${levelNumber('city')} and d.also_county))` : isLevel;
}

/** Which part of the tree of a day to read next. */
export interface StatesPage {
  /** keys above this one and below `to` */
  after: number;
  to: number;
  day: Day;
  limit: number;
  /** `county` includes cities without counties */
  level?: DivisionLevel;
}

/** The next divisions in force on a day, in their state of that day, by key. */
export async function readStatesAfter(db: Database, { after, to, day, limit, level }: StatesPage): Promise<Division[]> {
  const { rows } = await sql<DivisionRow>`
    select ${STATE_COLUMNS} from divisions d
    left join lateral (select * from division_versions v where v.key = d.key and v.until_on > ${day}::date order by v.until_on limit 1) v on true
    where d.key > ${after} and d.key < ${to} ${level ? sql`and ${ofLevels([level])}` : sql``}
      and (d.valid_from is null or d.valid_from <= ${day}::date) and (d.valid_to is null or d.valid_to > ${day}::date)
    order by d.key limit ${limit}`.execute(db);
  return rows.map(divisionOf);
}

/** Divisions directly below, by key, after a key. */
export async function readChildren(db: Database | Transaction, parent: number, after: number, limit: number, includeClosed: boolean): Promise<Division[]> {
  const { rows } = await sql<DivisionRow>`
    select ${COLUMNS} from divisions d where d.parent = ${parent} and d.key > ${after} and (${includeClosed} or d.valid_to is null) order by d.key limit ${limit}`.execute(
    db,
  );
  return rows.map(divisionOf);
}

/** How many divisions in force lie directly below each of these. */
export async function countChildren(db: Database | Transaction, parents: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ parent: number; count: number }>`
    select parent, count(*)::int as count from divisions where parent = any(${parents}::bigint[]) and valid_to is null group by parent`.execute(db);
  return new Map(rows.map((row) => [row.parent, row.count]));
}

/** A division in force and everything in force below it, by key. */
export async function readSubtree(tx: Transaction, root: Pick<Division, 'key' | 'level'>): Promise<Division[]> {
  const { from, to } = rangeOf(root.key, root.level);
  const { rows } = await sql<DivisionRow>`
    select ${COLUMNS} from divisions d where d.key >= ${from} and d.key < ${to} and d.valid_to is null order by d.key`.execute(tx);
  return rows.map(divisionOf);
}

/** Every key ever used from a division down to two levels below it, where new divisions get their keys. */
export async function readTakenKeys(tx: Transaction, parent: Pick<Division, 'key' | 'level'>): Promise<number[]> {
  const { from, to } = rangeOf(parent.key, parent.level);
  const { rows } = await sql<{ key: number }>`
    select key from divisions where key >= ${from} and key < ${to} and level <= ${levelNumber(parent.level) + 2}`.execute(tx);
  return rows.map((row) => row.key);
}

import { sql, type RawBuilder } from 'kysely';
import type { DivisionKind } from '#modules/divisions/contract/division.ts';
import type { Database, Transaction } from '#platform/db/database.ts';
import { rangeRows } from '#platform/db/few.ts';
import type { Day } from '#shared/day.ts';
import type { DivisionLevel, KeyRange } from '#shared/division-code.ts';
import { levelOfNumber, ofLevels } from '../division-store.ts';

/** A division as plans count it. */
export interface CountingUnit {
  key: number;
  level: DivisionLevel;
  parent: number | null;
  kind: DivisionKind | null;
  counted: boolean;
  alsoCounty: boolean;
}

export interface UnitSelection {
  /** whole subtrees: half-open range of keys */
  range: KeyRange;
  /** all levels if neither is given; `county` includes cities without counties, which keep their level `city` */
  level?: DivisionLevel;
  levels?: readonly DivisionLevel[];
  kind?: DivisionKind;
  countedOnly?: boolean;
  /** the tree of that day; today's if absent or null */
  onDay?: Day | null;
}

interface UnitRow {
  key: number;
  level: number;
  parent: number | null;
  kind: DivisionKind | null;
  counted: boolean;
  also_county: boolean;
}

/** The units of a range in order of key. A district (about 250 units) takes about a millisecond. */
export async function listUnits(db: Database | Transaction, selection: UnitSelection): Promise<CountingUnit[]> {
  const { rows } = await sql<UnitRow>`select u.key, u.level, u.parent, u.kind, u.counted, u.also_county from ${selected(selection)} order by u.key`.execute(db);
  return rows.map(unitOf);
}

function unitOf(row: UnitRow): CountingUnit {
  return { key: row.key, level: levelOfNumber(row.level), parent: row.parent, kind: row.kind, counted: row.counted, alsoCounty: row.also_county };
}

/** Today's units of many small ranges, in order of key. No range may meet another. */
export async function listUnitsOfRanges(db: Database | Transaction, ranges: readonly KeyRange[], levels: readonly DivisionLevel[]): Promise<CountingUnit[]> {
  // the inner query stays apart, so that each range is read by key and not the whole level for all of them
  const { rows } = await sql<UnitRow>`
    select d.key, d.level, d.parent, d.kind, d.counted, d.also_county
    from ${rangeRows(ranges)} as r (low, high)
    cross join lateral (select key, level, parent, kind, counted, also_county from divisions where key >= r.low and key < r.high and valid_to is null offset 0) d
    where ${ofLevels(levels)} order by d.key`.execute(db);
  return rows.map(unitOf);
}

/** How many units a selection has. */
export async function countUnits(db: Database | Transaction, selection: UnitSelection): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${selected(selection)}`.execute(db);
  return rows[0]?.count ?? 0;
}

function selected(selection: UnitSelection): RawBuilder<unknown> {
  const { kind, countedOnly = false } = selection;
  return sql`${selection.onDay ? statesOn(selection, selection.onDay) : statesToday(selection)} u
    where (${kind ?? null}::text is null or u.kind = ${kind ?? null}) ${countedOnly ? sql`and u.counted` : sql``}`;
}

function statesToday(selection: UnitSelection): RawBuilder<unknown> {
  return sql`(select d.key, d.level, d.parent, d.kind, d.counted, d.also_county from divisions d where ${placed(selection)} and d.valid_to is null)`;
}

/** The few divisions with former states are joined to the rest. */
function statesOn(selection: UnitSelection, day: Day): RawBuilder<unknown> {
  const { from, to } = selection.range;
  return sql`(select d.key, d.level, d.parent, case when v.key is null then d.kind else v.kind end as kind,
      coalesce(v.counted, d.counted) as counted, coalesce(v.also_county, d.also_county) as also_county
    from divisions d
    left join (select distinct on (key) * from division_versions where key >= ${from} and key < ${to} and until_on > ${day}::date order by key, until_on) v on v.key = d.key
    where ${placed(selection)} and (d.valid_from is null or d.valid_from <= ${day}::date) and (d.valid_to is null or d.valid_to > ${day}::date))`;
}

function placed({ range, level, levels }: UnitSelection): RawBuilder<boolean> {
  const within = sql<boolean>`d.key >= ${range.from} and d.key < ${range.to}`;
  const wanted = levels ?? (level ? [level] : null);
  return wanted ? sql<boolean>`${within} and ${ofLevels(wanted)}` : within;
}

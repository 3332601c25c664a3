/** The small tree of `small-world.ts` in a database, and registers filled row by row the short way. */
import { sql } from 'kysely';
import { createProductFacts } from '#apps/server/facts.ts';
import { insertDivisions } from '#modules/divisions/server/division-store.ts';
import type { DivisionNode } from '#modules/divisions/server/domain/division.ts';
import type { Unit } from '#engines/indicators/world.ts';
import type { Context } from '#platform/context.ts';
import { type Database, inTransaction } from '#platform/db/database.ts';
import { nextRecordIds } from '#platform/db/record-ids.ts';
import { districtOf } from '#shared/division-code.ts';
import { testContext, type TestContextOptions } from './context.ts';
import { SMALL_TREE } from './small-world.ts';

/** A context whose registers and counters are those of the product. */
export function productContext(db: Database, options: TestContextOptions = {}): Context {
  return testContext(db, { facts: createProductFacts(), ...options });
}

export function nodeOf(unit: Unit): DivisionNode {
  const sizes = unit.level === 'community' ? [1e3] : unit.level === 'township' ? [1e6, 1e8] : unit.level === 'county' ? [1e8] : [1e10];
  const parent = sizes.map((size) => unit.key - (unit.key % size)).find((key) => key !== unit.key) ?? 0;
  const name = `单位${unit.key}`;
  const committeeKind = unit.kind === 'urban' ? '居' : unit.kind === 'rural' ? '村' : null;
  return {
    key: unit.key,
    level: unit.level,
    parent: unit.level === 'nation' ? null : parent,
    name,
    shortName: name,
    kind: unit.kind,
    committeeKind,
    counted: unit.counted,
    alsoCounty: unit.alsoCounty,
    officialCodes: [unit.key],
  };
}

/** Loads the small tree (or another) with the province and the nation above it, and has it counted. */
export async function loadSmallTree(context: Context, units: readonly Unit[] = SMALL_TREE): Promise<void> {
  const above = [
    { key: 0, level: 'nation' as const },
    { key: 99e10, level: 'province' as const },
  ].map((unit): Unit => ({ ...unit, kind: null, counted: true, alsoCounty: false }));
  await inTransaction(context.platform.db, async (tx) => {
    await insertDivisions(tx, [...above, ...units].map(nodeOf), 'test');
    await context.platform.facts.changed(tx, { sets: ['divisions'], districts: [...new Set(units.map((unit) => districtOf(unit.key)))], today: context.today });
  });
}

type Row = Record<string, unknown> & { div: number };

/** Columns that every register has, and what tests rarely care about, by table. */
const BOOKKEEPING = {
  version: 1,
  demonstration: true,
  created_at: '2021-01-01T00:00:00Z',
  created_by: 'test',
  updated_at: '2021-01-01T00:00:00Z',
  updated_by: 'test',
};
const USUAL: Record<string, Record<string, unknown>> = {
  organizations: { search_text: '', tier: '备案', category: '其他', leader_name: '张三', member_count: 5, is_hub: false, is_charity: false },
  platforms: { level: '社区', kind: '孵化基地' },
  organization_social_workers: { employment: '专职' },
  trainings: { host_level: '区', audiences: ['骨干'], participants: 10 },
  activities: { organization_name: '某队', participants: 10 },
  care_facilities: { kind: '农村养老设施', covered_divs: [0] },
  designations: { issuer_div: 0 },
  hand_ins: { state: '已接收', themes: [] },
};
/** Sets that the rows of a table feed. */
const FEEDS: Record<string, readonly string[]> = {
  organizations: ['ledgeredOrganizations', 'filedOrganizations', 'ledgeredHubs', 'filedHubs'],
  facility_coverages: ['facilityCoverage'],
  designations: ['designations', 'designationGrants'],
  stations: ['stations'],
  station_workers: ['stationStaff'],
  organization_social_workers: ['organizationSocialWorkers'],
  party_organizations: ['partyOrganizations'],
  pairing_sides: ['regionPairings'],
  hand_ins: ['handIns'],
};
/** Tables of places without records of their own. */
const PLAIN = ['facility_coverages', 'pairing_sides'];

/** Writes rows of one register and tells the counters, as a use case would. @returns the new ids */
export async function record(context: Context, table: string, rows: readonly Row[]): Promise<number[]> {
  return inTransaction(context.platform.db, async (tx) => {
    const numbers = await nextRecordIds(tx, 0, rows.length);
    const ids = rows.map((row, index) => districtOf(row.div) * 1e9 + (numbers[index] ?? 0));
    const full = rows.map((row, index) => ({
      ...(PLAIN.includes(table) ? {} : { ...BOOKKEEPING, id: ids[index] }),
      name: `${table} ${ids[index]}`,
      ...USUAL[table],
      ...row,
      district: districtOf(row.div),
      recorded_div: row['recorded_div'] ?? row.div,
    }));
    await sql`insert into ${sql.table(table)} select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(full)}::jsonb)`.execute(tx);
    await touched(
      context,
      tx,
      table,
      rows.map((row) => row.div),
    );
    return ids;
  });
}

/** Changes columns of one record and tells the counters. */
export async function change(context: Context, table: string, id: number, columns: Record<string, unknown>): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    const sets = Object.entries(columns).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
    const { rows } = await sql<{ div: number }>`update ${sql.table(table)} set ${sql.join(sets)} where id = ${id} returning div`.execute(tx);
    await touched(
      context,
      tx,
      table,
      rows.map((row) => row.div),
    );
  });
}

/** Removes one record and tells the counters. */
export async function remove(context: Context, table: string, id: number): Promise<void> {
  await inTransaction(context.platform.db, async (tx) => {
    const { rows } = await sql<{ div: number }>`delete from ${sql.table(table)} where id = ${id} returning div`.execute(tx);
    await touched(
      context,
      tx,
      table,
      rows.map((row) => row.div),
    );
  });
}

async function touched(context: Context, tx: Parameters<Context['platform']['facts']['changed']>[0], table: string, divs: readonly number[]): Promise<void> {
  await context.platform.facts.changed(tx, {
    sets: FEEDS[table] ?? [table],
    districts: [...new Set(divs.map(districtOf))],
    places: divs,
    today: context.today,
  });
}
